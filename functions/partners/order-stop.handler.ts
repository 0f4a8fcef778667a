import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { isEnd } from './lifecycle.ts';
import { stopMove } from './moving.ts';
import { makeMove } from './store.ts';

/** Ops sunset a partner, with the reason that it is told [L6, L16]. */
export const handler = http(routes.orderStop, async ({ params, body, session, now }) => {
  const profile = await readProfile(params.partnerId);
  if (!profile || !session) throw notFound('partner');
  if (isEnd(profile.stage))
    throw conflict(`This partner has left already (${profile.stage}).`, { stage: profile.stage });
  const move = stopMove(profile, { reason: 'sunset', by: session.personId, note: body.reason }, now.toISOString());
  if ((await makeMove(move)) === 'refused')
    throw conflict('Something changed in this moment. Look again, then repeat.');
  return { body: { stage: move.to.stage } };
});
