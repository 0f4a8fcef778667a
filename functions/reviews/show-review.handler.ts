import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { readReviewPage } from './pages/store.ts';
import { opsReviewView } from './viewing.ts';

export const handler = http(routes.showReview, async ({ params: { partnerId, quarter }, now }) => {
  const { policy, ...page } = await readReviewPage(partnerId, quarter, now);
  return { body: opsReviewView(page, policy, now.toISOString()) };
});
