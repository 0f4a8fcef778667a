import { http } from '../shared/http.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { domainsOf } from './customers/store.ts';
import { teamPage } from './pages/store.ts';
import { readTermsSince } from './partners/store.ts';
import { handedOver } from './reviewing.ts';
import { dealNamed } from './store.ts';
import { writeDeals } from './writing/store.ts';

/** The customer asks for another partner [D5]: both deals change in one transaction. */
export const handler = http(routes.handOverDeal, async ({ params, body, session, now }) => {
  if (!session) throw notFound('deal');
  const first = await dealNamed(params.dealId);
  const second = await dealNamed(body.toDealId);
  if (first.owner && 'dealId' in first.owner && first.owner.dealId === second.dealId) return teamPage(first, now);
  const [{ terms }, domains] = await Promise.all([readTermsSince(second.policyVersion, now), domainsOf(first)]);
  const actor = { by: session.personId, byName: session.name };
  const next = handedOver(first, second, domains, actor, body.reason, terms, now.toISOString());
  const done = await writeDeals([
    { before: first, after: next.first },
    { before: second, after: next.second },
  ]);
  if (done === 'refused') throw conflict('One of the two deals has just changed. Look at both again.');
  return teamPage(next.first, now);
});
