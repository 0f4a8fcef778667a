import { http } from '../shared/http.ts';
import { readFacts, readProfile } from '../shared/partner-reader.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { findJourney, readTimeline, readWaits } from './store.ts';
import { currentWaits, withoutKeys } from './viewing.ts';

export const handler = http(routes.showPartner, async ({ params }) => {
  const profile = await readProfile(params.partnerId);
  if (!profile) throw notFound('partner');
  const { partnerId, run } = profile;
  const [timeline, facts, waits, journey] = await Promise.all([
    readTimeline(partnerId),
    readFacts(partnerId, run),
    readWaits(partnerId, run),
    findJourney(partnerId, run),
  ]);
  const body = {
    profile: withoutKeys(profile),
    timeline: timeline.map(({ type, partnerId: _, ...entry }) => entry),
    facts: facts.map(({ fact, at, by, detail }) => ({ fact, at, by, detail })),
    waits: currentWaits(waits),
    ...(journey ? { journey: withoutKeys(journey) } : {}),
  };
  return { body };
});
