import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { settle } from './attempt.ts';
import { bankOf } from './bank.ts';
import { routes } from './contract.ts';
import { readLearner } from './learner/store.ts';
import { checkRepeat, mark, readAnswers, resultOf } from './quiz.ts';
import { findAttempt, settleAttempt } from './store.ts';

export const handler = http(routes.submitAttempt, async ({ params, body, session, now }) => {
  const learner = await readLearner(session, params.track, now);
  const { course, policy, certificate } = learner;
  const open = await findAttempt(course, params.number);
  if (!open) throw notFound('attempt');
  const given = readAnswers(open, body.answers);
  const marking = mark(open, given, bankOf(open.bankVersion), policy.certification.sales.modules);
  if (open.state === 'open') {
    const { attempt, passed, following } = settle(learner, open, given, marking, now.toISOString());
    if (await settleAttempt(attempt, passed, following)) {
      return { body: resultOf(attempt, marking, course, passed?.certificate, policy) };
    }
  }
  const handedIn = (await findAttempt(course, params.number)) ?? open;
  checkRepeat(handedIn, given);
  return { body: resultOf(handedIn, marking, course, certificate, policy) };
});
