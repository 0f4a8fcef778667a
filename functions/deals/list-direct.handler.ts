import { readCursor } from '../shared/cursor.ts';
import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { openOpportunities } from './pipeline/store.ts';
import { directView } from './viewing.ts';

export const handler = http(routes.listDirect, async ({ query }) => {
  const { opportunities, cursor } = await openOpportunities(readCursor(query.cursor));
  return { body: { opportunities: opportunities.map(directView), ...(cursor ? { cursor } : {}) } };
});
