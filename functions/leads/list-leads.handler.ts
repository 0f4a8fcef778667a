import { readCursor } from '../shared/cursor.ts';
import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { companiesOf } from './partners/store.ts';
import { listOpen } from './store.ts';
import { rowOf } from './viewing.ts';

export const handler = http(routes.listLeads, async ({ query }) => {
  const { leads, cursor } = await listOpen(readCursor(query.cursor));
  const companies = await companiesOf(leads.flatMap(({ offers }) => offers.map(({ partnerId }) => partnerId)));
  return { body: { leads: leads.map((lead) => rowOf(lead, companies)), cursor } };
});
