import { http } from '../shared/http.ts';
import { readFacts, readProfile } from '../shared/partner-reader.ts';
import { notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { managersOf } from '../shared/team.ts';
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
    managers: managersOf(await programKey(), settings.team()).map(({ personId, name }) => ({ personId, name })),
    ...(journey ? { journey: withoutKeys(journey) } : {}),
  };
  return { body };
});
