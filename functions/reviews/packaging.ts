import { localDate } from '../shared/days.ts';
import { moneyText } from '../shared/money.ts';
import { deals, topDeals } from './figures/deals.ts';
import type { Measured } from './figures/figure.ts';
import { funds } from './figures/funds.ts';
import { kpis } from './figures/kpis.ts';
import { people } from './figures/people.ts';
import { revenue } from './figures/revenue.ts';
import type { Action, AgendaPart, Commitment, TierStatus } from './items.ts';
import { nextTier, requirementsNow } from './next-tier.ts';
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

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** Where the partner stands, and what the next channel tier asks for: as room tiers judges it this instant [T5, T6]. */
export const tierStatusOf = ({ partner, standing }: Sources, { policy }: Period, now: string): TierStatus => {
  const { tier, programTier } = partner;
  const next = nextTier(tier);
  const stands = { tier, ...(programTier === 'Ecosystem' ? {} : { programTier }) };
  if (!next) return { ...stands, needs: [] };
  const needs = requirementsNow(next, standing, policy, now).map(({ asks, has, met, unknown }) => ({
    what: sentence(asks),
    has,
    met: unknown ? null : met,
  }));
  return { ...stands, next, needs };
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
