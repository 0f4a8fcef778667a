import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { step } from '../shared/step.ts';
import { ofReview, putOffOutput } from './contract.ts';
import { changed } from './moving.ts';
import { deliveryDeadline } from './next.ts';
import { triesAgain } from './planning.ts';
import { readDelivery } from './posted/store.ts';
import { laterPackage, NOT_ARRIVED, theReview } from './reviewing.ts';
import { noteLook, readReview, saveReview } from './store.ts';

/** Looks whether the package has reached both sides 48 hours before; if not by then, it is sent anew and the meeting moves. */
export const handler = step(ofReview, async ({ partnerId, run, quarter }, now) => {
  const review = theReview(await readReview(partnerId, quarter), run);
  if (review.state !== 'prepared' || review.deliveredAt) return putOffOutput.parse({ again: true });
  const [at, { policy }] = [now.toISOString(), await readPolicy(now)];
  const deadline = deliveryDeadline(review, policy);
  const found = await readDelivery(review, at);
  const inTime = found.delivery === 'arrived' && found.at <= deadline;
  if (inTime) await saveReview(changed(review, { deliveredAt: found.at, late: 0, looked: false }));
  else if (found.delivery === 'waits' && at < deadline) await noteLook(review);
  else {
    const { next, following } = laterPackage(review, NOT_ARRIVED, await readProfile(partnerId), policy, at);
    await saveReview(next, following);
    return putOffOutput.parse({ again: triesAgain(next, policy) });
  }
  return putOffOutput.parse({ again: true });
});
