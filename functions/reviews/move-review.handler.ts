import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { movedLetters } from './letters.ts';
import { readReviewPage } from './pages/store.ts';
import { movedByPeople } from './planning.ts';
import { saveReview } from './store.ts';
import { changedByPeople, movedNews } from './telling.ts';
import { opsReviewView } from './viewing.ts';

/** Moves the meeting: both sides are told why, and the event in their calendars moves. The same again is answered the same. */
export const handler = http(routes.moveReview, async ({ params, body, session, now }) => {
  const { partnerId, quarter } = params;
  const at = now.toISOString();
  const by = session?.personId ?? '';
  for (;;) {
    const { policy, profile, ...page } = await readReviewPage(partnerId, quarter, now);
    if (page.review.meetingAt === body.meetingAt) return { body: opsReviewView(page, policy, at) };
    const review = movedByPeople(page.review, body.meetingAt, policy, at);
    const letters = movedLetters(review, profile.personId, body.reason, at);
    const news = [movedNews(review, body.reason, by, at)];
    const following = { letters, news, events: [changedByPeople(review, by, at)] };
    if ((await saveReview(review, following)) === 'done')
      return { body: opsReviewView({ ...page, review }, policy, at) };
  }
});
