import { addressHash } from '../shared/address.ts';
import { http } from '../shared/http.ts';
import { newId } from '../shared/ids.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound, Problem } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { routes } from './contract.ts';
import { keepRequest, mayWriteTo, readPerson } from './store.ts';

/** The same letter as anybody's: to the mailbox of who is signed in, wherever the session is used from. */
export const handler = http(routes.sendOwnSignIn, async ({ session, now }) => {
  const person = await readPerson(session?.personId ?? '');
  if (!person?.email) throw notFound('person');
  const mailbox = addressHash(await programKey(), person.email);
  const { access } = (await readPolicy(now)).policy;
  if (!(await mayWriteTo(mailbox, access.signInLettersPerHour, now))) {
    throw new Problem(429, 'too-many-letters', 'That many sign-in letters went to you within an hour. Use the newest.');
  }
  await keepRequest({ key: newId(now.getTime()), addressHash: mailbox, at: now.toISOString() });
  return { body: { message: 'A sign-in letter is on its way to you. Follow its link on this device.' } };
});
