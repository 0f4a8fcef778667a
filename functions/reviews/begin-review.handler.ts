import { partnerMeant } from '../shared/partner-meant.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { step } from '../shared/step.ts';
import { beginOnce } from './beginning/store.ts';
import { beginReview } from './contract.ts';
import { checkReviewed, readReviewInput, unknownPartner } from './inputs.ts';

/** First step of a review: what was typed, whom it means, and that it runs once. Proposes the meeting to both sides. */
export const handler = step(beginReview, async ({ executionId, input }, now) => {
  const at = now.toISOString();
  const { version: policyVersion, policy } = await readPolicy(now);
  const { partner, quarter, takeOver } = readReviewInput(input, at, policy);
  const partnerId = await partnerMeant(partner);
  const profile = partnerId ? await readProfile(partnerId) : undefined;
  if (!profile) throw unknownPartner(partner);
  checkReviewed(profile, partner);
  await beginOnce({ profile, quarter, executionId, takeOver, policyVersion }, policy, at);
  return { partnerId: profile.partnerId, run: profile.run, personId: profile.personId, quarter };
});
