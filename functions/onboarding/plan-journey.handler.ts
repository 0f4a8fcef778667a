import { readProfile } from '../shared/partner-reader.ts';
import { readPolicySince } from '../shared/policy-reader.ts';
import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { planJourney as input } from './contract.ts';
import { planJourney, timersOf } from './plan.ts';
import { addJourney, findJourney } from './store.ts';

/** Sets every date of the first 30 days, once; asked again it answers the same dates, the waits counted from then. */
export const handler = step(input, async ({ partnerId, run, admittedAt }, now) => {
  const planned = await findJourney(partnerId, run);
  if (planned) return timersOf(planned, now.toISOString());
  const profile = await readProfile(partnerId);
  if (profile?.run !== run) throw new InvalidInput(`There is no partner ${partnerId} in run ${run}.`);
  const { version, policy } = await readPolicySince(profile.policyVersion, now);
  const dayZero = admittedAt ?? profile.admittedAt ?? now.toISOString();
  const journey = planJourney({ ...profile, admittedAt: dayZero }, version, policy);
  const first = (await addJourney(journey)) ? journey : await findJourney(partnerId, run);
  return timersOf(first ?? journey, now.toISOString());
});
