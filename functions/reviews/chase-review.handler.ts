import { readPolicy } from '../shared/policy-reader.ts';
import { step } from '../shared/step.ts';
import { ofReview } from './contract.ts';
import { recordReminder } from './letters.ts';
import { changed } from './moving.ts';
import { missedAt } from './next.ts';
import { theReview } from './reviewing.ts';
import { readReview, saveReview } from './store.ts';

/** Nobody has recorded the review: the managers are asked, once for each date of the meeting. */
export const handler = step(ofReview, async ({ partnerId, run, quarter }, now) => {
  const review = theReview(await readReview(partnerId, quarter), run);
  if (review.state !== 'prepared' || review.reminded) return {};
  const at = now.toISOString();
  const until = missedAt(review, (await readPolicy(now)).policy);
  await saveReview(changed(review, { reminded: true }), { letters: [recordReminder(review, until, at)] });
  return {};
});
