import { reviewRecorded } from '../reviews/contract.ts';
import { busEvent } from '../shared/consumer.ts';
import { decideOn } from './assessing/store.ts';
import { byReview } from './overriding.ts';

/** A business review has set the tier against the rule: it is given by hand, the review and its reason named [T6]. */
export const handler = busEvent(async ({ partnerId = '', run, data }, now) => {
  const { tierOverride, quarter, by } = reviewRecorded.parse(data);
  if (!tierOverride) return;
  const asked = { ...tierOverride, quarter, run, by };
  await decideOn(partnerId, now, (position) => byReview(position, asked, now.toISOString()));
});
