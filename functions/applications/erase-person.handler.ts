import { addressHash } from '../shared/address.ts';
import { http } from '../shared/http.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { routes } from './contract.ts';
import { erasureWrites } from './erasure.ts';
import { readApplicationOfRun, readPerson, readProfile, write } from './store.ts';

const answer = { body: { message: 'The person is erased, and is never written to again.' } };

export const handler = http(routes.erasePerson, async ({ params: { partnerId }, body, session, now }) => {
  const profile = await readProfile(partnerId);
  const person = profile && (await readPerson(profile.personId));
  if (!profile || !person) throw notFound('partner');
  if (!person.email) return answer;
  const application = await readApplicationOfRun(partnerId, profile.run);
  const writes = erasureWrites({
    person,
    profile,
    addressHash: addressHash(await programKey(), person.email),
    domainKey: application?.facts?.domainKey,
    by: session?.personId ?? '',
    reason: body.reason,
    at: now.toISOString(),
  });
  if (!(await write(writes))) throw conflict('The partner has just changed. Look again, then repeat the erasure.');
  return answer;
});
