import type { Profile } from '../../../partners/contract.ts';
import { addressHash } from '../../../shared/address.ts';
import { conflict, notFound } from '../../../shared/problem.ts';
import { programKey } from '../../../shared/program-key.ts';
import { readPerson } from '../../store.ts';
import { findColleague, forgetColleague } from '../store.ts';

/** Forgets a colleague of this partner; done before, it is done. Throws 404 for anybody else's person, and for the contact. */
export const forgetPerson = async (
  profile: Profile,
  personId: string,
  { suppress }: { readonly suppress: boolean },
  now: string,
): Promise<void> => {
  const colleague = await findColleague(profile.partnerId, personId);
  if (!colleague) throw notFound('colleague');
  if (colleague.state === 'removed') return;
  const person = await readPerson(personId);
  const mailbox = person?.email ? addressHash(await programKey(), person.email) : undefined;
  const of = { run: profile.run, mailbox, createdAt: person?.createdAt ?? colleague.invitedAt, suppress };
  if ((await forgetColleague(colleague, of, now)) === 'refused')
    throw conflict('Something changed in this moment. Look again, then repeat.');
};
