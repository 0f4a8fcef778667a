import { addressHash } from '../shared/address.ts';
import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { limitRate } from '../shared/rate-limit.ts';
import { invitePerson } from './colleagues/inviting/store.ts';
import { ownersOnly } from './colleagues/inviting.ts';
import { routes } from './contract.ts';
import { readProfile } from './store.ts';

/** The same whether we know the address or not: what is so, its owner reads in the letter. */
const answer = { body: { message: 'We have sent a letter. Your colleague follows its link to join.' } };

export const handler = http(routes.inviteColleague, async ({ body, session, now }) => {
  const profile = session && (await readProfile(session.partnerId));
  if (!profile) throw notFound('partner');
  ownersOnly(profile, session.personId);
  const rules = (await readPolicy(now)).policy.tierRules.colleagues;
  await limitRate({ what: 'invite', who: profile.partnerId, most: rules.invitationsPerDay, windowMs: 86_400_000, now });
  const key = await programKey();
  const who = { ...body, mailbox: addressHash(key, body.email) };
  await invitePerson(profile, who, { key, by: session, rules, nowMs: now.getTime() });
  return answer;
});
