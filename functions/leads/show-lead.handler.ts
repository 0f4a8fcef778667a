import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { companiesOf } from './partners/store.ts';
import { findLead, findPerson } from './store.ts';
import { viewOf } from './viewing.ts';

export const handler = http(routes.showLead, async ({ params: { leadId } }) => {
  const lead = await findLead(leadId);
  if (!lead) throw notFound('lead');
  const [person, companies] = await Promise.all([
    findPerson(leadId),
    companiesOf(lead.offers.map(({ partnerId }) => partnerId)),
  ]);
  return { body: viewOf(lead, person, companies) };
});
