import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { changes, closeMonth } from '../../functions/commissions/month.ts';
import type { Fact } from '../../functions/ledger/contract.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';
import {
  ANN,
  affiliate,
  BOB,
  balances,
  day,
  earned,
  flag,
  knowing,
  refund,
  sale,
  type Told,
  tell,
  versionOf,
} from './story.ts';

const about = { partnerId: ANN, currency: 'USD', period: '2027-03' };
const withId = (facts: readonly Fact[], id: number): readonly Fact[] =>
  facts.map((one) => ({ ...one, customer: `c${String(id).padStart(21, '0')}` }));
/** `count` customers who paid $100 for the first time in March. */
const customers = (count: number, more: readonly Told[] = []): (readonly Fact[])[] =>
  Array.from({ length: count }, (_, id) => withId(tell([sale({ key: `pi_${id}`, on: id })]), id)).map((facts, id) =>
    id === 0 ? withId(tell(more, knowing(), day(12), facts), 0) : facts,
  );
const close = (all: readonly (readonly Fact[])[], known = knowing()): (readonly Fact[])[] => {
  const found = changes(closeMonth(all, about, known), all, about);
  return all.map((facts, id) => {
    const told = found
      .filter(({ customer }) => customer === facts[0]?.customer)
      .map(({ rule, sale: of, partnerId, minor }, index) => ({
        kind: rule,
        key: `${rule}/${of}/${facts.length}/${index}`,
        occurredAt: day(31),
        data: { sale: of, partnerId, minor, period: about.period },
      }));
    return withId(tell(told, known, day(32), facts), id);
  });
};
const total = (all: readonly (readonly Fact[])[], partnerId = ANN): number =>
  all.reduce((sum, facts) => sum + earned(facts, partnerId), 0);

describe('The volume bonus', () => {
  test('is nothing for four first sales of a month, and five points for each of five', () => {
    expect(total(close(customers(4)))).toBe(4 * 2_500);
    expect(total(close(customers(5)))).toBe(5 * 3_000);
  });

  test('counts what is unreversed when the month is closed', () => {
    expect(total(close(customers(5, [refund('pi_0', 10_000, 11)])))).toBe(4 * 2_500);
    expect(total(close(customers(5, [flag('reject', 'pi_0', ANN, 'f1', 11)])))).toBe(4 * 2_500);
    expect(total(close(customers(5, [refund('pi_0', 5_000, 11)])))).toBe(4 * 3_000 + 1_500);
  });

  test('closed twice is closed once', () => {
    const once = close(customers(6));
    expect(close(once)).toEqual(once);
  });

  test('of a late sale is paid for all, and one that was reversed after the close takes it back from all', () => {
    const late = [...close(customers(4)), withId(tell([sale({ key: 'pi_9', on: 20 })], knowing(), day(33)), 4)];
    expect(total(close(late))).toBe(5 * 3_000);
    const five = close(customers(5));
    const reversed = five.map((facts, id) =>
      id === 2 ? withId(tell([refund('pi_2', 10_000, 35)], knowing(), day(36), facts), 2) : facts,
    );
    expect(total(close(reversed))).toBe(4 * 2_500);
  });

  test('belongs to its rule, beside the commission', () => {
    expect(balances(close(customers(5))[1] ?? [])).toMatchObject({
      'pi_1 A bonus payable': 500,
      'pi_1 A commission pending': 2_500,
    });
  });
});

describe('The monthly cap', () => {
  const capped = {
    id: 'capped',
    name: 'Capped',
    rules: [{ id: 'all', pay: { kind: 'percent' as const, bp: 2_000 } }],
    months: null,
    capPerMonthMinor: { USD: 5_000 },
  };
  const known = knowing({
    versions: [versionOf(1, { earning: { ...firstPolicy.earning, plans: [...firstPolicy.earning.plans, capped] } })],
    partners: [affiliate(ANN, { terms: [{ plan: 'capped', from: day(-99) }] }), affiliate(BOB)],
  });
  const paid = (nets: readonly number[]) =>
    nets.map((net, id) => withId(tell([sale({ key: `pi_${id}`, on: id % 9, net })], known), id));

  it('leaves exactly the cap, whatever the sales were', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 12 }), (nets) => {
        const before = total(paid(nets));
        expect(total(close(paid(nets), known))).toBe(Math.min(before, 5_000));
      }),
      { numRuns: 40 },
    );
  });

  test('does not touch what stays below it', () => {
    expect(close(paid([1_000, 2_000]), known)).toEqual(paid([1_000, 2_000]));
  });

  test.each([
    ['the capped one first', ['pi_0', 'pi_1', 'pi_2', 'pi_3']],
    ['the capped one last', ['pi_3', 'pi_2', 'pi_1', 'pi_0']],
    ['mixed', ['pi_2', 'pi_0', 'pi_3', 'pi_1']],
  ])('is of the plan that a customer began under, whatever the payments are called: %s', (_, ids) => {
    const changed = {
      ...known,
      partners: new Map([[ANN, affiliate(ANN, { terms: [{ plan: 'capped', from: day(10) }] })]]),
    };
    const of = (index: number, on: number, more: readonly Told[] = []) =>
      withId(tell([sale({ key: ids[index] ?? '', on, net: 40_000 }), ...more], changed, day(40)), index);
    const renewed = of(0, 0, [sale({ key: ids[3] ?? '', on: 20, net: 40_000, touches: [] })]);
    const all = close([renewed, of(1, 12), of(2, 13)], changed);
    expect(total(all)).toBe(10_000 + 6_000 + 5_000);
  });
});
