import { partnerMeant } from '../shared/partner-meant.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { step } from '../shared/step.ts';
import { beginReview } from './contract.ts';
import { checkReviewed, readReviewInput, unknownPartner } from './inputs.ts';
import { plannedLetters } from './letters.ts';
import { begin } from './planning.ts';
import { readReview, saveReview } from './store.ts';
import { planned } from './telling.ts';

/** First step of a review: what was typed, whom it means, and that it runs once. Proposes the meeting to both sides. */
export const handler = step(beginReview, async ({ executionId, input }, now) => {
  const at = now.toISOString();
  const { version: policyVersion, policy } = await readPolicy(now);
  const { partner, quarter, takeOver } = readReviewInput(input, at, policy);
  const partnerId = await partnerMeant(partner);
  const profile = partnerId ? await readProfile(partnerId) : undefined;
  if (!profile) throw unknownPartner(partner);
  checkReviewed(profile, partner);
  const asked = { profile, quarter, executionId, takeOver, policyVersion };
  for (;;) {
    const found = await readReview(profile.partnerId, quarter);
    const review = begin(asked, found, policy, at);
    const isNew = review.openedAt === at && review !== found;
    const letters = isNew ? plannedLetters(review, profile.personId, at) : [];
    const following = { letters, news: isNew ? [planned(review, at)] : [] };
    const done = review === found ? 'done' : await saveReview(review, following);
    const { run, personId } = profile;
    if (done === 'done') return { partnerId: profile.partnerId, run, personId, quarter };
  }
});
