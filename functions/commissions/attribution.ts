import { daysLater } from '../shared/days.ts';
import type { LossReason, Touch } from './contract.ts';

export type Model = 'last-click' | 'first-click' | 'linear' | 'position-based';

/** A touch that led to a sale, and its part of it; weights are of their sum. */
export interface Winner {
  readonly touch: Touch;
  readonly weight: number;
}
export interface Loser {
  readonly touch: Touch;
  readonly why: LossReason;
}
export interface Attribution {
  readonly winners: readonly Winner[];
  readonly losers: readonly Loser[];
}

/** Of two touches at the same instant the lower click id is the earlier one [A2]. */
const inOrder = (touches: readonly Touch[]): readonly Touch[] =>
  touches.toSorted((one, other) => (one.at + one.key < other.at + other.key ? -1 : 1));

const ALL_BP = 10_000;
const FIRST_AND_LAST_BP = 4_000;

/** 40 % to the first, 40 % to the last, 20 % to those between; two halve it, one has all [A2]. */
const positions = (count: number): readonly number[] => {
  if (count <= 2) return Array.from({ length: count }, () => 1);
  const between = ALL_BP - 2 * FIRST_AND_LAST_BP;
  // In units that make the middle's equal parts whole.
  const ends = FIRST_AND_LAST_BP * (count - 2);
  return Array.from({ length: count }, (_, index) => (index === 0 || index === count - 1 ? ends : between));
};

const byModel = (clicks: readonly Touch[], model: Model): Attribution => {
  const weights = {
    'last-click': () => clicks.map((_, index) => (index === clicks.length - 1 ? 1 : 0)),
    'first-click': () => clicks.map((_, index) => (index === 0 ? 1 : 0)),
    linear: () => clicks.map(() => 1),
    'position-based': () => positions(clicks.length),
  }[model]();
  const why = model === 'last-click' ? 'later-click' : 'earlier-click';
  return {
    winners: clicks.flatMap((touch, index) => (weights[index] ? [{ touch, weight: weights[index] ?? 0 }] : [])),
    losers: clicks.flatMap((touch, index) => (weights[index] ? [] : [{ touch, why }])),
  };
};

const lost = (touches: readonly Touch[], why: LossReason): readonly Loser[] => touches.map((touch) => ({ touch, why }));

/**
 * Who led to a payment at `soldAt`: a registered deal before a coupon before clicks [A3]; clicks within the cookie
 * window, by the model [A2]. Whoever loses is named with the reason. Never more than one kind wins [A8, B12].
 */
export const attribute = (
  touches: readonly Touch[],
  soldAt: string,
  rules: { readonly model: Model; readonly cookieDays: number; readonly timeZone: string },
): Attribution => {
  const known = inOrder([...new Map(touches.map((one) => [`${one.kind} ${one.key}`, one])).values()]);
  const opens = daysLater(soldAt, 0 - rules.cookieDays, rules.timeZone);
  const of = (kind: Touch['kind']) => known.filter((one) => one.kind === kind);
  const [deal, ...otherDeals] = of('deal');
  const [coupon, ...otherCoupons] = of('coupon');
  const clicks = of('click');
  const late = lost(
    clicks.filter(({ at }) => at > soldAt),
    'after-sale',
  );
  const old = lost(
    clicks.filter(({ at }) => at < opens),
    'too-old',
  );
  const fresh = clicks.filter(({ at }) => at >= opens && at <= soldAt);
  if (deal) {
    const losers = lost([...otherDeals, ...of('coupon'), ...fresh], 'deal-first');
    return { winners: [{ touch: deal, weight: 1 }], losers: [...losers, ...old, ...late] };
  }
  if (coupon) {
    const losers = lost([...otherCoupons, ...fresh], 'coupon-first');
    return { winners: [{ touch: coupon, weight: 1 }], losers: [...losers, ...old, ...late] };
  }
  const { winners, losers } = byModel(fresh, rules.model);
  return { winners, losers: [...losers, ...old, ...late] };
};
