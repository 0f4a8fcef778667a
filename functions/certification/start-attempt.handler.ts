import { http } from '../shared/http.ts';
import { keyedHash } from '../shared/ids.ts';
import { programKey } from '../shared/program-key.ts';
import { nextAttempt, shownAttempt } from './attempt.ts';
import { bankOf } from './bank.ts';
import { routes } from './contract.ts';
import { readLearner } from './learner/store.ts';
import { addAttempt, findAttempt } from './store.ts';

/** The draw follows from partner, person and attempt number: asked twice, or by two at once, it is the same. */
export const handler = http(routes.startAttempt, async ({ params, session, now }) => {
  const learner = await readLearner(session, params.track, now);
  const { course, partnerId, personId } = learner;
  const seed = keyedHash(await programKey(), 'quiz', partnerId, personId, params.track, course.attemptsStarted + 1);
  const bank = bankOf(learner.policy.certification.sales.questionBank);
  const attempt = nextAttempt(learner, bank, seed, now.toISOString());
  const added = attempt === learner.last || (await addAttempt(attempt));
  const shown = added ? attempt : ((await findAttempt(course, attempt.number)) ?? attempt);
  return { body: shownAttempt(shown, bankOf(shown.bankVersion), learner.policy) };
});
