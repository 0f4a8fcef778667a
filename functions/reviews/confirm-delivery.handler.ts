import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { step } from '../shared/step.ts';
import { ofReview, putOffOutput } from './contract.ts';
import { deliveryOf } from './delivering.ts';
import { packageKeys } from './letters.ts';
import { changed } from './moving.ts';
import { deliveryDeadline } from './next.ts';
import { triesAgain } from './planning.ts';
import { readLetters } from './posted/store.ts';
import { laterPackage, theReview } from './reviewing.ts';
import { readReview, saveReview } from './store.ts';

const NOT_ARRIVED = 'The letter with the numbers could not be delivered in time.';

/** Looks whether the package has reached both sides 48 hours before; if it has not by then, it is sent anew and the meeting moves. */
export const handler = step(ofReview, async ({ partnerId, run, quarter }, now) => {
  const review = theReview(await readReview(partnerId, quarter), run);
  if (review.state !== 'prepared' || review.deliveredAt) return putOffOutput.parse({ again: true });
  const at = now.toISOString();
  const { policy } = await readPolicy(now);
  const delivery = deliveryOf(await readLetters(packageKeys(review)));
  const isLate = at >= deliveryDeadline(review, policy);
  if (delivery === 'arrived' && !isLate) await saveReview(changed(review, { deliveredAt: at, late: 0 }));
  else if (delivery === 'waits' && !isLate) await saveReview(changed(review, { looked: true }));
  else {
    const profile = await readProfile(partnerId);
    const { next, following } = laterPackage(review, NOT_ARRIVED, profile?.personId, policy, at);
    await saveReview(next, following);
    return putOffOutput.parse({ again: triesAgain(next, policy) });
  }
  return putOffOutput.parse({ again: true });
});
