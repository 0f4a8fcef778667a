import type { Page } from '../ledger/contract.ts';
import type { EarningsView } from './contract.ts';

/** As many sales as one answer holds. */
const MOST_SALES = 500;

interface Earned {
  readonly sale: string;
  readonly currency: string;
  occurredAt: string;
  minor: number;
  held: number;
  late: boolean;
}

/** A month's sales of a partner out of the pages of its books: what was earned in it, whenever it was recorded [A13]. */
export const earningsOf = (pages: Iterable<Page>, period: string): EarningsView => {
  const earned = new Map<string, Earned>();
  for (const { currency, lines } of pages) {
    for (const { sale, earnedPeriod, account, minor, occurredAt = '', late } of lines) {
      if (sale === undefined || earnedPeriod !== period) continue;
      const name = `${currency} ${sale}`;
      const one = earned.get(name) ?? { sale, currency, occurredAt, minor: 0, held: 0, late: false };
      // The first line of a sale is the sale itself; what comes back of it has an instant of its own.
      one.minor += minor;
      one.held += account === 'held' ? minor : 0;
      one.late ||= late === true;
      earned.set(name, one);
    }
  }
  const sales = [...earned.values()].sort((one, other) => (one.occurredAt < other.occurredAt ? 1 : -1));
  const currencies = [...new Set(sales.map(({ currency }) => currency))].sort();
  return {
    period,
    sales: sales.slice(0, MOST_SALES),
    totals: currencies.map((currency) => {
      const own = sales.filter((one) => one.currency === currency);
      return { currency, minor: own.reduce((sum, { minor }) => sum + minor, 0), sales: own.length };
    }),
    more: sales.length > MOST_SALES,
  };
};
