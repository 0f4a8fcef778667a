import { readProfile } from '../shared/partner-reader.ts';
import { readPolicySince } from '../shared/policy-reader.ts';
import { step } from '../shared/step.ts';
import { begin, checkFits, journeyOutcome, lockName, readInput, twin, unknownPartner } from './beginning.ts';
import { beginWorkflowInput } from './contract.ts';
import { findJourney, partnerMeant, takeLock } from './store.ts';

/** First step of every workflow: what was typed, whom it means, whether it fits, and that it runs once. */
export const handler = step(beginWorkflowInput, async ({ workflow, executionId, input: typed }, now) => {
  const input = readInput(workflow, typed);
  const partnerId = await partnerMeant(input.partner);
  const profile = partnerId ? await readProfile(partnerId) : undefined;
  if (!profile) throw unknownPartner(workflow, input.partner);
  checkFits(workflow, profile, input.partner);
  const lock = await takeLock(profile.partnerId, workflow, lockName(profile.run, input), executionId);
  if (lock.state !== 'taken') throw twin(workflow, input.partner, lock.state);
  const journey = journeyOutcome(await findJourney(profile.partnerId, profile.run));
  const { policy } = await readPolicySince(profile.policyVersion, now);
  return begin({ input, profile, journey, begun: lock.begun, policy, now: now.toISOString() });
});
