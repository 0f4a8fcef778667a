import type { Policy } from '../policy/contract.ts';
import { secondsBetween } from '../shared/days.ts';
import { sameTime } from './calendar.ts';
import type { Review } from './items.ts';
import { isOver } from './moving.ts';
import type { Next } from './next-words.ts';

const HOUR_MS = 3_600_000;
/** Letters go out within seconds; a quarter of an hour later the sweeper has been there too. */
const FIRST_LOOK_MS = 20 * 60_000;

const plus = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

/** Until when the package must have arrived for the meeting to stay where it is [G3]. */
export const deliveryDeadline = ({ meetingAt }: Pick<Review, 'meetingAt'>, { reviews }: Pick<Policy, 'reviews'>) =>
  plus(meetingAt, -reviews.packageHoursBefore * HOUR_MS);

/** The earliest meeting for a package that arrives at an instant. */
export const earliestMeeting = (arrivesAt: string, { reviews }: Pick<Policy, 'reviews'>): string =>
  plus(arrivesAt, reviews.packageHoursBefore * HOUR_MS);

interface Then {
  readonly next: Next;
  /** When there is something to do again, unless people change the review before. */
  readonly until: string;
}

/** What a review needs now, and until when there is nothing to do. */
export const nextOf = (review: Review, policy: Pick<Policy, 'reviews' | 'calendar'>, now: string): Then => {
  if (isOver(review)) return { next: 'ended', until: now };
  if (review.state === 'planned') {
    const { packageDueAt } = review;
    return now < packageDueAt ? { next: 'wait-for-package-day', until: packageDueAt } : { next: 'prepare', until: now };
  }
  return review.deliveredAt === undefined ? delivering(review, policy, now) : meeting(review, policy, now);
};

const delivering = (review: Review, policy: Pick<Policy, 'reviews'>, now: string): Then => {
  const deadline = deliveryDeadline(review, policy);
  const firstLook = plus(review.packagedAt ?? now, FIRST_LOOK_MS);
  const look = review.looked || firstLook > deadline ? deadline : firstLook;
  return now < look ? { next: 'wait-for-delivery', until: look } : { next: 'confirm', until: now };
};

const overAt = ({ meetingAt, minutes }: Review): string => plus(meetingAt, minutes * 60_000);

/** From when on a review that nobody recorded counts as missed. */
export const missedAt = (review: Review, { reviews, calendar }: Pick<Policy, 'reviews' | 'calendar'>): string => {
  const { remindAfterBusinessDays, missedAfterBusinessDays } = reviews;
  return sameTime(overAt(review), Math.max(missedAfterBusinessDays, remindAfterBusinessDays), calendar);
};

const meeting = (review: Review, policy: Pick<Policy, 'reviews' | 'calendar'>, now: string): Then => {
  const over = overAt(review);
  if (now < over) return { next: 'wait-for-meeting', until: over };
  const missed = missedAt(review, policy);
  if (now >= missed) return { next: 'miss', until: now };
  if (review.reminded) return { next: 'wait-for-record', until: missed };
  const reminder = sameTime(over, policy.reviews.remindAfterBusinessDays, policy.calendar);
  return now < reminder ? { next: 'wait-for-record', until: reminder } : { next: 'remind', until: now };
};

/** Whole seconds to wait, at least 1. */
export const secondsTo = ({ until }: Then, now: string): number => secondsBetween(now, until);
