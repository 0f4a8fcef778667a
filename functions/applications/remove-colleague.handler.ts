import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { forgetPerson } from './colleagues/forgetting/store.ts';
import { ownersOnly } from './colleagues/inviting.ts';
import { routes } from './contract.ts';
import { readProfile } from './store.ts';

const answer = { body: { message: 'Removed. The session has ended, and certificates do not count any more.' } };

export const handler = http(routes.removeColleague, async ({ params, session, now }) => {
  const profile = session && (await readProfile(session.partnerId));
  if (!profile) throw notFound('partner');
  ownersOnly(profile, session.personId);
  await forgetPerson(profile, params.personId, { suppress: false }, now.toISOString());
  return answer;
});
