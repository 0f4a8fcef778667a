import * as z from 'zod';
import { partnerTier } from '../policy/contract.ts';
import { id, instant } from '../shared/text.ts';
import { quarter, result } from './items.ts';
import { next } from './next-words.ts';

export {
  type Action,
  type AgendaPart,
  actionItem,
  type Commitment,
  type Entry,
  type Figure,
  type Package,
  partnerSignIn,
  type Review,
  type ReviewState,
  reviewItem,
} from './items.ts';
export {
  type ActionView,
  type KpisView,
  type OpsReviewView,
  type ReviewRow,
  type ReviewView,
  routes,
} from './routes.ts';

const run = z.int().min(1);
const seconds = z.int().min(1).max(99_999_999);

// ---- Steps of the workflows

/** What ops type, or the schedule: `{}` is the last quarter that is over. */
export const quarterInput = z.strictObject({ quarter: quarter.optional() });
/** Input of `begin-quarter`; it answers the quarter, and the pages of partners who get a review. */
export const beginQuarter = z.strictObject({ input: z.unknown() });
/** Input of `read-page`; it answers the partners of that page and the names of their executions. */
export const readPage = z.strictObject({ quarter, page: z.int().min(1).max(9_999) });

/** What ops type: `{"partner": "acme.com"}`, with a quarter other than the last one that is over if need be. */
export const reviewInput = z.strictObject({
  partner: z.string().trim().min(1).max(300),
  quarter: quarter.optional(),
  /** Goes on with a review whose execution has failed or was stopped. */
  takeOver: z.boolean().optional(),
});
export const beginReview = z.strictObject({ executionId: z.string().min(1), input: z.unknown() });
export const begunReview = z.strictObject({
  partnerId: id,
  run,
  personId: id,
  quarter,
});

/** Every later step knows the review by these. */
export const ofReview = z.strictObject({ partnerId: id, run, quarter });

/** Output of `look-at-review`. `fact`: what people's next change is recorded as; `step` names the wait. */
export const lookedAt = z.strictObject({ next, seconds, fact: z.string(), step: z.string() });

/** Input of `put-off-review`. */
export const putOff = ofReview.extend({ because: z.string().max(300) });
/** `again`: it is tried again the next business day; else a person is asked first. */
export const putOffOutput = z.strictObject({ again: z.boolean() });

/** Input of `end-review`: the partner left, or nobody recorded the review. */
export const endReview = ofReview.extend({
  end: z.enum(['missed', 'called-off']),
  because: z.string().max(600).optional(),
});

// ---- Events

/** `review-recorded.v1`, id `<partnerId>/<run>/review/<quarter>/held`. */
export const reviewRecorded = z.strictObject({
  quarter,
  result,
  by: id,
  actions: z.int(),
  /** Set against the rule by people [T6]. */
  tierOverride: z.strictObject({ tier: partnerTier, reason: z.string() }).optional(),
});

/** `review-missed.v1`: nobody recorded it; `inARow` counts this one. */
export const reviewMissed = z.strictObject({ quarter, inARow: z.int().min(1) });

/** `review-planned.v1`, `review-moved.v1`, `review-called-off.v1`: the meeting, and why. */
export const reviewTold = z.strictObject({
  quarter,
  meetingAt: instant,
  because: z.string().optional(),
  by: z.string().optional(),
});
