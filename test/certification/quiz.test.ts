import { describe, expect, test } from 'vitest';
import { nextAttempt, settle, shownAttempt } from '../../functions/certification/attempt.ts';
import { bankOf } from '../../functions/certification/bank.ts';
import { type Attempt, attemptView, type Course } from '../../functions/certification/contract.ts';
import { checkRepeat, mark, needed, readAnswers, readiness } from '../../functions/certification/quiz.ts';
import { ADMITTED, onDay, PERSON } from '../onboarding/builders.ts';
import { aCertificate, aCourse, failedAttempt, hoursAfter, policy, told } from './builders.ts';

const bank = bankOf(1);
const standing = (
  course: Course = aCourse(),
  last?: Attempt,
  certificate = undefined as ReturnType<typeof aCertificate> | undefined,
) => ({
  course,
  last,
  certificate,
  run: 1,
  policy,
});
const begin = (who = standing()) => nextAttempt(who, bank, 'seed', ADMITTED);
const rightAnswers = (attempt: Attempt) =>
  Object.fromEntries(
    attempt.questions.map(({ id }) => [id, bank.questions.find((one) => one.id === id)?.answer ?? 'a']),
  );
/** Answers of which exactly `correct` are right. */
const answersWith = (attempt: Attempt, correct: number) =>
  Object.fromEntries(
    Object.entries(rightAnswers(attempt)).map(([id, right], index) => [
      id,
      index < correct ? right : right === 'a' ? 'b' : 'a',
    ]),
  );
const handIn = (correct: number, who = standing()) => {
  const attempt = begin(who);
  const given = answersWith(attempt, correct);
  const marking = mark(attempt, given, bank, policy.certification.sales.modules);
  const course = { ...who.course, attemptsStarted: attempt.number };
  return settle({ ...who, course }, attempt, given, marking, ADMITTED);
};

describe('Who may start an attempt', () => {
  const day = onDay(5);
  test.each<[string, Partial<Course>, Attempt | undefined, string, boolean]>([
    ['all modules read', {}, undefined, day, true],
    ['a module unread', { modules: { product: ADMITTED } }, undefined, day, false],
    ['23:59 after the first failure', { attemptsStarted: 1 }, failedAttempt(1, day), hoursAfter(day, 23.99), false],
    ['24 h after the first failure', { attemptsStarted: 1 }, failedAttempt(1, day), hoursAfter(day, 24), true],
    ['three attempts used', { attemptsStarted: 3 }, failedAttempt(3, day), hoursAfter(day, 100), false],
    [
      'three used, three granted',
      { attemptsStarted: 3, attemptsAllowed: 6 },
      failedAttempt(3, day),
      hoursAfter(day, 100),
      true,
    ],
  ])('%s', (_label, course, last, now, may) => {
    expect(readiness(standing(aCourse(course), last), policy, now).canStart).toBe(may);
  });

  test('nobody who is certified, until 60 days before the end', () => {
    const certificate = aCertificate();
    const at = (now: string) => readiness(standing(aCourse(), undefined, certificate), policy, now);
    expect(at('2028-04-08T14:29:59.999Z')).toMatchObject({ canStart: false, startsFrom: '2028-04-08T14:30:00.000Z' });
    expect(at('2028-04-08T14:30:00.000Z').canStart).toBe(true);
  });

  test("a certificate of an earlier run, or an expired one, stands in nobody's way", () => {
    const may = (certificate: ReturnType<typeof aCertificate>) =>
      readiness(standing(aCourse(), undefined, certificate), policy, onDay(1)).canStart;
    expect(may({ ...aCertificate(), run: 0 })).toBe(true);
    expect(may(aCertificate({ state: 'expired' }))).toBe(true);
  });

  test('one that is refused is told why and from when', () => {
    const last = failedAttempt(1, onDay(5));
    expect(() => nextAttempt(standing(aCourse({ attemptsStarted: 1 }), last), bank, 's', onDay(5))).toThrow(
      expect.objectContaining({ status: 409, extra: { startsFrom: onDay(6) } }),
    );
  });
});

describe('An attempt', () => {
  test('that is open is shown again, not drawn again', () => {
    const open = begin();
    expect(nextAttempt(standing(aCourse({ attemptsStarted: 1 }), open), bank, 'another seed', onDay(1))).toBe(open);
  });

  test('shows no answers', () => {
    const shown = attemptView.parse(shownAttempt(begin(), bank, policy));
    expect(shown.questions).toHaveLength(20);
    for (const one of shown.questions) expect(Object.keys(one).toSorted()).toEqual(['id', 'module', 'options', 'text']);
  });

  test.each([
    ['one is missing', (all: { question: string; option: string }[]) => all.slice(1)],
    ['one is answered twice', (all: { question: string; option: string }[]) => [...all.slice(1), all[1]]],
    [
      'one is of another attempt',
      (all: { question: string; option: string }[]) => [...all.slice(1), { question: 'x-01', option: 'a' }],
    ],
    [
      'an option does not exist',
      (all: { question: string; option: string }[]) => all.map((one) => ({ ...one, option: 'e' })),
    ],
  ])('is not marked when %s', (_label, spoil) => {
    const attempt = begin();
    const all = Object.entries(rightAnswers(attempt)).map(([question, option]) => ({ question, option }));
    expect(Object.keys(readAnswers(attempt, all))).toHaveLength(20);
    expect(() => readAnswers(attempt, spoil(all) as typeof all)).toThrow(expect.objectContaining({ status: 422 }));
  });

  test('handed in again with other answers is refused, with the same it is fine', () => {
    const { attempt } = handIn(16);
    expect(() => checkRepeat(attempt, answersWith(attempt, 16))).not.toThrow();
    expect(() => checkRepeat(attempt, answersWith(attempt, 17))).toThrow(expect.objectContaining({ status: 422 }));
  });
});

describe('16 of 20 pass', () => {
  test.each([
    [20, 'passed'],
    [16, 'passed'],
    [15, 'failed'],
    [0, 'failed'],
  ])('%i right: %s', (correct, state) => {
    expect(handIn(correct).attempt).toMatchObject({ state, correct });
    expect(needed(policy.certification)).toBe(16);
  });

  test('passing brings a certificate, the fact, the letter, and attempts for the renewal', () => {
    const { passed, following } = handIn(18);
    expect(passed).toMatchObject({
      certificate: { track: 'sales', correct: 18, state: 'current' },
      attemptsAllowed: 4,
    });
    expect(told(following.events)).toEqual(['sales-certified', 'certificate-issued.v1']);
    expect(following.letters).toMatchObject([{ letter: 'certification-passed', data: { score: 18 } }]);
  });

  test('passing a renewal also says which certificate was renewed, and whose', () => {
    const { following } = handIn(18, standing(aCourse(), undefined, aCertificate({ state: 'expired' })));
    expect(told(following.events)).toEqual([
      'sales-certified',
      'certificate-issued.v1',
      `recertified:sales:2028-06-07:${PERSON.toLowerCase()}`,
    ]);
  });

  test('the first failure says how many attempts are left and from when', () => {
    const { following } = handIn(15);
    expect(following.events).toEqual([]);
    expect(following.letters).toMatchObject([
      { letter: 'certification-failed', data: { correct: 15, needed: 16, attemptsLeft: 2, nextAttemptAt: onDay(1) } },
    ]);
  });

  test('the third failure asks the manager for help', () => {
    const { following } = handIn(15, standing(aCourse({ attemptsStarted: 2 }), failedAttempt(2, onDay(-5))));
    expect(following.events).toMatchObject([
      { name: 'task-requested.v1', data: { kind: 'quiz-attempts', key: `${PERSON.toLowerCase()}:3` } },
    ]);
    expect(following.letters[0]?.data).not.toHaveProperty('nextAttemptAt');
  });

  test('the result says where to read again', () => {
    const attempt = begin();
    const { correct, modules } = mark(attempt, answersWith(attempt, 16), bank, policy.certification.sales.modules);
    expect(modules.map((one) => one.questions)).toEqual([5, 5, 5, 5]);
    expect(modules.reduce((sum, one) => sum + one.correct, 0)).toBe(correct);
  });
});
