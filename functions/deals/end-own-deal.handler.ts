import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { ended } from './exclusive.ts';
import { ownPage } from './pages/store.ts';
import { ownDeal } from './store.ts';
import { changeDeal } from './writing/store.ts';

/** Lost, or withdrawn: the customer is free again. */
export const handler = http(routes.endOwnDeal, async ({ params, body, session, now }) => {
  if (!session) throw notFound('deal');
  const seen = await ownDeal(session.partnerId, params.dealId);
  const actor = { by: session.personId, byName: session.name };
  const deal = await changeDeal(seen, (one) =>
    one.state === body.as
      ? undefined
      : ended(one, body.as === 'lost' ? 'lose' : 'withdraw', actor, body.reason, now.toISOString()),
  );
  return ownPage(deal, now);
});
