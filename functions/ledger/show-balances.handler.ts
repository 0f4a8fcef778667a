import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { readBalances } from './store.ts';

export const handler = http(routes.showBalances, async ({ params: { partnerId }, query, now }) => {
  if (!(await readProfile(partnerId))) throw notFound('partner');
  return { body: await readBalances(partnerId, query, now.toISOString()) };
});
