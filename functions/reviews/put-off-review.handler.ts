import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { step } from '../shared/step.ts';
import { putOff, putOffOutput } from './contract.ts';
import { triesAgain } from './planning.ts';
import { laterPackage, theReview } from './reviewing.ts';
import { readReview, saveReview } from './store.ts';

/** The package could not be made: again the next business day, and the meeting moves if 48 hours cannot be kept [G3]. */
export const handler = step(putOff, async ({ partnerId, run, quarter, because }, now) => {
  const review = theReview(await readReview(partnerId, quarter), run);
  const at = now.toISOString();
  const { policy } = await readPolicy(now);
  // A repeat of this step: it was put off already.
  if (review.state !== 'planned' || review.packageDueAt > at) return putOffOutput.parse({ again: true });
  const profile = await readProfile(partnerId);
  const { next, following } = laterPackage(review, because, profile, policy, at);
  await saveReview(next, following);
  return putOffOutput.parse({ again: triesAgain(next, policy) });
});
