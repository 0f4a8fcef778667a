import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { readTeam } from './colleagues/store.ts';
import { routes } from './contract.ts';
import { readProfile } from './store.ts';

export const handler = http(routes.listColleagues, async ({ session, now }) => {
  const profile = session && (await readProfile(session.partnerId));
  if (!profile) throw notFound('partner');
  const people = await readTeam(profile, now.toISOString());
  return { body: { people, mayInvite: profile.personId === session.personId } };
});
