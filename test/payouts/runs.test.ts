import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { approve, cancel } from '../../functions/payouts/approving.ts';
import { nextBusinessDay } from '../../functions/payouts/calendar.ts';
import type { Batch } from '../../functions/payouts/contract.ts';
import { messageIdOf, planFiles } from '../../functions/payouts/files.ts';
import { batchMoves, payoutBefore, payoutMoves } from '../../functions/payouts/moving.ts';
import { newBatch } from '../../functions/payouts/previewing.ts';
import {
  approvalsNeeded,
  batchIdOf,
  checkTwin,
  fingerprintOf,
  isOver,
  readRunInput,
  totalsOf,
} from '../../functions/payouts/runs.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';
import { aPayout, PARTNER } from './builders.ts';

const NOW = '2027-03-05T09:00:00.000Z';
const read = (input: unknown) => readRunInput(input, NOW, 'America/New_York');
const aBatch = (over: Partial<Batch> = {}): Batch => ({
  ...newBatch({ batchId: '2027-03', period: '2027-03', executionId: 'e1', shards: [1], policyVersion: 1 }, NOW),
  state: 'proposed',
  ...over,
});
const who = (by: string) => ({ by, byName: by, at: NOW });

describe('What a payout run is started with', () => {
  test('is a month, and may name one partner and a part', () => {
    expect(read({ period: '2027-03', partner: 'acme.com', part: 2 })).toMatchObject({ period: '2027-03', part: 2 });
    expect(batchIdOf('2027-03', undefined, undefined)).toBe('2027-03');
    expect(batchIdOf('2027-03', PARTNER, 2)).toBe(`2027-03-${PARTNER}-2`);
  });

  test.each<[unknown, string]>([
    [[], 'The input is not an object'],
    [{}, 'The field "period" is not right'],
    [{ Comment: 'Insert your JSON here' }, 'The field "period" is not right'],
    [{ period: '03/2027' }, 'must be a month like 2027-03'],
    [{ period: '2027-04' }, 'The month 2027-04 has not begun'],
    [{ period: '2027-03', dryRun: true }, 'a field that is not known: "dryRun"'],
    [{ period: '2027-03', part: 1 }, 'The field "part" is not right'],
  ])('%j is refused, with a right input in the sentence', (input, sentence) => {
    expect(() => read(input)).toThrow(sentence);
    expect(() => read(input)).toThrow('{"period":');
  });

  test('a second execution is refused, unless it takes an open run over [fault 34]', () => {
    expect(() => checkTwin(aBatch(), 'e1', false)).not.toThrow();
    expect(() => checkTwin(aBatch(), 'e2', false)).toThrow('already going on');
    expect(() => checkTwin(aBatch(), 'e2', true)).not.toThrow();
    expect(() => checkTwin(aBatch({ state: 'settled' }), 'e2', true)).toThrow('"part": 2');
  });
});

describe('Totals and approvals', () => {
  test('are by currency, never across [fault 31]', () => {
    const payouts = [aPayout(), aPayout({ currency: 'EUR', minor: 1 }), aPayout({ minor: 5 })];
    expect(totalsOf(payouts)).toEqual([
      { currency: 'EUR', payouts: 1, minor: 1 },
      { currency: 'USD', payouts: 2, minor: 10_005 },
    ]);
  });

  test.each([
    ['USD', 1_000_000, 1],
    ['USD', 1_000_001, 2],
    ['EUR', 925_925, 1],
    ['EUR', 925_927, 2],
    ['THB', 1, 2],
  ])('a total of %s %i takes %i [A14, Z1]', (currency, minor, people) => {
    expect(approvalsNeeded([{ currency, payouts: 1, minor }], firstPolicy)).toBe(people);
  });

  test.each([
    [
      'two currencies below the limit that are above it together',
      [
        ['USD', 600_000],
        ['EUR', 400_000],
      ],
      2,
    ],
    [
      'two currencies that reach the limit and no more',
      [
        ['USD', 568_000],
        ['EUR', 400_000],
      ],
      1,
    ],
    [
      'a cent more',
      [
        ['USD', 568_001],
        ['EUR', 400_000],
      ],
      2,
    ],
    [
      'a small one without a rate beside a small one with',
      [
        ['USD', 1],
        ['THB', 1],
      ],
      2,
    ],
    ['nothing at all', [], 1],
  ] as const)('the limit is over the whole run: %s [A14, Z1]', (_, amounts, people) => {
    const totals = amounts.map(([currency, minor]) => ({ currency, payouts: 1, minor }));
    expect(approvalsNeeded(totals, firstPolicy)).toBe(people);
  });

  const large = [aPayout({ minor: 1_000_001 })];
  test('two different people approve a large run, and each of them once [fault 44]', () => {
    const shown = fingerprintOf(large);
    const first = approve(aBatch(), large, shown, who('mara'), firstPolicy);
    expect(first).toMatchObject({ state: 'proposed', approvalsNeeded: 2 });
    const once = aBatch({ ...first, revision: 0 });
    expect(approve(once, large, shown, who('mara'), firstPolicy)).toBeUndefined();
    expect(approve(once, large, shown, who('noor'), firstPolicy)).toMatchObject({ state: 'approved' });
  });

  test('an approval is of what was shown: another amount, account or partner is another preview', () => {
    const shown = fingerprintOf(large);
    const changed = [aPayout({ minor: 1_000_002 })];
    expect(() => approve(aBatch(), changed, shown, who('mara'), firstPolicy)).toThrow('has changed since you looked');
    for (const over of [{ payeeVersion: 2 }, { rail: 'bank' as const }, { currency: 'EUR' }]) {
      expect(fingerprintOf([aPayout({ minor: 1_000_001, ...over })])).not.toBe(shown);
    }
    expect(fingerprintOf([...large, aPayout({ state: 'held' })])).toBe(shown);
  });

  test('nobody approves, or calls off, what is under way', () => {
    const batch = aBatch({ state: 'reserved', approvals: [who('Mara')] });
    expect(() => approve(batch, large, fingerprintOf(large), who('noor'), firstPolicy)).toThrow(`by Mara at ${NOW}`);
    expect(() => cancel(batch, { ...who('noor'), note: 'x' })).toThrow('can no longer be called off');
    expect(cancel(aBatch(), { ...who('noor'), note: 'x' })).toMatchObject({ by: 'noor' });
  });

  test('reminder, escalation, then an approval is over; results are asked for a quarter of a year', () => {
    expect([1, 2, 3].map((nth) => isOver('approval', nth))).toEqual([false, false, true]);
    expect([1, 12, 13].map((nth) => isOver('results', nth))).toEqual([false, false, true]);
  });
});

describe('Moves', () => {
  test('of a payout: money that left the balance ends paid or back, and what never left ends there', () => {
    expect(payoutBefore('reserved')).toEqual(['proposed']);
    expect(payoutBefore('paid')).toEqual(['reserved', 'sent']);
    expect(payoutBefore('returned')).toEqual(['reserved', 'sent', 'paid']);
    expect(payoutMoves.returned).toEqual([]);
    expect(batchMoves.reserved).toEqual(['settled']);
  });
});

describe('Files', () => {
  test('have at most 2,000 payments, one currency and one rail each, in one order whatever order they come in', () => {
    const id = (n: number): string => `${PARTNER.slice(0, 21)}${String(n).padStart(5, '0')}`;
    const all = Array.from({ length: 2_001 }, (_, n) => aPayout({ partnerId: id(n), state: 'reserved', rail: 'bank' }));
    const others = [
      aPayout({ state: 'reserved' }),
      aPayout({ state: 'lapsed' }),
      aPayout({ state: 'paid', currency: 'EUR' }),
    ];
    const plan = planFiles([...all, ...others]);
    expect(plan.map(({ name, payouts }) => [name, payouts.length])).toEqual([
      ['bank-USD-1.xml', 2_000],
      ['bank-USD-2.xml', 1],
      ['paypal-EUR-1.csv', 1],
      ['paypal-USD-1.csv', 1],
    ]);
    fc.assert(
      fc.property(fc.shuffledSubarray(all.slice(0, 50), { minLength: 50 }), (shuffled) => {
        expect(planFiles(shuffled)).toEqual(planFiles(all.slice(0, 50)));
      }),
      { numRuns: 20 },
    );
  });

  test('in euros, what SEPA does not reach goes in files of its own; elsewhere it makes no difference', () => {
    const [ann, bo] = [PARTNER, PARTNER.replace('AA', 'BB')];
    const to = (partnerId: string, currency: string, outside: boolean) =>
      aPayout({ partnerId, currency, state: 'reserved', rail: 'bank', ...(outside ? { outsideSepa: true } : {}) });
    const plan = planFiles([to(ann, 'EUR', true), to(bo, 'EUR', false), to(ann, 'USD', true), to(bo, 'USD', false)]);
    expect(plan.map(({ name, payouts }) => [name, payouts.map(({ partnerId }) => partnerId)])).toEqual([
      ['bank-EUR-1.xml', [bo]],
      ['bank-EUR-2.xml', [ann]],
      ['bank-USD-1.xml', [ann, bo]],
    ]);
  });

  test('are known to the bank by at most 35 characters', () => {
    expect(messageIdOf('2027-03', 'bank-EUR-1.xml')).toBe('202703-EUR-1');
    const [one, other] = [
      messageIdOf(`2027-03-${PARTNER}`, 'bank-EUR-100.xml'),
      messageIdOf(`2027-03-${PARTNER}-2`, 'bank-EUR-100.xml'),
    ];
    expect(one).not.toBe(other);
    expect(one.length).toBeLessThanOrEqual(35);
  });

  test('are paid on the next business day of the program', () => {
    expect(nextBusinessDay('2027-03-05T22:00:00.000Z', firstPolicy.calendar)).toBe('2027-03-08');
    expect(nextBusinessDay('2026-12-31T12:00:00.000Z', firstPolicy.calendar)).toBe('2027-01-04');
  });
});
