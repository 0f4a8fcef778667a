import { addressHash } from '../shared/address.ts';
import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { conflict } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { limitByOrigin } from '../shared/rate-limit.ts';
import { acceptance, invitationOver, readInvitation } from './colleagues/inviting.ts';
import { acceptInvitation, findColleague, ownerOf } from './colleagues/store.ts';
import { routes } from './contract.ts';
import { readPerson, readProfile } from './store.ts';
import { hasEnded } from './verification.ts';

const answer = { body: { message: 'Welcome. A letter with your sign-in link is on its way.' } };

export const handler = http(routes.joinTeam, async ({ body, now, ip }) => {
  const key = await programKey();
  const { signUp } = (await readPolicy(now)).policy;
  await limitByOrigin({ what: 'join', programKey: key, ip, rate: signUp.clicksPerAddressOfOrigin, now });
  const asked = readInvitation(key, body.token);
  const colleague = asked && (await findColleague(asked.partnerId, asked.personId));
  if (acceptance(colleague, now.toISOString()) === 'accepted' || !colleague) return answer;
  const [profile, person] = [await readProfile(colleague.partnerId), await readPerson(colleague.personId)];
  if (!profile || hasEnded(profile) || !person?.email) throw invitationOver();
  const mailbox = addressHash(key, person.email);
  if (await ownerOf(mailbox)) throw conflict('This address belongs to another partner. Ask to be removed there first.');
  const done = await acceptInvitation(colleague, profile, mailbox, now.toISOString());
  if (done === 'refused') throw conflict('This link is being followed somewhere else. Try again.');
  return answer;
});
