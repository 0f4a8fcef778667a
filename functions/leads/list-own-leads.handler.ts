import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { findSetting, hasAgreed, pointersOf } from './partners/store.ts';
import { findPerson, readLeads } from './store.ts';
import { choicesOf, mayKnow, ownOf, settingOf, whyNoLeads } from './viewing.ts';

/** Who is behind a lead is read for those alone that the partner has accepted. */
export const handler = http(routes.listOwnLeads, async ({ session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  if (!profile) throw notFound('partner');
  const { partnerId } = profile;
  const pointers = (await pointersOf(partnerId)).slice(0, 200);
  const [setting, agreed, found, { policy }] = await Promise.all([
    ...([findSetting(partnerId), hasAgreed(profile)] as const),
    ...([readLeads(pointers.map(({ leadId }) => leadId)), readPolicy(now)] as const),
  ]);
  const known = pointers.flatMap(({ leadId }) => found.filter((lead) => lead.leadId === leadId));
  const people = await Promise.all(known.map((one) => (mayKnow(one, partnerId) ? findPerson(one.leadId) : undefined)));
  const blocked = whyNoLeads(profile, agreed);
  const leads = known.map((lead, index) => ownOf(lead, partnerId, people[index]));
  return { body: { ...(blocked ? { blocked } : {}), setting: settingOf(setting), choices: choicesOf(policy), leads } };
});
