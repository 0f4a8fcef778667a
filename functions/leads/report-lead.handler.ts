import { http } from '../shared/http.ts';
import { notFound, Problem } from '../shared/problem.ts';
import { report } from './acting.ts';
import { routes } from './contract.ts';
import { findOwnDeal } from './deals/store.ts';
import { change, findPerson } from './store.ts';
import { mayKnow, ownOf } from './viewing.ts';

/** What a partner reports of a lead. Of a lead that it was never offered, there is none. */
export const handler = http(routes.reportLead, async ({ params: { leadId }, body, session, now }) => {
  const [partnerId, at] = [session?.partnerId ?? '', now.toISOString()];
  if (body.dealId && !(await findOwnDeal(partnerId, body.dealId)))
    throw new Problem(422, 'invalid-input', 'dealId: you have no deal of this id.');
  const changed = await change(leadId, (lead) => {
    if (!lead || !session) throw notFound('lead');
    return report(lead, partnerId, body, session.personId, at);
  });
  if (!changed) throw notFound('lead');
  return { body: ownOf(changed, partnerId, mayKnow(changed, partnerId) ? await findPerson(leadId) : undefined) };
});
