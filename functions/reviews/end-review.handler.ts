import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { endReview } from './contract.ts';
import { calledOff, missed } from './ending.ts';
import { isOver } from './moving.ts';
import { theReview } from './reviewing.ts';
import { readReview, readReviews, saveReview } from './store.ts';

/** Ends a review that was not held: nobody recorded it, or the partner left. A repeat changes nothing. */
export const handler = step(endReview, async ({ partnerId, run, quarter, end, because }, now) => {
  const review = theReview(await readReview(partnerId, quarter), run);
  if (isOver(review)) return { outcome: review.state };
  const at = now.toISOString();
  const profile = await readProfile(partnerId);
  if (!profile) throw notFound('partner');
  const contact = profile.personId;
  const { policy } = await readPolicy(now);
  const { next, following } =
    end === 'missed'
      ? missed(review, await readReviews(partnerId), contact, policy, at)
      : calledOff(review, contact, because ?? 'The partner has left the program.', 'rule', at);
  await saveReview(next, following);
  return { outcome: next.state };
});
