import type { ChannelTier, Policy } from '../policy/contract.ts';
import { localDate } from '../shared/days.ts';
import type { Quarter, Standing } from './items.ts';
import type { Measured } from './measuring.ts';
import { endOf, quarterOf, quartersLater } from './quarters.ts';
import { missingOf, requirementsOf, wordsOf } from './requirements.ts';
import { below, channelOf, promotionOf, reviewOf } from './reviewing.ts';

/** What comes if nothing else happens, in a sentence [B13]. */
export interface Forecast {
  readonly risk: 'none' | 'notice' | 'demotion';
  /** The day it would happen, in the program's zone. */
  readonly on?: string;
  readonly to?: ChannelTier;
  /** What would prevent it. */
  readonly unless: readonly string[];
  readonly sentence: string;
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** `2026-10-01` as `1 October 2026`. */
export const dayWords = (date: string): string => {
  const [year, month = '1', day = '1'] = date.split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
};

export const andWords = (all: readonly string[]): string =>
  all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;

const dayAfter = (quarter: Quarter, timeZone: string): string => localDate(endOf(quarter, timeZone), timeZone);

/** The tier above, or the one that all is there for. */
const rising = (tier: ChannelTier, measured: Measured, now: string, policy: Policy): string => {
  const next = promotionOf(tier, measured, now, policy);
  return next ? ` All that ${next} asks is there.` : '';
};

/**
 * What the next reviews would say if nothing were added: certificates count as they will be valid on the last day of the
 * quarter, revenue as it is by now.
 */
export const forecastOf = (
  standing: Pick<Standing, 'tier' | 'notice' | 'reviews'>,
  measured: Measured,
  now: string,
  policy: Policy,
): Forecast => {
  const { timeZone } = policy.calendar;
  const tier = channelOf(standing.tier);
  const current = quarterOf(now, timeZone);
  const at = endOf(current, timeZone);
  if (!tier)
    return {
      risk: 'none',
      unless: [],
      sentence: `${standing.tier} is kept until it is changed by application or invitation.`,
    };
  const verdict = reviewOf(standing, measured, current, at, policy);
  const keeps = (): Forecast => ({
    risk: 'none',
    unless: [],
    sentence: `You keep ${tier} on ${dayWords(dayAfter(current, timeZone))}.${rising(tier, measured, now, policy)}`,
  });
  switch (verdict.kind) {
    case 'kept':
    case 'kept-after-notice':
      return keeps();
    case 'not-due':
      return { ...keeps(), sentence: `${keeps().sentence} Due at a later review: ${andWords(verdict.missing)}.` };
    case 'demoted': {
      const on = dayAfter(current, timeZone);
      const unless = verdict.missing;
      const sentence = `You drop to ${verdict.to} on ${dayWords(on)} unless you add ${andWords(unless)}.`;
      return { risk: 'demotion', on, to: verdict.to, unless, sentence };
    }
    case 'waiting': {
      const after = standing.notice?.demotesAfter ?? current;
      const on = dayAfter(after, timeZone);
      const to = standing.notice?.to ?? tier;
      const unless = wordsOf(
        missingOf(requirementsOf(tier, measured, { at, quarters: [current], answersUpTo: current }, policy)),
      );
      return {
        risk: 'demotion',
        on,
        to,
        unless,
        sentence: `You drop to ${to} on ${dayWords(on)} unless you add ${andWords(unless)}.`,
      };
    }
    case 'notice': {
      const { to, missing, demotesAfter } = verdict.notice;
      const [on, lost] = [dayAfter(current, timeZone), dayAfter(demotesAfter, timeZone)];
      const sentence = `Notice is given on ${dayWords(on)} unless you add ${andWords(missing)}; ${to} would follow on ${dayWords(lost)}.`;
      return { risk: 'notice', on, to, unless: missing, sentence };
    }
  }
};

/** What a draft of the table would do to one partner in the end, notice and grace aside [B13]: nothing is written. */
export const underDraft = (
  standing: Pick<Standing, 'tier'>,
  measured: Measured,
  now: string,
  draft: Policy,
): { readonly moves: 'up' | 'down' | 'stays'; readonly to?: ChannelTier; readonly missing: readonly string[] } => {
  const tier = channelOf(standing.tier);
  if (!tier) return { moves: 'stays', missing: [] };
  const up = promotionOf(tier, measured, now, draft);
  if (up) return { moves: 'up', to: up, missing: [] };
  const last = quartersLater(quarterOf(now, draft.calendar.timeZone), -1);
  const moment = { at: now, quarters: [quarterOf(now, draft.calendar.timeZone), last], answersUpTo: last } as const;
  const missing = wordsOf(
    missingOf(requirementsOf(tier, measured, { ...moment, quarters: [...moment.quarters] }, draft)),
  );
  const down = below(tier);
  return down && missing.length > 0 ? { moves: 'down', to: down, missing } : { moves: 'stays', missing: [] };
};
