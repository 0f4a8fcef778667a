import * as z from 'zod';
import { id, instant } from '../shared/text.ts';

const shard = z.int().min(0).max(63);

/** What ops type, or the schedule: `{}` looks at everything up to yesterday, `{"day": "2027-03-01"}` up to that day. */
export const sweepInput = z.strictObject({ day: z.iso.date().optional() });

/** Input and output of step `begin-sweep`. */
export const beginSweep = z.strictObject({ input: z.unknown() });
/** Input of step `sweep-shard`. `until`: end of the last day that is counted. `top`: this month's affiliates have not been looked at yet. */
export const sweepShard = z.strictObject({ shard, day: z.iso.date(), until: instant, top: z.boolean() });
const seller = z.strictObject({ partnerId: id, sales: z.int(), clicks: z.int() });
export const watchedShard = z.strictObject({
  shard,
  partners: z.int(),
  flags: z.int(),
  /** Those of the shard that sold most, where asked for. */
  top: z.array(seller),
});
export type WatchedShard = z.infer<typeof watchedShard>;

/** Input of step `order-reviews`, and what it asked people for: names of tasks. */
export const orderReviews = z.strictObject({ day: z.iso.date(), shards: z.array(watchedShard) });

/** Output of step `chase-flags`. */
export const chasedFlags = z.strictObject({
  reminded: z.int(),
  handedOver: z.int(),
  released: z.int(),
  rejected: z.int(),
});
