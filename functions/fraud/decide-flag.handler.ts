import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { followingMove } from './announcing.ts';
import { routes } from './contract.ts';
import { decided, toldBy, whyLate } from './flag.ts';
import { readFlagPage } from './pages/store.ts';
import { findFlag, moveFlag } from './store.ts';

/** Releases or rejects what a flag holds. The first decision stands; the same again by the same person is answered the same. */
export const handler = http(routes.decideFlag, async ({ params, body, session, now }) => {
  if (!session) throw notFound('flag');
  const { outcome, reason } = body;
  const actor = { by: session.personId, byName: session.name };
  const { profile, terms, answer, ...page } = await readFlagPage(params, now);
  for (let flag = page.flag; ; ) {
    if (flag.state === outcome && flag.decidedBy === actor.by) return answer();
    if (flag.state !== 'open') throw whyLate(flag);
    const next = decided(flag, outcome, actor, reason, terms, now.toISOString());
    const move = outcome === 'released' ? 'release' : 'reject';
    const following = followingMove(next, move, profile, now.toISOString());
    if ((await moveFlag(next, move, toldBy(move), following)) === 'done') return answer();
    flag = (await findFlag(params.partnerId, params.flagId)) ?? flag;
  }
});
