import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { invitationOf } from './requesting.ts';
import { findRequest, keepRequest } from './requests/store.ts';

/** A person invites an affiliate to Ambassador [T3]. The same words again are one invitation. */
export const handler = http(routes.inviteAmbassador, async ({ params, body, session, now }) => {
  const profile = await readProfile(params.partnerId);
  if (!profile || !session) throw notFound('partner');
  const before = await findRequest(profile.partnerId);
  if (before?.state === 'invited' && before.text === body.text) return { body: { state: before.state } };
  const asked = invitationOf(profile, before, body.text, session.personId, now.toISOString());
  if ((await keepRequest(asked, before)) === 'refused') throw conflict('Something changed in this moment. Look again.');
  return { body: { state: asked.request.state } };
});
