import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { notFound } from '../shared/problem.ts';
import { showBalances } from './balances.ts';
import { routes } from './contract.ts';

export const handler = http(routes.showBalances, async ({ params: { partnerId }, query, now }) => {
  if (!(await readProfile(partnerId))) throw notFound('partner');
  return { body: await showBalances(partnerId, query, now.toISOString()) };
});
