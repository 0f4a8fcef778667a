import { http } from '../shared/http.ts';
import { decideOn } from './assessing/store.ts';
import { routes } from './contract.ts';
import { changeTier } from './deciding.ts';
import { answered } from './requesting.ts';
import { findRequest, keepRequest, putRequest } from './requests/store.ts';

/** An affiliate accepts or refuses its invitation to Ambassador; accepted, the tier changes at once [T3]. */
export const handler = http(routes.answerInvitation, async ({ body, session, now }) => {
  const [partnerId, by, at] = [session?.partnerId ?? '', session?.personId ?? '', now.toISOString()];
  const before = await findRequest(partnerId);
  const request = answered(before, body.answer, by, at);
  if (request === 'same') return { body: { state: body.answer } };
  if (body.answer === 'refused') await keepRequest({ request, following: { events: [], letters: [] } }, before);
  else
    await decideOn(partnerId, now, (position) => ({
      decided: changeTier(position, { to: request.tier, because: 'The invitation was accepted.', by }, at),
      also: [putRequest(request, before)],
    }));
  return { body: { state: body.answer } };
});
