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
  if (request !== 'same' && request.state === 'refused')
    await keepRequest({ request, following: { events: [], letters: [] } }, before);
  if (request !== 'same' && request.state === 'accepted')
    await decideOn(partnerId, now, async (position) => {
      const latest = await findRequest(partnerId);
      const accepted = answered(latest, 'accepted', by, at);
      if (accepted === 'same') return undefined;
      const because = 'The invitation was accepted.';
      return {
        decided: changeTier(position, { to: accepted.tier, because, by }, at),
        also: [putRequest(accepted, latest)],
      };
    });
  return { body: { state: body.answer } };
});
