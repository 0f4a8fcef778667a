import { affiliateTier, channelTier } from '../policy/contract.ts';
import { localDate } from '../shared/days.ts';
import { moneyText } from '../shared/money.ts';
import { rankOf } from '../tiers/contract.ts';
import { deals, topDeals } from './figures/deals.ts';
import type { Measured } from './figures/figure.ts';
import { funds } from './figures/funds.ts';
import { kpis } from './figures/kpis.ts';
import { people } from './figures/people.ts';
import { revenue } from './figures/revenue.ts';
import type { Action, AgendaPart, Commitment, TierStatus } from './items.ts';
import type { Period, Sources } from './sources.ts';
import { figureText } from './words.ts';

const MOST_DEALS = 5;

/** All numbers of the package, each with what stands behind it [G3, B16]. */
export const figuresOf = (sources: Sources, period: Period): readonly Measured[] => {
  const known = [revenue, deals, funds, people].flatMap((figures) => figures(sources, period));
  return [...known, ...kpis(sources, period, known)];
};

const isMet = ({ state, closedAt, dueOn }: Action, zone: string): Commitment['met'] => {
  if (state === 'dropped') return 'dropped';
  if (state === 'open' || closedAt === undefined) return 'open';
  return localDate(closedAt, zone) <= dueOn ? 'met' : 'met-late';
};

/** Last quarter's commitments, and whether they were met. */
export const commitmentsOf = ({ last }: Sources, { policy }: Period): readonly Commitment[] =>
  last.actions.map((action) => {
    const { number, what, side, dueOn } = action;
    return { number, what, side, dueOn, met: isMet(action, policy.calendar.timeZone) };
  });

const measuredValue = (measured: readonly Measured[], id: string): number | undefined =>
  measured.find(({ figure }) => figure.id === id)?.figure.value ?? undefined;

/** Where the partner stands, and what the next channel tier asks for. */
export const tierStatusOf = (sources: Sources, period: Period, measured: readonly Measured[]): TierStatus => {
  const { tier, programTier } = sources.partner;
  const { calendar, tiers } = period.policy;
  const isChannel = !affiliateTier.safeParse(tier).success;
  const next = isChannel ? channelTier.options[rankOf(tier) + 1] : undefined;
  const stands = { tier, ...(programTier === 'Ecosystem' ? {} : { programTier }) };
  if (!next) return { ...stands, needs: [] };
  const asks = tiers.channel[next];
  const currency = calendar.reportingCurrency;
  const text = (minor: number): string => moneyText({ minor, currency });
  const has = (id: string, least: number): boolean => (measuredValue(measured, id) ?? 0) >= least;
  const certified = [
    ['sales', asks.certifiedSales],
    ['technical', asks.certifiedTechnical],
  ] as const;
  return {
    ...stands,
    next,
    needs: [
      {
        what: `${text(asks.revenuePerQuarterMinor)} of revenue in a quarter`,
        met: has(`revenue-${currency.toLowerCase()}`, asks.revenuePerQuarterMinor),
      },
      ...certified.map(([track, least]) => ({
        what: `${least} certified for ${track === 'sales' ? 'sales' : 'technical work'}`,
        met: has(`certified-${track}`, least),
      })),
      { what: `An annual commitment of ${text(asks.annualCommitmentMinor)}`, met: null },
      ...(asks.satisfactionTenths > 0
        ? [
            {
              what: `Customer satisfaction of ${Math.floor(asks.satisfactionTenths / 10)}.${asks.satisfactionTenths % 10}`,
              met: null,
            },
          ]
        : []),
    ],
  };
};

/** The seven parts [G3], each with what this package gives to talk about. */
export const agendaOf = (
  sources: Sources,
  { policy: { reviews } }: Period,
  measured: readonly Measured[],
  commitments: readonly Commitment[],
): readonly AgendaPart[] => {
  const { agendaMinutes: minutes } = reviews;
  const line = ({ figure }: Measured): string => `${figure.title}: ${figureText(figure)}`;
  const about = (...starts: readonly string[]): string[] =>
    measured.filter(({ figure }) => starts.some((start) => figure.id.startsWith(start))).map(line);
  const top = topDeals(sources.deals, MOST_DEALS);
  const open = commitments.filter(({ met }) => met === 'open');
  const part = (title: string, length: number, points: readonly string[]): AgendaPart => ({
    title,
    minutes: length,
    points: points.slice(0, 6),
  });
  return [
    part('Check-in', minutes.checkIn, []),
    part('Performance', minutes.performance, about('revenue-', 'deals-won', 'win-rate', 'kpi-')),
    part(
      'Pipeline, the five largest deals',
      minutes.pipeline,
      top.map(({ customer, closeOn, ...amount }) => `${customer}: ${moneyText(amount)}, expected ${closeOn}`),
    ),
    part('Joint activities and next quarter’s plan', minutes.jointActivities, about('co-marketing', 'mdf-')),
    part('Roadmap and feedback', minutes.roadmap, about('escalations')),
    part(
      'Actions',
      minutes.actions,
      open.map(({ what, dueOn }) => `Still open: ${what} (due ${dueOn})`),
    ),
    part('Executive summary', minutes.executive, []),
  ];
};
