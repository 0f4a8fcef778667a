import { describe, expect, test } from 'vitest';
import { conflictWords } from '../../functions/integrations/import/conflict.ts';
import type { KeptCommission } from '../../functions/integrations/import/items.ts';

const row = (over: Partial<KeptCommission> = {}): KeptCommission => ({
  kind: 'commissions',
  row: 2,
  externalId: 'c1',
  customer: 'aaaaaaaaaaaaaaaaaaaaaa',
  minor: 1_000,
  currency: 'USD',
  state: 'pending',
  occurredAt: '2027-02-20T10:00:00.000Z',
  ...over,
});
const was = (state: string, minor = 1_000) => ({ currency: 'USD', data: { what: 'commission', state, minor } });

describe('A commission that two exports tell differently', () => {
  test.each([
    [
      'paid over there since',
      row({ state: 'paid' }),
      was('pending'),
      "its state was pending and is paid now. The first import stands; if the new file is right, adjust the partner's balance by -USD 10.00",
    ],
    [
      'due now: it is owed either way',
      row({ state: 'due' }),
      was('pending'),
      'its state was pending and is due now. The first import stands; nothing is owed otherwise by it, so there is nothing to do',
    ],
    [
      'owed after all',
      row({ state: 'due' }),
      was('void'),
      "its state was void and is due now. The first import stands; if the new file is right, adjust the partner's balance by USD 10.00",
    ],
    [
      'of another amount and state',
      row({ state: 'paid', minor: 1_100 }),
      was('due'),
      "its state was due and is paid now, and its amount was USD 10.00 and is USD 11.00 now. The first import stands; if the new file is right, adjust the partner's balance by -USD 10.00",
    ],
  ])('%s: both values, and what to do', (_, now, earlier, words) => {
    expect(conflictWords(now, earlier)).toBe(`was imported before: ${words}`);
  });

  test('of another currency is not reckoned with, and what is not known is not made up', () => {
    expect(conflictWords(row({ currency: 'EUR' }), was('due'))).toContain('before in USD and is in EUR now');
    expect(conflictWords(row(), undefined)).toBe(
      'was imported before, and said something else; the first import stands',
    );
    expect(conflictWords(row(), was('pending'))).toContain('said something else');
  });
});
