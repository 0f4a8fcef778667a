import { type ChannelTier, channelTier, type Policy } from '../policy/contract.ts';
import type { Notice, Quarter, Standing } from './items.ts';
import type { Measured } from './measuring.ts';
import { fullQuarterFrom, quarterOf, quartersLater } from './quarters.ts';
import { missingOf, requirementsOf, wordsOf } from './requirements.ts';

/** Legal moves of a standing: a notice is given, and ends in one way or the other [T2]. */
export const standingMoves: Readonly<Record<Standing['state'], readonly Standing['state'][]>> = {
  good: ['good', 'notice'],
  notice: ['notice', 'good'],
};

export const channelOf = (tier: string): ChannelTier | undefined => channelTier.options.find((one) => one === tier);

export const below = (tier: ChannelTier): ChannelTier | undefined =>
  channelTier.options[channelTier.options.indexOf(tier) - 1];
export const above = (tier: ChannelTier): ChannelTier | undefined =>
  channelTier.options[channelTier.options.indexOf(tier) + 1];

/** The highest tier above this one whose requirements are all met: by the better of quarter to date and last quarter [T6]. */
export const promotionOf = (
  tier: ChannelTier,
  measured: Measured,
  now: string,
  policy: Policy,
): ChannelTier | undefined => {
  const current = quarterOf(now, policy.calendar.timeZone);
  const moment = { at: now, quarters: [current, quartersLater(current, -1)], answersUpTo: current } as const;
  return channelTier.options
    .slice(channelTier.options.indexOf(tier) + 1)
    .findLast((one) =>
      requirementsOf(one, measured, { ...moment, quarters: [...moment.quarters] }, policy).every(({ met }) => met),
    );
};

/** What a review at the end of a quarter makes of a partner. */
export type Verdict =
  /** All is there, or nothing can be lost. */
  | { readonly kind: 'kept' }
  /** Something is missing, and is not due yet [T4]. */
  | { readonly kind: 'not-due'; readonly missing: readonly string[] }
  | { readonly kind: 'notice'; readonly notice: Notice }
  /** Notice was given, and its quarter is not over. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'kept-after-notice' }
  /** One tier down; where that one's requirements are missed too, its own notice begins at once. */
  | {
      readonly kind: 'demoted';
      readonly to: ChannelTier;
      readonly missing: readonly string[];
      readonly notice?: Notice;
    };

const missingIn = (tier: ChannelTier, measured: Measured, quarter: Quarter, now: string, policy: Policy) =>
  missingOf(requirementsOf(tier, measured, { at: now, quarters: [quarter], answersUpTo: quarter }, policy));

const noticeOf = (to: ChannelTier, missing: readonly string[], now: string, { calendar }: Policy): Notice => ({
  to,
  missing: [...missing],
  demotesAfter: fullQuarterFrom(now, calendar.timeZone),
  at: now,
});

/** The review of a quarter that is over. A start tier is due in full from the second review on [T4]. */
export const reviewOf = (
  standing: Pick<Standing, 'tier' | 'notice' | 'reviews'>,
  measured: Measured,
  quarter: Quarter,
  now: string,
  policy: Policy,
): Verdict => {
  const tier = channelOf(standing.tier);
  const to = tier && below(tier);
  if (!tier || !to) return { kind: 'kept' };
  const all = missingIn(tier, measured, quarter, now, policy);
  const isFull = standing.reviews + 1 >= policy.tierRules.firstFullReview;
  const missing = wordsOf(isFull ? all : all.filter(({ kind }) => kind === 'commitment'));
  const { notice } = standing;
  if (missing.length === 0) {
    if (notice) return { kind: 'kept-after-notice' };
    return all.length === 0 ? { kind: 'kept' } : { kind: 'not-due', missing: wordsOf(all) };
  }
  if (!notice) return { kind: 'notice', notice: noticeOf(to, missing, now, policy) };
  if (notice.demotesAfter > quarter) return { kind: 'waiting' };
  const next = reviewOf({ tier: to, notice: undefined, reviews: standing.reviews }, measured, quarter, now, policy);
  return { kind: 'demoted', to, missing, ...(next.kind === 'notice' ? { notice: next.notice } : {}) };
};
