import type * as z from 'zod';
import type { Policy } from '../policy/contract.ts';
import { conflict } from '../shared/problem.ts';
import { certified, type Following, notPassed } from './announcements.ts';
import type { QuestionBank } from './bank.ts';
import { issue } from './certificate.ts';
import type { Attempt, attemptView, Certificate, Course } from './contract.ts';
import { drawQuestions } from './draw.ts';
import { type Marking, needed, readiness, resultOf, shownQuestions } from './quiz.ts';

interface Standing {
  readonly course: Course;
  readonly last: Attempt | undefined;
  readonly certificate: Certificate | undefined;
  readonly run: number;
  readonly policy: Policy;
}

/** The attempt that is open, or the next one. Throws 409 with the reason, and from when, if there can be none now. */
export const nextAttempt = (standing: Standing, bank: QuestionBank, seed: string, now: string): Attempt => {
  const { course, last, policy } = standing;
  if (last?.state === 'open') return last;
  const { canStart, because = '', startsFrom } = readiness(standing, policy, now);
  if (!canStart) throw conflict(because, startsFrom ? { startsFrom } : {});
  const { sales } = policy.certification;
  const modules = sales.modules.map(({ id }) => id);
  return {
    type: 'ATTEMPT',
    partnerId: course.partnerId,
    personId: course.personId,
    track: course.track,
    number: course.attemptsStarted + 1,
    bankVersion: bank.version,
    questions: drawQuestions(bank, modules, sales.questions, seed),
    startedAt: now,
    state: 'open',
  };
};

export const shownAttempt = (attempt: Attempt, bank: QuestionBank, policy: Policy): z.infer<typeof attemptView> => ({
  number: attempt.number,
  track: attempt.track,
  needed: needed(policy.certification),
  questions: shownQuestions(attempt, bank),
});

export interface Settled {
  readonly attempt: Attempt;
  readonly passed: { certificate: Certificate; attemptsAllowed: number } | undefined;
  readonly following: Following;
}

/** What a marked attempt leads to: a certificate, or a letter and, after the last attempt, a task of the manager. */
export const settle = (
  standing: Standing,
  open: Attempt,
  answers: Readonly<Record<string, string>>,
  marking: Marking,
  now: string,
): Settled => {
  const { course, certificate: old, run, policy } = standing;
  const { correct } = marking;
  const passes = correct >= needed(policy.certification);
  const attempt: Attempt = { ...open, state: passes ? 'passed' : 'failed', submittedAt: now, answers, correct };
  if (!passes) {
    const result = resultOf(attempt, marking, course, undefined, policy);
    return { attempt, passed: undefined, following: notPassed(attempt, run, result, now) };
  }
  const { partnerId, personId, track, number } = attempt;
  const certificate = issue({ partnerId, run, personId, track, correct }, policy, now);
  const following = certified(certificate, old, `${track}/attempt-${number}`);
  const attemptsAllowed = course.attemptsStarted + policy.certification.sales.attempts;
  return { attempt, passed: { certificate, attemptsAllowed }, following };
};
