import type { Entry } from '../items.ts';
import { type Period, type ReviewedFunds, type Sources, within } from '../sources.ts';
import { currenciesOf, type Measured, slug, summed } from './figure.ts';

interface Amount {
  readonly of: ReviewedFunds;
  readonly at: string | undefined;
  readonly minor: number | undefined;
}
type Steps = readonly [id: string, title: string, amount: (one: ReviewedFunds) => Amount][];

/** Each counts in the quarter in which it happened: what was asked in March may be paid in May. */
const steps: Steps = [
  ['requested', 'Funds requested', (of) => ({ of, at: of.requestedAt, minor: of.askedMinor })],
  ['approved', 'Funds approved', (of) => ({ of, at: of.approvedAt, minor: of.approvedMinor })],
  ['paid', 'Funds paid', (of) => ({ of, at: of.paidAt, minor: of.paidMinor })],
];

const linkTo = ({ requestId }: ReviewedFunds): NonNullable<Entry['link']> => ({ to: 'mdf', key: requestId });
const titleOf = ({ title }: ReviewedFunds): string => `“${title.slice(0, 120)}”`;

const amounts = (currency: string, own: readonly ReviewedFunds[], period: Period): readonly Measured[] =>
  steps.map(([step, title, amount]) => {
    const counted = (span: { readonly from: string; readonly until: string }) =>
      own.map(amount).flatMap(({ of, at, minor }): Entry[] => {
        if (at === undefined || minor === undefined || !within(at, span)) return [];
        return [{ at, what: titleOf(of), value: minor, link: linkTo(of) }];
      });
    const before = counted(period.before).reduce((sum, { value }) => sum + value, 0);
    return summed({ id: `mdf-${step}-${slug(currency)}`, title, unit: 'money', currency, before }, counted(period));
  });

/** Deals that the partner named as what its activities of the quarter have brought; each counts once. */
const pipelineOf = (held: readonly ReviewedFunds[], { deals }: Sources): readonly Measured[] => {
  const named = new Set(held.flatMap((one) => one.deals));
  const brought = deals.filter(({ dealId, phase }) => named.has(dealId) && (phase === 'open' || phase === 'won'));
  return currenciesOf(brought).map((currency) =>
    summed(
      { id: `mdf-pipeline-${slug(currency)}`, title: 'Pipeline of funded activities', unit: 'money', currency },
      brought
        .filter((deal) => deal.currency === currency)
        .map(({ dealId, customer, phase, minor, registeredAt }) => ({
          at: registeredAt,
          what: `${customer.slice(0, 120)}, ${phase === 'won' ? 'won' : 'open'}`,
          value: minor,
          link: { to: 'deal', key: dealId },
        })),
    ),
  );
};

/** Market development funds: requested, approved, paid; and what the activities of the quarter have brought [G3]. */
export const funds = (sources: Sources, period: Period): readonly Measured[] => {
  const { funds: all } = sources;
  const held = all.filter(({ heldAt, quarter }) => heldAt !== undefined && quarter === period.quarter);
  if (all.length === 0) return [];
  return [
    ...currenciesOf(all).flatMap((currency) =>
      amounts(
        currency,
        all.filter((one) => one.currency === currency),
        period,
      ),
    ),
    summed(
      { id: 'mdf-leads', title: 'Leads of funded activities', unit: 'count' },
      held.map((one) => ({
        at: one.heldAt ?? one.requestedAt,
        what: titleOf(one),
        value: one.leads,
        link: linkTo(one),
      })),
    ),
    ...pipelineOf(held, sources),
  ];
};
