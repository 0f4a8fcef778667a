import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { ownPage } from './pages/store.ts';
import { ownDeal } from './store.ts';
import { win } from './won/store.ts';

/** The partner reports that it has won [D7]; its money comes with the customer's payments, not with this. */
export const handler = http(routes.winOwnDeal, async ({ params, body, session, now }) => {
  if (!session) throw notFound('deal');
  const deal = await ownDeal(session.partnerId, params.dealId);
  return ownPage(await win(deal, body, { by: session.personId, byName: session.name }, now), now);
});
