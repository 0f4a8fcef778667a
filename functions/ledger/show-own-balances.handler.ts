import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { readBalances } from './store.ts';

export const handler = http(routes.showOwnBalances, async ({ session, query, now }) => ({
  body: await readBalances(session?.partnerId ?? '', query, now.toISOString()),
}));
