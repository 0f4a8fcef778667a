import { describe, expect, test } from 'vitest';
import { firstPolicy, type PartnerTier, type ProgramTier } from '../../functions/policy/contract.ts';
import { answered, askedIn, askOf } from '../../functions/tiers/asks/asking.ts';
import type { Askable } from '../../functions/tiers/asks/items.ts';
import { aPartner } from '../partners/builders.ts';

const AT = '2027-03-05T15:00:00.000Z';
const asks = (tier: PartnerTier, what: Askable, programTier?: ProgramTier) =>
  askOf(aPartner({ tier, portal: 'open' }), programTier, firstPolicy, undefined, {
    ...{ what, text: 'Please.', by: 'ann', at: AT },
  });

describe('What a partner asks for', () => {
  test.each([
    ['Silver', 'co-selling', false],
    ['Gold', 'co-selling', true],
    ['Gold', 'joint-plan', false],
    ['Platinum', 'joint-plan', true],
    ['Preferred', 'co-creation', false],
    ['Ambassador', 'co-creation', true],
  ] as const)('is what its tier gives: %s, %s: %s', (tier, what, given) => {
    if (given) expect(asks(tier, what).ask).toMatchObject({ state: 'asked', number: 1 });
    else expect(() => asks(tier, what)).toThrow('it comes with');
  });

  test('is what a Strategic partner has at any tier, too', () => {
    expect(asks('Silver', 'co-selling', 'Strategic').ask).toMatchObject({ what: 'co-selling' });
    expect(() => asks('Silver', 'co-selling', 'Growth')).toThrow('it comes with Gold');
  });

  test('is nothing before its contract, or once it has left', () => {
    const closed = aPartner({ tier: 'Gold', portal: 'closed' });
    const asked = { what: 'co-selling', text: 'Please.', by: 'ann', at: AT } as const;
    expect(() => askOf(closed, 'Strategic', firstPolicy, undefined, asked)).toThrow('Only an admitted partner');
  });

  test('names a tier of its own kind, or none', () => {
    expect(() => asks('Preferred', 'co-selling')).toThrow('Your tier does not give co-selling.');
    expect(() => asks('Silver', 'co-creation')).toThrow('Your tier does not give content made together.');
  });

  test('does not wait for an answer to what was asked before the partner left', () => {
    const before = asks('Gold', 'co-selling').ask;
    const asked = { what: 'co-selling', text: 'Again.', by: 'ann', at: AT } as const;
    const again = (run: number) =>
      askOf(aPartner({ tier: 'Gold', portal: 'open', run }), undefined, firstPolicy, before, asked);
    expect(() => again(1)).toThrow('We are looking');
    expect(again(2).ask).toMatchObject({ run: 2, number: 2, state: 'asked' });
  });

  test('is answered once, in its turn; where nobody does, the partner is told to ask again', () => {
    const { ask } = asks('Platinum', 'joint-plan');
    const rule = { outcome: 'declined', by: 'rule' };
    const done = answered(aPartner(), ask, 'joint-plan-1', rule, AT);
    expect(done?.ask).toMatchObject({ state: 'declined', answer: 'Nobody answered in time. Please ask again.' });
    expect(done?.following.letters).toMatchObject([{ letter: 'tier-ask-answered', data: { agreed: false } }]);
    expect(answered(aPartner(), done?.ask, 'joint-plan-1', rule, AT)).toBeUndefined();
    expect(answered(aPartner(), ask, 'joint-plan-2', rule, AT)).toBeUndefined();
    expect([askedIn('co-creation-12'), askedIn('else-1')]).toEqual(['co-creation', undefined]);
  });
});
