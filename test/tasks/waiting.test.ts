import { describe, expect, test } from 'vitest';
import { type AwaitFact, awaitFactInput, type Fact } from '../../functions/tasks/contract.ts';
import { endingOf, endsWait, lettersOf, timeIsUp } from '../../functions/tasks/waiting.ts';
import { NOW, PARTNER, PERSON } from '../partners/builders.ts';
import { aTask } from './builders.ts';

const at = (day: number): string => new Date(Date.parse(NOW) + day * 86_400_000).toISOString();
const fact = (name: string, day = 0, detail: Record<string, unknown> = {}): Fact => ({
  ...{ type: 'FACT', partnerId: PARTNER, run: 1, fact: name, by: 'rule', at: at(day), detail },
});
const asks = (more: Record<string, unknown> = {}): AwaitFact =>
  awaitFactInput.parse({
    token: 't',
    partnerId: PARTNER,
    run: 1,
    personId: PERSON,
    step: 'onboarding/sign',
    awaits: ['agreement-accepted'],
    ...more,
  });

describe('A wait', () => {
  test('ends with the fact it is for, and with no other', () => {
    expect(endsWait(asks(), fact('agreement-accepted'))).toBe(true);
    expect(endsWait(asks(), fact('signed-in'))).toBe(false);
  });

  test('for any review ends with the third review, not with a breach', () => {
    const wait = asks({ awaits: ['review-concluded:*'] });
    expect([endsWait(wait, fact('review-concluded:3')), endsWait(wait, fact('breach-recorded:1'))]).toEqual([
      true,
      false,
    ]);
  });

  test('leaves out what was dealt with before', () => {
    const wait = asks({ awaits: ['review-concluded:*'], since: at(5) });
    expect([4, 5, 6].map((day) => endsWait(wait, fact('review-concluded:1', day)))).toEqual([false, false, true]);
  });

  test('of two facts that it is for, is ended by the earlier one', () => {
    const wait = asks({ awaits: ['breach-recorded:*', 'review-concluded:*'] });
    const ending = endingOf(wait, [fact('review-concluded:1', 3), fact('breach-recorded:1', 2)], at(4));
    expect(ending).toMatchObject({ kind: 'answered', output: { fact: 'breach-recorded:1' } });
  });

  test('ends in a stop before anything else, with the reason in a sentence', () => {
    const stop = fact('stopped', 1, { reason: 'erased', by: PERSON, note: 'Asked to be forgotten.' });
    expect(endingOf(asks(), [fact('agreement-accepted'), stop], at(1))).toMatchObject({
      kind: 'stopped',
      cause: { errorType: 'JourneyStopped', errorMessage: 'Asked to be forgotten.', end: 'withdrawn' },
    });
  });

  test('says how many whole seconds remain until the next moment, at least one', () => {
    const seconds = (thenAt: string) => endingOf(asks({ thenAt }), [fact('agreement-accepted')], at(1));
    expect(seconds(at(2))).toMatchObject({ output: { secondsToThen: 86_400 } });
    expect(seconds(at(0))).toMatchObject({ output: { secondsToThen: 1 } });
  });

  test('has nothing to wait for once its instant is past', () => {
    expect(timeIsUp(at(1), asks(), at(1))).toMatchObject({ output: { fact: 'time' } });
    expect(timeIsUp(at(2), asks(), at(1))).toBeUndefined();
    expect(timeIsUp(undefined, asks(), at(1))).toBeUndefined();
  });
});

describe('The letters of a wait', () => {
  test('have a key of their own in the run, so that a repeat sends none twice', () => {
    const letters = [
      { letter: 'welcome-partner', to: 'contact' },
      { letter: 'decision-needed', to: 'manager' },
    ];
    expect(lettersOf(asks({ letters }), [], undefined, NOW).map(({ key, to }) => [key, to])).toEqual([
      [`${PARTNER}/1/onboarding/sign/welcome-partner`, { personId: PERSON }],
      [`${PARTNER}/1/onboarding/sign/decision-needed`, { team: 'manager', partnerId: PARTNER }],
    ]);
  });

  test('are left out where what they ask for is done', () => {
    const letters = [{ letter: 'affiliate-first-link', to: 'contact', unless: ['first-click'] }];
    expect(lettersOf(asks({ letters }), [fact('first-click')], undefined, NOW)).toEqual([]);
    expect(lettersOf(asks({ letters }), [], undefined, NOW)).toHaveLength(1);
  });

  test('of a decision name the task to the team, and to the applicant only the date', () => {
    const letters = [
      { letter: 'application-received', to: 'contact', deadlineAs: 'decideBy' },
      { letter: 'decision-needed', to: 'manager' },
    ];
    const task = aTask({ deadline: at(2) });
    expect(lettersOf(asks({ letters }), [], task, NOW).map(({ data }) => data)).toEqual([
      { decideBy: at(2) },
      { taskId: task.taskId, kind: 'scorecard', deadline: at(2) },
    ]);
  });

  test('that several steps order are ordered under one key', () => {
    const letters = [{ letter: 'application-received', to: 'contact', once: 'lifecycle/received' }];
    expect(lettersOf(asks({ letters }), [], undefined, NOW)[0]?.key).toBe(
      `${PARTNER}/1/lifecycle/received/application-received`,
    );
  });
});
