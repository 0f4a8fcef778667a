import { busEvent } from '../shared/consumer.ts';
import { assess } from './assessing/store.ts';

/** A certificate, a commitment, an answer: whatever a promotion may follow from is looked at once it is there [T6]. */
export const handler = busEvent(async ({ partnerId }, now) => {
  if (partnerId) await assess(partnerId, now);
});
