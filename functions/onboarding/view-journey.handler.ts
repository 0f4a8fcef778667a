import { http } from '../shared/http.ts';
import { readFacts, readProfile } from '../shared/partner-reader.ts';
import { readPolicySince } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { doneBy } from './outcome.ts';
import { findJourney } from './store.ts';
import { viewOf } from './view.ts';

export const handler = http(routes.viewJourney, async ({ session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  if (!profile) throw notFound('partner');
  const { partnerId, run, policyVersion } = profile;
  const [journey, facts, { policy }] = await Promise.all([
    findJourney(partnerId, run),
    readFacts(partnerId, run),
    readPolicySince(policyVersion, now),
  ]);
  const done = journey ? doneBy(journey, facts) : Object.fromEntries(facts.map(({ fact, at }) => [fact, at]));
  return { body: viewOf(profile, journey, done, now.toISOString(), policy.calendar.timeZone) };
});
