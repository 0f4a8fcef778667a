import { http } from '../shared/http.ts';
import { conflict } from '../shared/problem.ts';
import { putAction } from './agreed/store.ts';
import { routes } from './contract.ts';
import { heldLetter } from './letters.ts';
import { readReviewPage } from './pages/store.ts';
import { checkInTime, checkOverride, recorded } from './recording.ts';
import { readReviews, saveReview } from './store.ts';
import { changedByPeople, concluded, recordedEvent } from './telling.ts';
import { opsReviewView } from './viewing.ts';

/** Records what came of the review: once, by whoever is first. Who says the same again is answered the same. */
export const handler = http(routes.recordReview, async ({ params, body, session, now }) => {
  const at = now.toISOString();
  const by = session?.personId ?? '';
  const { policy, profile, ...page } = await readReviewPage(params.partnerId, params.quarter, now);
  const { state, because, recordedBy } = page.review;
  if (state === 'held' && recordedBy === by && because === body.summary)
    return { body: opsReviewView(page, policy, at) };
  checkOverride(profile, body);
  if (state === 'missed') checkInTime(page.review, await readReviews(params.partnerId));
  const { review, actions } = recorded(page.review, body, page.owners, by, policy, at);
  const following = {
    letters: [heldLetter(review, actions, profile.personId, at)],
    events: [changedByPeople(review, by, at), concluded(review, by, at), recordedEvent(review, by, actions.length, at)],
  };
  const done = await saveReview(review, following, actions.map(putAction));
  if (done === 'refused') throw conflict('The review was changed a moment ago. Look at it again.');
  return { body: opsReviewView({ ...page, review, actions }, policy, at) };
});
