import { step } from '../shared/step.ts';
import { assess, decideOn } from './assessing/store.ts';
import { NOTHING, withVerdict } from './counting.ts';
import { isReviewed, review } from './deciding.ts';
import { type Counts, reviewTiersInput } from './steps.ts';
import { standingsIn } from './store.ts';

/** The review of a quarter, partner by partner of one shard: notice, demotion, kept; and promotions that are due [T2, T6]. */
export const handler = step(reviewTiersInput, async ({ shard, quarter }, now) => {
  const at = now.toISOString();
  let counts: Counts = NOTHING;
  for await (const { partnerId } of standingsIn(shard)) {
    const done = await decideOn(partnerId, now, (position) =>
      isReviewed(position) ? review(position, quarter, at) : undefined,
    );
    const promoted = await assess(partnerId, now);
    counts = withVerdict(counts, done?.verdict, promoted);
  }
  return counts;
});
