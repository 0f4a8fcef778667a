import { addressHash } from '../shared/address.ts';
import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { conflict, Problem } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { routes } from './contract.ts';
import { draftFromNomination } from './draft.ts';
import { mayWriteTo, readKnown, write } from './store.ts';
import { draftWrites } from './writes.ts';

export const handler = http(routes.nominateCompany, async ({ body, session, now }) => {
  const programKeyText = await programKey();
  const { policy } = await readPolicy(now);
  const sending = `${session?.personId}/${now.toISOString().slice(0, 10)}`;
  const draft = draftFromNomination(body, { programKey: programKeyText, policy, sending, nowMs: now.getTime() });
  const mailbox = addressHash(programKeyText, body.email);
  const known = await readKnown(mailbox, draft.application.facts?.domainKey ?? '');
  if (known.emailOwner || known.domainOwner) throw conflict('This company or contact is here already.');
  if (!(await mayWriteTo(mailbox, policy.signUp.verificationLettersPerDay, now))) {
    throw new Problem(429, 'too-many-letters', 'This contact has had all the letters of today. Try again tomorrow.');
  }
  await write(draftWrites(draft));
  return { body: { message: 'Nominated. The contact has been asked by letter to confirm.' } };
});
