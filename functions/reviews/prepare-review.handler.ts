import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { ofReview } from './contract.ts';
import { packageLetters } from './letters.ts';
import { moved } from './moving.ts';
import { putPackage } from './packages/store.ts';
import { prepare } from './preparing/store.ts';
import { theReview } from './reviewing.ts';
import { readReview, saveReview } from './store.ts';
import { prepared } from './telling.ts';

/** Makes the data package of a review and sends it to both sides [G3]: the review says so when all is there. */
export const handler = step(ofReview, async ({ partnerId, run, quarter }, now) => {
  const review = theReview(await readReview(partnerId, quarter), run);
  if (review.state !== 'planned') return { version: review.packageVersion };
  const at = now.toISOString();
  const profile = await readProfile(partnerId);
  if (!profile) throw notFound('partner');
  const made = await prepare(review, profile, (await readPolicy(now)).policy, now);
  const { version } = made;
  const next = moved(review, 'prepared', { packageVersion: version, packagedAt: at, looked: false });
  const letters = packageLetters(next, made, profile.personId, at);
  await saveReview(next, { letters, news: [prepared(next, at)] }, [putPackage(made)]);
  return { version };
});
