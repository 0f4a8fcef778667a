import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { applicationOf } from './requesting.ts';
import { findRequest, keepRequest } from './requests/store.ts';

/** An affiliate applies for Preferred [T3]. The same words again, while they are looked at, are one application. */
export const handler = http(routes.applyForTier, async ({ body, session, now }) => {
  const profile = session && (await readProfile(session.partnerId));
  if (!profile) throw notFound('partner');
  const before = await findRequest(profile.partnerId);
  if (before?.state === 'asked' && before.text === body.text) return { body: { state: before.state } };
  const asked = applicationOf(profile, before, body.text, session.personId, now.toISOString());
  if ((await keepRequest(asked, before)) === 'refused') throw conflict('Something changed in this moment. Look again.');
  return { body: { state: asked.request.state } };
});
