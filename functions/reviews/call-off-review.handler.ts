import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { calledOff } from './ending.ts';
import { readReviewPage } from './pages/store.ts';
import { saveReview } from './store.ts';
import { changedByPeople } from './telling.ts';
import { opsReviewView } from './viewing.ts';

/** Calls the review off: both sides are told why, and the event leaves their calendars. */
export const handler = http(routes.callOffReview, async ({ params, body, session, now }) => {
  const { partnerId, quarter } = params;
  const at = now.toISOString();
  const by = session?.personId ?? '';
  for (;;) {
    const { policy, profile, ...page } = await readReviewPage(partnerId, quarter, now);
    const before = page.review;
    if (before.state === 'called-off' && before.because === body.reason)
      return { body: opsReviewView(page, policy, at) };
    const { next: review, following } = calledOff(before, profile.personId, body.reason, by, at);
    const events = [changedByPeople(review, by, at)];
    if ((await saveReview(review, { ...following, events })) === 'done')
      return { body: opsReviewView({ ...page, review }, policy, at) };
  }
});
