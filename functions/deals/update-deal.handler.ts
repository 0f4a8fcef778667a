import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { updated } from './exclusive.ts';
import { ownPage } from './pages/store.ts';
import { readTermsSince } from './partners/store.ts';
import { ownDeal } from './store.ts';
import { changeDeal } from './writing/store.ts';

/** The partner's own update; the same words again, straight after, are a repeat [D4]. */
export const handler = http(routes.updateDeal, async ({ params, body, session, now }) => {
  if (!session) throw notFound('deal');
  const seen = await ownDeal(session.partnerId, params.dealId);
  const { terms } = await readTermsSince(seen.policyVersion, now);
  const actor = { by: session.personId, byName: session.name };
  const deal = await changeDeal(seen, (one) => {
    const last = one.history.at(-1);
    const same = last?.did === 'update' && last.note === body.note && last.by === actor.by;
    return same ? undefined : updated(one, body, actor, terms, now.toISOString());
  });
  return ownPage(deal, now);
});
