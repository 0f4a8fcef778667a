import { ratioOf } from '../../shared/money.ts';
import type { Entry } from '../items.ts';
import { type Period, type ReviewedDeal, type Sources, within } from '../sources.ts';
import { currenciesOf, derived, type Measured, slug, summed } from './figure.ts';

const DAY_MS = 86_400_000;
const ALL_BP = 10_000;

const entryOf = (deal: ReviewedDeal, what: string, value: number, at = deal.closedAt ?? deal.registeredAt): Entry => ({
  at,
  what: `${deal.customer.slice(0, 120)}, ${what}`,
  value,
  link: { to: 'deal', key: deal.dealId },
});

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0
    ? null
    : ratioOf(
        values.reduce((sum, one) => sum + one, 0),
        1,
        values.length,
      );

/** Whole days from registration to the end of a deal. */
const daysOf = ({ registeredAt, closedAt = registeredAt }: ReviewedDeal): number =>
  Math.floor((Date.parse(closedAt) - Date.parse(registeredAt)) / DAY_MS);

const inEach = (deals: readonly ReviewedDeal[], make: (currency: string, own: readonly ReviewedDeal[]) => Measured) =>
  currenciesOf(deals).map((currency) =>
    make(
      currency,
      deals.filter((deal) => deal.currency === currency),
    ),
  );

/** Deals closed, average size, pipeline, registrations, win rate, cycle [G3]. */
export const deals = ({ deals: all }: Sources, period: Period): readonly Measured[] => {
  const closed = (phase: ReviewedDeal['phase'], span: { from: string; until: string } = period) =>
    all.filter((deal) => deal.phase === phase && deal.closedAt !== undefined && within(deal.closedAt, span));
  const [won, lost, open] = [closed('won'), closed('lost'), all.filter(({ phase }) => phase === 'open')];
  const wonBefore = closed('won', period.before);
  const registered = all.filter(({ registeredAt }) => within(registeredAt, period));
  const registeredBefore = all.filter(({ registeredAt }) => within(registeredAt, period.before)).length;
  const ended = [...won.map((deal) => entryOf(deal, 'won', 1)), ...lost.map((deal) => entryOf(deal, 'lost', 0))];
  const rate = ended.length === 0 ? null : ratioOf(ALL_BP, won.length, ended.length);
  return [
    summed(
      { id: 'deals-won', title: 'Deals closed', unit: 'count', before: wonBefore.length },
      won.map((deal) => entryOf(deal, 'won', 1)),
    ),
    ...inEach(won, (currency, own) =>
      derived(
        { id: `average-size-${slug(currency)}`, title: 'Average deal size', unit: 'money', currency },
        meanOf(own.map(({ minor }) => minor)),
        own.map((deal) => entryOf(deal, 'won', deal.minor)),
      ),
    ),
    ...inEach(open, (currency, own) =>
      summed(
        { id: `pipeline-${slug(currency)}`, title: 'Pipeline', unit: 'money', currency },
        own.map((deal) => entryOf(deal, `expected ${deal.closeOn}`, deal.minor, deal.registeredAt)),
      ),
    ),
    summed(
      { id: 'registrations', title: 'Deals registered', unit: 'count', before: registeredBefore },
      registered.map((deal) => entryOf(deal, 'registered', 1, deal.registeredAt)),
    ),
    derived(
      {
        id: 'win-rate',
        title: 'Win rate',
        unit: 'basis-points',
        ...(rate === null ? { note: 'No deal was won or lost.' } : {}),
      },
      rate,
      ended,
    ),
    derived(
      {
        id: 'cycle',
        title: 'From registration to won',
        unit: 'days',
        ...(won.length === 0 ? { note: 'No deal was won.' } : {}),
      },
      meanOf(won.map(daysOf)),
      won.map((deal) => entryOf(deal, 'days to won', daysOf(deal))),
    ),
  ];
};

/** The largest deals under way, for the agenda [G3]; of equal ones the one expected first. */
export const topDeals = (all: readonly ReviewedDeal[], most: number): readonly ReviewedDeal[] =>
  all
    .filter(({ phase }) => phase === 'open')
    .toSorted(
      (a, b) =>
        b.minor - a.minor || (a.closeOn < b.closeOn ? -1 : a.closeOn > b.closeOn ? 1 : a.dealId < b.dealId ? -1 : 1),
    )
    .slice(0, most);
