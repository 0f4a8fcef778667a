import { readCursor } from '../shared/cursor.ts';
import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { routes } from './contract.ts';
import { lastQuarter } from './inputs.ts';
import { listReviews } from './store.ts';
import { rowOf } from './viewing.ts';

export const handler = http(routes.listReviews, async ({ query, now }) => {
  const { policy } = await readPolicy(now);
  const quarter = query.quarter ?? lastQuarter(now.toISOString(), policy);
  const { reviews, cursor } = await listReviews(quarter, readCursor(query.cursor));
  return { body: { quarter, reviews: reviews.map(rowOf), cursor } };
});
