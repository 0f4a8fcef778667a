import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { earningsOf } from '../../functions/commissions/earnings.ts';
import { receiptOf } from '../../functions/commissions/receipt.ts';
import { commissionMoves, paidState } from '../../functions/commissions/states.ts';
import type { Page } from '../../functions/ledger/contract.ts';
import { linesByBook } from '../../functions/ledger/keeping.ts';
import { nextPage } from '../../functions/shared/book.ts';
import { ANN, BOB, CLEO, click, day, flag, knowing, refund, sale, type Told, tell } from './story.ts';

const now = day(11);
const path = [click(BOB, day(-70)), click(CLEO, day(-5)), click(ANN, day(-1))];

describe('A receipt', () => {
  const facts = tell([sale({ net: 1_999, gross: 2_379, touches: path }), refund('pi_1', 1_000)]);
  const receipt = receiptOf(facts, 'pi_1', { now });

  test('says how the amount came about', () => {
    expect(receipt?.because).toEqual([
      'The first payment of this customer that a partner led to.',
      'Rule default/first-payment of policy version 1: 25 % of USD 19.99.',
      'Exactly 499.75 minor units, rounded half away from zero.',
      'Earned: USD 5.00.',
    ]);
    expect(receipt).toMatchObject({ state: 'pending', returned: 1_000, net: 1_999, policyVersion: 1 });
  });

  test('names who led to it, who did not, and why', () => {
    expect(receipt?.touches.map(({ partnerId, won, because }) => [partnerId, won, because])).toEqual([
      [ANN, true, undefined],
      [CLEO, false, 'A later click led to the sale.'],
      [BOB, false, 'The click was older than the cookie window.'],
    ]);
  });

  test('says which clicks and coupons did not count', () => {
    const told = sale({ touches: [] });
    const noted = tell([{ ...told, data: { ...told.data, note: '1 click(s) unknown, coupon not valid then' } }]);
    expect(receiptOf(noted, 'pi_1', { now })?.because).toEqual([
      'No partner led to it.',
      'Not counted: 1 click(s) unknown, coupon not valid then.',
    ]);
  });

  test('lists what was posted, and after what', () => {
    expect(receipt?.movements.map(({ what, minor }) => [what, minor])).toEqual([
      ['the sale was recorded', 500],
      ['a refund', -210],
    ]);
  });

  test('shows a partner its own part alone, and nothing of a sale of others', () => {
    expect(receiptOf(facts, 'pi_1', { partnerId: BOB, now })).toMatchObject({
      touches: [{ partnerId: BOB }],
      parts: [],
      movements: [],
      state: 'nothing',
    });
    const others = tell([sale({ touches: [click(ANN, day(-1))] })]);
    expect(receiptOf(others, 'pi_1', { partnerId: BOB, now })).toBeUndefined();
    expect(receiptOf(others, 'pi_2', { now })).toBeUndefined();
  });

  test.each([
    ['pending', [], now],
    ['approved', [], day(31)],
    ['held', [flag('hold', 'pi_1')], now],
    ['rejected', [flag('reject', 'pi_1')], now],
    ['reversed', [refund('pi_1', 10_000)], now],
  ] as const)('is %s', (state, more, at) => {
    expect(receiptOf(tell([sale(), ...more]), 'pi_1', { now: at })?.state).toBe(state);
  });

  test('of nothing says why it is nothing', () => {
    const nothing = receiptOf(tell([sale({ touches: [] })]), 'pi_1', { now });
    expect(nothing).toMatchObject({ state: 'nothing', because: ['No partner led to it.'], movements: [] });
  });
});

describe('The states of a commission', () => {
  const steps: readonly Told[] = [
    refund('pi_1', 4_000, 3),
    refund('pi_1', 6_000, 4),
    flag('hold', 'pi_1', ANN, 'f1', 3),
    flag('release', 'pi_1', ANN, 'f1', 5),
    flag('reject', 'pi_1', ANN, 'f2', 6),
    flag('reinstate', 'pi_1', ANN, 'f2', 7),
  ];
  it('move only as their table says, whatever happens, in whatever order, before and after maturing', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...steps]), fc.nat({ max: 6 }), (order, late) => {
        let facts = tell([sale()]);
        let state = receiptOf(facts, 'pi_1', { now })?.state ?? 'nothing';
        for (const [index, one] of order.entries()) {
          const from = index < late ? day(11) : day(40);
          facts = tell([one], knowing(), from, facts);
          const next = receiptOf(facts, 'pi_1', { now: index < late ? now : day(41) })?.state ?? 'nothing';
          if (next !== state)
            expect(commissionMoves[state] as readonly string[], `${state} to ${next}`).toContain(next);
          state = next;
        }
      }),
    );
  });

  test('follow the book through a payout, and back when it was returned', () => {
    const fresh = linesByBook(tell([sale()]), (at) => at.slice(0, 7)).map(({ lines }) => lines)[0] ?? [];
    const maturesAt = fresh[0]?.maturesAt ?? '';
    const march = (kind: 'reserved' | 'paid' | 'returned') => ({ kind, key: `payout/march/ann/USD/${kind}` });
    const april = (kind: 'reserved' | 'paid' | 'returned') => ({ kind, key: `payout/april/ann/USD/${kind}` });
    const told = [
      ...[{ kind: 'facts' }, { kind: 'matured', before: day(40) }, march('reserved'), march('paid')],
      // The next one is of other commissions, and only that one comes back.
      ...[april('reserved'), april('returned'), march('returned'), april('reserved'), april('paid')],
    ] as const;
    const pages: Page[] = [];
    const states = told.map((one) => {
      const entry = { ...one, lines: one.kind === 'facts' ? fresh : [] };
      pages.push(nextPage({ partnerId: ANN, currency: 'USD' }, pages.at(-1), entry, now));
      return paidState(pages, maturesAt);
    });
    expect(states).toEqual([
      ...['approved', 'approved', 'in-payout', 'paid', 'paid', 'paid', 'approved', 'in-payout', 'paid'],
    ]);
  });
});

describe('A month of earnings', () => {
  test('sums each currency by itself, by when it was earned', () => {
    const facts = tell(
      [sale(), sale({ key: 'pi_2', on: 1, currency: 'EUR' }), sale({ key: 'pi_0', on: -5 }), refund('pi_1', 5_000)],
      knowing(),
    );
    const pages = linesByBook(facts, (at) => at.slice(0, 7)).map((book) =>
      nextPage(book, undefined, { kind: 'facts', lines: book.lines }, now),
    );
    const month = earningsOf(pages, '2027-03');
    expect(month.totals).toEqual([
      { currency: 'EUR', minor: 1_500, sales: 1 },
      { currency: 'USD', minor: 750, sales: 1 },
    ]);
    expect(earningsOf(pages, '2027-02').sales).toMatchObject([{ sale: 'pi_0', minor: 2_500, late: true }]);
  });
});
