import { http } from '../shared/http.ts';
import { showBalances } from './balances.ts';
import { routes } from './contract.ts';

export const handler = http(routes.showOwnBalances, async ({ session, query, now }) => ({
  body: await showBalances(session?.partnerId ?? '', query, now.toISOString()),
}));
