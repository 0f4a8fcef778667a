import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { appealTask } from './announcing.ts';
import { appealed } from './appealing.ts';
import { routes } from './contract.ts';
import { ownPage } from './pages/store.ts';
import { readTermsSince } from './partners/store.ts';
import { ownDeal } from './store.ts';
import { changeDeal } from './writing/store.ts';

/** The partner's appeal [L14]; the same again is answered the same. */
export const handler = http(routes.appealDeal, async ({ params, body, session, now }) => {
  if (!session) throw notFound('deal');
  const at = now.toISOString();
  const seen = await ownDeal(session.partnerId, params.dealId);
  const { terms } = await readTermsSince(seen.policyVersion, now);
  const actor = { by: session.personId, byName: session.name };
  const deal = await changeDeal(
    seen,
    (one) => (one.appeal?.reason === body.reason ? undefined : appealed(one, actor, body.reason, terms, at)),
    (one) => ({ events: [appealTask(one, at)] }),
  );
  return ownPage(deal, now);
});
