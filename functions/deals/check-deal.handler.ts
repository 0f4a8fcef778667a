import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { ownPage } from './pages/store.ts';
import { ownDeal } from './store.ts';
import { takeAgain } from './taking/store.ts';

/** Checks a registration again; one that has got on already is answered as it is. */
export const handler = http(routes.checkDeal, async ({ params, session, now }) => {
  if (!session) throw notFound('deal');
  const deal = await ownDeal(session.partnerId, params.dealId);
  return ownPage(deal.state === 'in-review' ? deal : await takeAgain(session, deal, now), now);
});
