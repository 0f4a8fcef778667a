import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { forgetPerson } from './colleagues/forgetting/store.ts';
import { routes } from './contract.ts';
import { readProfile } from './store.ts';

const answer = { body: { message: 'The person is erased, and is never written to again.' } };

/** A colleague is erased: the partner goes on, unlike where its contact is [fault 43]. */
export const handler = http(routes.eraseColleague, async ({ params, now }) => {
  const profile = await readProfile(params.partnerId);
  if (!profile) throw notFound('partner');
  await forgetPerson(profile, params.personId, { suppress: true }, now.toISOString());
  return answer;
});
