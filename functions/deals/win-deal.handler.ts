import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { teamPage } from './pages/store.ts';
import { dealNamed } from './store.ts';
import { settleConflict, win } from './won/store.ts';

/** Ops record that a deal is won; of a conflict, that the other side has won, and what is owed becomes due [D5, D7]. */
export const handler = http(routes.winDeal, async ({ params, body, session, now }) => {
  if (!session) throw notFound('deal');
  const actor = { by: session.personId, byName: session.name };
  const deal = await dealNamed(params.dealId);
  const wonAt = `${body.wonOn}T12:00:00.000Z`;
  const after =
    deal.state === 'conflict'
      ? await settleConflict(deal, wonAt, actor, now, body.customerId)
      : await win(deal, body, actor, now);
  return teamPage(after, now);
});
