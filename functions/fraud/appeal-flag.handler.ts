import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { appealTask } from './announcing.ts';
import { routes } from './contract.ts';
import { appealed } from './flag.ts';
import { findFlag, heldBy, moveFlag } from './store.ts';
import { concerns, ownView, SHOWN } from './viewing.ts';

/** The partner's appeal [L14]; the same again is answered the same. */
export const handler = http(routes.appealFlag, async ({ params: { flagId }, body, session, now }) => {
  const { partnerId = '', personId = '' } = session ?? {};
  const flag = await findFlag(partnerId, flagId);
  if (!flag || !concerns(flag)) throw notFound('flag');
  const [at, held] = [now.toISOString(), await heldBy(flag, SHOWN + 1)];
  const isSame = (one: typeof flag): boolean => one.appeal?.reason === body.reason;
  if (isSame(flag)) return { body: ownView(flag, held, at) };
  const next = appealed(flag, personId, body.reason, at);
  if ((await moveFlag(next, 'appeal', undefined, { events: [appealTask(next, at)] })) === 'done') {
    return { body: ownView(next, held, at) };
  }
  const latest = (await findFlag(partnerId, flagId)) ?? flag;
  if (!isSame(latest)) appealed(latest, personId, body.reason, at);
  return { body: ownView(latest, held, at) };
});
