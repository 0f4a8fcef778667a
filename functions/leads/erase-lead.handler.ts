import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { erase } from './acting.ts';
import { routes } from './contract.ts';
import { companiesOf } from './partners/store.ts';
import { change } from './store.ts';
import { viewOf } from './viewing.ts';

/** Forgets the person behind a lead. */
export const handler = http(routes.eraseLead, async ({ params: { leadId }, body, session, now }) => {
  const lead = await change(leadId, (found) => {
    if (!found || !session) throw notFound('lead');
    return erase(found, body.reason, session.personId, now.toISOString());
  });
  if (!lead) throw notFound('lead');
  return { body: viewOf(lead, undefined, await companiesOf(lead.offers.map(({ partnerId }) => partnerId))) };
});
