import { http } from '../shared/http.ts';
import { readFacts, readProfile } from '../shared/partner-reader.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { recordingOf } from './recording.ts';
import { recordFact } from './store.ts';

/** Records what a person of the team knows to have happened with a partner. */
export const handler = http(routes.recordFact, async ({ params, body, session, now }) => {
  const profile = await readProfile(params.partnerId);
  if (!profile || !session) throw notFound('partner');
  const { partnerId, run } = profile;
  const known = await readFacts(partnerId, run);
  const { fact, event } = recordingOf({ partnerId, run, ...body, by: session.personId }, known, now.toISOString());
  if ((await recordFact(fact, event)) === 'refused') throw conflict('Somebody recorded this a moment ago.');
  return { body: { fact: fact.fact, at: fact.at, by: fact.by } };
});
