import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { readReviewPage } from './pages/store.ts';
import { reviewView } from './viewing.ts';

export const handler = http(routes.showOwnReview, async ({ params: { quarter }, session, now }) => {
  const { policy, ...page } = await readReviewPage(session?.partnerId ?? '', quarter, now);
  return { body: reviewView(page, policy, now.toISOString()) };
});
