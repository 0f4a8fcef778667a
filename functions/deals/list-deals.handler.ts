import { readCursor } from '../shared/cursor.ts';
import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { routes } from './contract.ts';
import { termsOf } from './reviewing.ts';
import { listDeals } from './store.ts';
import { rowOf } from './viewing.ts';

export const handler = http(routes.listDeals, async ({ query, now }) => {
  const [{ deals, cursor }, { version, policy }] = await Promise.all([
    listDeals(query.which, readCursor(query.cursor)),
    readPolicy(now),
  ]);
  const terms = termsOf(version, policy);
  return { body: { deals: deals.map((deal) => rowOf(deal, terms, now.toISOString())), ...(cursor ? { cursor } : {}) } };
});
