import type { ProgramEvent } from '../shared/event.ts';
import { factRecorded } from '../shared/fact-recorded.ts';
import type { Review } from './items.ts';

const lower = (quarter: string): string => quarter.toLowerCase();

/** What the workflow waits for: the next change by people, numbered. */
export const changeFact = ({ quarter, told }: Pick<Review, 'quarter' | 'told'>, ahead: 0 | 1): string =>
  `review-changed:${lower(quarter)}:${told + ahead}`;

type Told = ProgramEvent & { readonly partnerId: string };

const fact = (
  review: Review,
  name: string,
  by: string,
  at: string,
  detail: Record<string, unknown> = {},
): ProgramEvent => {
  const { partnerId, run } = review;
  return factRecorded({ partnerId, run, fact: name, by, detail, occurredAt: at, recordedAt: at });
};

/** People have changed the review: its execution looks again. */
export const changedByPeople = (review: Review, by: string, at: string): ProgramEvent =>
  fact(review, changeFact(review, 0), by, at, { state: review.state });

/** What the lifecycle waits for [L4, L5]. */
export const concluded = (review: Review, by: string, at: string): ProgramEvent =>
  fact(review, `review-concluded:${lower(review.quarter)}`, by, at, {
    outcome: review.result === 'optimise' ? 'optimize' : 'go-on',
    note: (review.because ?? '').slice(0, 500),
  });

/** So many reviews missed in a row are a breach [L5]. */
export const breach = (review: Review, inARow: number, at: string): ProgramEvent =>
  fact(review, `breach-recorded:reviews-${lower(review.quarter)}`, 'rule', at, {
    kind: 'reviews-missed',
    note: `${inARow} business reviews in a row were not held.`,
  });

const NAMES = {
  planned: 'review-planned.v1',
  moved: 'review-moved.v1',
  'called-off': 'review-called-off.v1',
  missed: 'review-missed.v1',
  prepared: 'review-prepared.v1',
  recorded: 'review-recorded.v1',
} as const;

const news = (
  review: Review,
  what: keyof typeof NAMES,
  key: string,
  at: string,
  data: Record<string, unknown>,
): Told => ({
  id: `${review.partnerId}/${review.run}/review/${review.quarter}/${key}`,
  name: NAMES[what],
  occurredAt: at,
  recordedAt: at,
  partnerId: review.partnerId,
  run: review.run,
  data: { quarter: review.quarter, ...data },
});

export const planned = (review: Review, at: string): Told =>
  news(review, 'planned', `planned-${review.sequence}`, at, { meetingAt: review.meetingAt });
export const movedNews = (review: Review, because: string, by: string, at: string): Told =>
  news(review, 'moved', `moved-${review.sequence}`, at, { meetingAt: review.meetingAt, because, by });
export const calledOffNews = (review: Review, because: string, by: string, at: string): Told =>
  news(review, 'called-off', `called-off-${review.sequence}`, at, { meetingAt: review.meetingAt, because, by });
export const missedNews = (review: Review, inARow: number, at: string): Told =>
  news(review, 'missed', 'missed', at, { inARow });
export const prepared = (review: Review, at: string): Told =>
  news(review, 'prepared', `prepared-${review.packageVersion}`, at, { version: review.packageVersion });

/** `review-recorded.v1`: for whoever acts on a review; room tiers takes an override of a tier from it. */
export const recordedEvent = (review: Review, by: string, actions: number, at: string): Told =>
  news(review, 'recorded', 'held', at, {
    result: review.result,
    by,
    actions,
    ...(review.tierOverride ? { tierOverride: review.tierOverride } : {}),
  });
