import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { hasAgreed, keepSetting } from './partners/store.ts';
import { checkChoices, settingOf, whyNoLeads } from './viewing.ts';

/** Which leads a partner takes. Leads that it has stay with it. */
export const handler = http(routes.setLeadTaking, async ({ body, session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  if (!profile || !session) throw notFound('partner');
  const blocked = whyNoLeads(profile, await hasAgreed(profile));
  if (blocked) throw conflict(blocked);
  checkChoices(body, (await readPolicy(now)).policy);
  const by = { changedBy: session.personId, changedAt: now.toISOString() };
  const setting = { type: 'LEAD-SETTING' as const, partnerId: profile.partnerId, ...body, ...by };
  await keepSetting(setting);
  return { body: settingOf(setting) };
});
