import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { takeLead } from './intake/store.ts';

/** Leads that the team enters, or reads from a list. What was entered before is told so. */
export const handler = http(routes.enterLeads, async ({ body, now }) => {
  const leads: Awaited<ReturnType<typeof takeLead>>[] = [];
  for (const one of body.leads) leads.push(await takeLead(one, now));
  return { body: { leads } };
});
