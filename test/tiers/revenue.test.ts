import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../functions/ledger/contract.ts';
import { differences, partnersOf, revenueOf, sameParts } from '../../functions/tiers/revenue/counting.ts';
import { ZONE } from './builders.ts';

const [ACME, BETA] = ['01ARZ3NDEKTSV4RRFFQ69G5FAA', '01ARZ3NDEKTSV4RRFFQ69G5FAB'];
const AT = '2027-02-10T12:00:00.000Z';
const wonBy = (...won: readonly (readonly [string, number])[]) => ({
  ...{ policy: 1, model: 'linear', nth: 1, lost: [], parts: [] },
  won: won.map(([partnerId, weight], touch) => ({ touch, partnerId, weight })),
});
const fact = (over: Partial<Fact>): Fact => ({
  ...{ customer: 'c'.repeat(22), number: 1, kind: 'sale', key: 's1', occurredAt: AT, recordedAt: AT, currency: 'USD' },
  ...{ data: { net: 10_000, gross: 11_900 }, decision: wonBy([ACME, 1]), postings: [] },
  ...over,
});
const refund = (returned: number, over: Partial<Fact> = {}): Fact =>
  fact({
    number: 2,
    kind: 'refund',
    key: 's1~r',
    data: { sale: 's1', minor: returned },
    decision: { ...wonBy([ACME, 1]), sale: 's1', returned },
    ...over,
  });
const flag = (kind: 'reject' | 'reinstate', number: number, flagId = 'f1'): Fact => {
  const data = { sale: 's1', partnerId: ACME, flagId, rule: 'r', reason: 'x' };
  const { decision: _, ...rest } = fact({ number, kind, key: `s1~${flagId}~${kind}`, data });
  return rest;
};
const of = (facts: readonly Fact[], partnerId = ACME) => revenueOf(facts, ZONE).get(partnerId);

describe('Paid list value of a customer, partner by partner [T5]', () => {
  test('is net of tax, in the quarter in which it was paid, in its own currency', () => {
    expect(of([fact({})])).toEqual({ '2027-Q1#USD': 10_000 });
    const late = { occurredAt: '2027-04-01T03:59:59.999Z', recordedAt: '2027-05-01T00:00:00.000Z' };
    expect(of([fact(late)])).toEqual({ '2027-Q1#USD': 10_000 });
    expect(of([fact({ ...late, occurredAt: '2027-04-01T04:00:00.000Z', currency: 'JPY' })])).toEqual({
      '2027-Q2#JPY': 10_000,
    });
  });

  test('what comes back of the gross takes its proportion of the net; all of it, all', () => {
    expect(of([fact({}), refund(5_950)])).toEqual({ '2027-Q1#USD': 5_000 });
    expect(of([fact({}), refund(11_900)])).toEqual({ '2027-Q1#USD': 0 });
  });

  test('shared sales are split as they were attributed, to the unit', () => {
    const facts = [fact({ data: { net: 10_001 }, decision: wonBy([ACME, 1], [BETA, 1]) })];
    expect(of(facts)).toEqual({ '2027-Q1#USD': 5_001 });
    expect(of(facts, BETA)).toEqual({ '2027-Q1#USD': 5_000 });
  });

  test('who loses a sale to another partner later has nothing of it left', () => {
    const later = fact({ number: 2, kind: 'lead', key: 'l1', data: {}, decision: { ...wonBy([BETA, 1]), sale: 's1' } });
    expect([...partnersOf([fact({}), later])]).toEqual([ACME, BETA]);
    expect(of([fact({}), later])).toEqual({});
    expect(of([fact({}), later], BETA)).toEqual({ '2027-Q1#USD': 10_000 });
  });

  test('rejected as fraud it does not count, until every flag is taken back', () => {
    expect(of([fact({}), flag('reject', 2)])).toEqual({});
    expect(of([fact({}), flag('reject', 2), flag('reject', 3, 'f2'), flag('reinstate', 4)])).toEqual({});
    expect(of([fact({}), flag('reject', 2), flag('reinstate', 3)])).toEqual({ '2027-Q1#USD': 10_000 });
  });

  test('counted step by step or at once, the sums are the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 100 })), { maxLength: 12 }),
        (sales) => {
          const facts = sales.flatMap(([net, percent], index) => {
            const [key, number] = [`s${index}`, 2 * index + 1];
            const returned = Math.floor((net * percent) / 100);
            const decision = { ...wonBy([ACME, 1]), sale: key, returned };
            return [
              fact({ key, number, data: { net } }),
              fact({
                key: `${key}~r`,
                number: number + 1,
                kind: 'refund',
                data: { sale: key, minor: returned },
                decision,
              }),
            ];
          });
          let before = {};
          let sum = 0;
          for (let end = 1; end <= facts.length; end++) {
            const after = of(facts.slice(0, end)) ?? {};
            sum += differences([{ before, after }])['2027-Q1#USD'] ?? 0;
            expect(sameParts(after, after)).toBe(true);
            before = after;
          }
          expect(sum).toBe(of(facts)?.['2027-Q1#USD'] ?? 0);
        },
      ),
    );
  });
});
