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
import { noteLook, readReview, saveReview } from './store.ts';

const NOT_ARRIVED = 'The letter with the numbers could not be delivered in time.';

/** Looks whether the package has reached both sides 48 hours before; if it has not by then, it is sent anew and the meeting moves. */
export const handler = step(ofReview, async ({ partnerId, run, quarter }, now) => {
  const review = theReview(await readReview(partnerId, quarter), run);
  if (review.state !== 'prepared' || review.deliveredAt) return putOffOutput.parse({ again: true });
  const at = now.toISOString();
  const { policy } = await readPolicy(now);
  const deadline = deliveryDeadline(review, policy);
  const found = deliveryOf(await readLetters(packageKeys(review)), review.packagedAt ?? at);
  if (found.delivery === 'arrived' && found.at <= deadline) {
    await saveReview(changed(review, { deliveredAt: found.at, late: 0, looked: false }));
  } else if (found.delivery === 'waits' && at < deadline) await noteLook(review);
  else {
    const profile = await readProfile(partnerId);
    const { next, following } = laterPackage(review, NOT_ARRIVED, profile?.personId, policy, at);
    await saveReview(next, following);
    return putOffOutput.parse({ again: triesAgain(next, policy) });
  }
  return putOffOutput.parse({ again: true });
});
