import type * as z from 'zod';
import type { Policy } from '../policy/contract.ts';
import { later } from '../shared/days.ts';
import { mismatchedRepeat, Problem } from '../shared/problem.ts';
import type { QuestionBank } from './bank.ts';
import { renewFrom } from './certificate.ts';
import type { Attempt, answers, attemptResult, Certificate, Course, questionView } from './contract.ts';

const HOUR_MS = 3_600_000;

/** Right answers needed: 80 % of 20 is 16 [O2]. */
export const needed = ({ sales }: Policy['certification']): number =>
  Math.ceil((sales.questions * sales.passFromBp) / 10_000);

export const attemptsLeft = (course: Course): number => Math.max(0, course.attemptsAllowed - course.attemptsStarted);

export interface Readiness {
  readonly canStart: boolean;
  readonly because?: string;
  /** From when it can, where time alone helps. */
  readonly startsFrom?: string;
}

const ready: Readiness = { canStart: true };
const notReady = (because: string, startsFrom?: string): Readiness => ({
  canStart: false,
  because,
  ...(startsFrom ? { startsFrom } : {}),
});

/**
 * Whether a person may start an attempt at `now`: all modules read; no valid certificate, or its renewal open (60 days
 * before its end); three attempts, 24 hours apart, then only what the manager grants [O11].
 */
export const readiness = (
  learner: {
    course: Course;
    last: Attempt | undefined;
    certificate: Certificate | undefined;
    run: number;
  },
  policy: Policy,
  now: string,
): Readiness => {
  const { course, last, certificate, run } = learner;
  const { sales } = policy.certification;
  const unread = sales.modules.filter((module) => !course.modules[module.id]);
  if (last?.state === 'open') return ready;
  if (unread.length > 0) return notReady(`Read these modules first: ${unread.map(({ title }) => title).join(', ')}.`);
  if (certificate && holds(certificate, run)) {
    const from = renewFrom(certificate, policy.calendar.timeZone);
    if (now < from) return notReady('You are certified. You can renew from 60 days before the end.', from);
  }
  if (attemptsLeft(course) === 0) return notReady('All attempts are used. Your partner manager has been asked.');
  const next = nextAttemptAt(last, policy);
  return next && now < next ? notReady('The next attempt opens 24 hours after the last one.', next) : ready;
};

/** A certificate of an earlier run does not count for this one. */
const holds = (certificate: Certificate, run: number): boolean =>
  certificate.state === 'current' && certificate.run === run;

/** When a failed attempt may be followed by the next. */
export const nextAttemptAt = (last: Attempt | undefined, { certification }: Policy): string | undefined => {
  if (last?.state !== 'failed' || !last.submittedAt) return undefined;
  const pause = certification.sales.hoursBetweenAttempts * HOUR_MS;
  return new Date(Date.parse(last.submittedAt) + pause).toISOString();
};

/** The questions of an attempt as they are shown: no answers. */
export const shownQuestions = (attempt: Attempt, bank: QuestionBank): z.infer<typeof questionView>[] =>
  attempt.questions.map(({ id, options }) => {
    const question = questionOf(bank, id);
    return {
      id,
      module: question.module,
      text: question.text,
      options: options.map((key) => ({ id: key, text: optionOf(question.options, key) })),
    };
  });

const optionOf = (options: Readonly<Record<string, string>>, key: string): string => options[key] ?? '';

const questionOf = (bank: QuestionBank, id: string) => {
  const question = bank.questions.find((one) => one.id === id);
  if (!question) throw new Error(`Question ${id} is not in bank ${bank.version}.`);
  return question;
};

/** The answers by question. Throws 422 unless each question of the attempt is answered once with one of its options. */
export const readAnswers = (attempt: Attempt, given: z.infer<typeof answers>['answers']): Record<string, string> => {
  const byQuestion = new Map(given.map(({ question, option }) => [question, option]));
  const complete =
    given.length === attempt.questions.length &&
    attempt.questions.every(({ id, options }) => options.includes(byQuestion.get(id) ?? ''));
  if (!complete) {
    throw new Problem(422, 'invalid-input', `answers: answer each of the ${attempt.questions.length} questions once`);
  }
  return Object.fromEntries(byQuestion);
};

export type Marking = Pick<z.infer<typeof attemptResult>, 'correct' | 'modules'>;

/** How many are right, in all and by module, so that a person knows what to read again. */
export const mark = (
  attempt: Attempt,
  given: Readonly<Record<string, string>>,
  bank: QuestionBank,
  modules: Policy['certification']['sales']['modules'],
): Marking => {
  const marked = attempt.questions.map(({ id }) => {
    const question = questionOf(bank, id);
    return { module: question.module, right: question.answer === given[id] };
  });
  const byModule = modules.map(({ id, title }) => {
    const own = marked.filter(({ module }) => module === id);
    return { module: id, title, correct: own.filter(({ right }) => right).length, questions: own.length };
  });
  return { correct: marked.filter(({ right }) => right).length, modules: byModule.filter((one) => one.questions > 0) };
};

/** Handed in again with the same answers: fine, and answered as before. With others: refused [Z4]. */
export const checkRepeat = (attempt: Attempt, given: Readonly<Record<string, string>>): void => {
  const same = attempt.questions.every(({ id }) => attempt.answers?.[id] === given[id]);
  if (!same) throw mismatchedRepeat(`This attempt was handed in with other answers at ${attempt.submittedAt}.`);
};

/** What the person is told of a marked attempt. */
export const resultOf = (
  attempt: Attempt,
  marking: Marking,
  course: Course,
  certificate: Pick<Certificate, 'expiresOn'> | undefined,
  policy: Policy,
): z.infer<typeof attemptResult> => {
  const left = attempt.state === 'passed' ? 0 : attemptsLeft(course);
  const next = nextAttemptAt(attempt, policy);
  return {
    number: attempt.number,
    passed: attempt.state === 'passed',
    questions: attempt.questions.length,
    needed: needed(policy.certification),
    ...marking,
    attemptsLeft: left,
    ...(left > 0 && next ? { nextAttemptAt: later(next, attempt.submittedAt ?? next) } : {}),
    ...(attempt.state === 'passed' && certificate ? { certificate: { expiresOn: certificate.expiresOn } } : {}),
  };
};
