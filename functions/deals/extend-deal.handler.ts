import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { extended } from './exclusive.ts';
import { ownPage } from './pages/store.ts';
import { readTermsSince } from './partners/store.ts';
import { ownDeal } from './store.ts';
import { changeDeal } from './writing/store.ts';

/** The one extension, given at once where it is asked for in time [D4]. */
export const handler = http(routes.extendDeal, async ({ params, body, session, now }) => {
  if (!session) throw notFound('deal');
  const seen = await ownDeal(session.partnerId, params.dealId);
  const { terms } = await readTermsSince(seen.policyVersion, now);
  const actor = { by: session.personId, byName: session.name };
  const deal = await changeDeal(seen, (one) => {
    const repeat = one.history.some(({ did, note }) => did === 'extend' && note === body.reason);
    return repeat ? undefined : extended(one, body.reason, actor, terms, now.toISOString());
  });
  return ownPage(deal, now);
});
