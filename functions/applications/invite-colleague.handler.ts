import { addressHash } from '../shared/address.ts';
import { http } from '../shared/http.ts';
import { derivedId } from '../shared/ids.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { limitRate } from '../shared/rate-limit.ts';
import { invitationLetter, invitedAs, ownersOnly, refuseCrowd } from './colleagues/inviting.ts';
import { addInvitation, findColleague, listColleagues, ownerOf } from './colleagues/store.ts';
import { routes } from './contract.ts';
import { readProfile } from './store.ts';

/** The same whether we know the address or not: what is so, its owner reads in the letter. */
const answer = { body: { message: 'We have sent a letter. Your colleague follows its link to join.' } };

export const handler = http(routes.inviteColleague, async ({ body, session, now }) => {
  const profile = session && (await readProfile(session.partnerId));
  if (!profile) throw notFound('partner');
  ownersOnly(profile, session.personId);
  const { partnerId, company } = profile;
  const { most, invitationHours: hours, invitationsPerDay } = (await readPolicy(now)).policy.tierRules.colleagues;
  await limitRate({ what: 'invite', who: partnerId, most: invitationsPerDay, windowMs: 86_400_000, now });
  const key = await programKey();
  const mailbox = addressHash(key, body.email);
  const personId = derivedId(key, 'colleague', partnerId, mailbox);
  const [before, owner, all] = await Promise.all([
    findColleague(partnerId, personId),
    ownerOf(mailbox),
    listColleagues(partnerId),
  ]);
  const of = { partnerId, personId, by: session.personId, hours };
  const colleague = owner?.partnerId === partnerId ? undefined : invitedAs(before, of, now.getTime());
  if (!colleague) return answer;
  refuseCrowd(all.length + 1, most);
  const letter = invitationLetter(colleague, { company, by: session.name, elsewhere: owner !== undefined });
  await addInvitation({ colleague, before, letter }, { ...body, company });
  return answer;
});
