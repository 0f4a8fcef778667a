import { http } from '../shared/http.ts';
import { notFound, opsOnly } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { customerNamed, customerNamedEvent } from './naming-payer.ts';
import { teamPage } from './pages/store.ts';
import { dealNamed } from './store.ts';
import { changeDeal } from './writing/store.ts';

/** Ops say that a customer id belongs to a won deal [D7]; the same again is answered the same. */
export const handler = http(routes.nameCustomer, async ({ params, body, session, now }) => {
  if (!session) throw notFound('deal');
  opsOnly(session, 'say whose payments these are');
  const seen = await dealNamed(params.dealId);
  const actor = { by: session.personId, byName: session.name };
  const deal = await changeDeal(
    seen,
    (one) => customerNamed(one, body, actor, now.toISOString()),
    (after) => ({ events: [customerNamedEvent(after)] }),
  );
  return teamPage(deal, now);
});
