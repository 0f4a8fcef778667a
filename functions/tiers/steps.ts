import * as z from 'zod';
import { quarter } from './items.ts';

/** What ops type to start tier-review, or the schedule: `{}` reviews the last quarter that is over. */
export const tierReviewInput = z.strictObject({ quarter: quarter.optional() });

const shard = z.int().min(0).max(63);

export const beginTierReview = z.strictObject({ input: z.unknown() });
export const recountInput = z.strictObject({ shard });
export const reviewTiersInput = z.strictObject({ shard, quarter });

/** How the reviews of a shard ended. `reviewed` before are none of them. */
const counts = z.strictObject({
  reviewed: z.int(),
  kept: z.int(),
  noticed: z.int(),
  demoted: z.int(),
  promoted: z.int(),
});
export type Counts = z.infer<typeof counts>;
export const reportTierReview = z.strictObject({ quarter, shards: z.array(counts) });
