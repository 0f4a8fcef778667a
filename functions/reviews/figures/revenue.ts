import type { Entry } from '../items.ts';
import type { Period, Revenue, RevenueEntry, Sources } from '../sources.ts';
import { currenciesOf, type Measured, slug, summed } from './figure.ts';

const entryOf = ({ sale, at, minor }: RevenueEntry): Entry => ({
  at,
  what: minor < 0 ? 'Came back of a payment' : 'Payment',
  value: minor,
  link: { to: 'sale', key: sale },
});

/** What the books do not show one by one: payments of deals that the partner invoices itself [D6]. */
const restOf = (rest: number, at: string): Entry[] =>
  rest === 0 ? [] : [{ at, what: 'Payments that earn no commission of their own', value: rest }];

const entriesIn = ({ entries, totals }: Revenue, currency: string, until: string): readonly Entry[] => {
  const own = entries.filter((one) => one.currency === currency).map(entryOf);
  const total = totals.find((one) => one.currency === currency)?.minor;
  const counted = own.reduce((sum, { value }) => sum + value, 0);
  return [...own, ...restOf((total ?? counted) - counted, until)];
};

const sumOf = (entries: readonly Entry[]): number => entries.reduce((sum, { value }) => sum + value, 0);

/** Paid list value of the quarter, in each currency by itself [T5, Z1]. */
export const revenue = ({ revenue: { now, before }, partner, last }: Sources, period: Period): readonly Measured[] => {
  const { calendar, tiers } = period.policy;
  const channel = Object.entries(tiers.channel).find(([tier]) => tier === partner.tier)?.[1];
  const byTier = channel && { minor: channel.revenuePerQuarterMinor, currency: calendar.reportingCurrency };
  const target = last.plan?.target ?? (byTier && byTier.minor > 0 ? byTier : undefined);
  const all = [...now.entries, ...now.totals, ...before.entries, ...before.totals];
  const currencies = currenciesOf([...all, ...(target ? [target] : [])]);
  const shown = currencies.length > 0 ? currencies : [calendar.reportingCurrency];
  return shown.map((currency) =>
    summed(
      {
        id: `revenue-${slug(currency)}`,
        title: 'Revenue',
        unit: 'money',
        currency,
        before: sumOf(entriesIn(before, currency, period.before.until)),
        ...(target?.currency === currency ? { target: target.minor } : {}),
      },
      entriesIn(now, currency, period.until),
    ),
  );
};
