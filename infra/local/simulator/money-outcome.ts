import { receiptOf } from '../../../functions/commissions/receipt.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import type { Final } from './final.ts';
import { factsOf, pagesOf } from './invariants/found.ts';

/** What the shop sold through affiliates, and what it cost. Amounts are per currency; nothing is summed across. */
export interface MoneyOutcome {
  readonly sold: readonly (readonly [string, string])[];
  /** Sales by the state of their commission. */
  readonly states: readonly string[];
  readonly balances: readonly (readonly [string, string])[];
  /** What a customer who came through an affiliate has cost so far. */
  readonly costs: readonly (readonly [string, string])[];
  readonly fraud: { readonly caught: number; readonly missed: number; readonly wronglyHeld: number };
}

const sumBy = <T>(
  items: readonly T[],
  key: (one: T) => string,
  amount: (one: T) => number,
): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const one of items) sums.set(key(one), (sums.get(key(one)) ?? 0) + amount(one));
  return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
};

const amounts = (sums: ReadonlyMap<string, number>, name: (currency: string) => string) =>
  [...sums].map(([currency, minor]) => [name(currency), moneyText({ minor, currency })] as const);

export const moneyOf = (final: Final): MoneyOutcome => {
  const facts = factsOf(final);
  const customers = Map.groupBy(facts, ({ customer }) => customer);
  const now = new Date(final.at).toISOString();
  const states = new Map<string, string>();
  for (const own of customers.values()) {
    for (const { kind, key } of own) {
      if (kind === 'sale') states.set(key, receiptOf(own, key, { now })?.state ?? 'nothing');
    }
  }
  const last = [
    ...Map.groupBy(pagesOf(final), ({ partnerId, currency }) => `${partnerId}#${currency}`).values(),
  ].flatMap((pages) => pages.at(-1) ?? []);
  const balances = last.flatMap(({ currency, balances: own }) =>
    Object.entries(own).map(([account, minor]) => ({ name: `${account} ${currency}`, currency, minor })),
  );
  const spent = sumBy(
    last,
    ({ currency }) => currency,
    ({ balances: { pending, held, payable, transit, paid } }) => pending + held + payable + transit + paid,
  );
  const buyers = sumBy(
    final.sold,
    ({ currency }) => currency,
    ({ sale }) => (sale.endsWith('_0') ? 1 : 0),
  );
  const stopped = (sale: string): boolean => ['held', 'rejected'].includes(states.get(sale) ?? '');
  return {
    sold: amounts(
      sumBy(
        final.sold,
        ({ currency }) => currency,
        ({ amountMinor }) => amountMinor,
      ),
      (currency) => `sold in ${currency}`,
    ),
    states: [...states.values()],
    balances: [
      ...sumBy(
        balances,
        ({ name }) => name,
        ({ minor }) => minor,
      ),
    ]
      .filter(([, minor]) => minor !== 0)
      .map(([name, minor]) => [name.slice(0, -4), moneyText({ minor, currency: name.slice(-3) })] as const),
    costs: [...spent].flatMap(([currency, minor]) => {
      const count = buyers.get(currency) ?? 0;
      return count === 0
        ? []
        : [[`cost of a customer in ${currency}`, moneyText({ minor: Math.round(minor / count), currency })] as const];
    }),
    fraud: {
      caught: final.sold.filter(({ sale, cheats }) => cheats && stopped(sale)).length,
      missed: final.sold.filter(({ sale, cheats }) => cheats && states.has(sale) && !stopped(sale)).length,
      wronglyHeld: final.sold.filter(({ sale, cheats }) => !cheats && stopped(sale)).length,
    },
  };
};
