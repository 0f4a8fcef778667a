import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type History, historyOf } from '../../infra/local/simulator/history.ts';
import { fewest, shrink } from '../../infra/local/simulator/shrink.ts';
import type { Struck } from '../../infra/local/simulator/strike.ts';
import type { Verdict } from '../../infra/local/simulator/verdict.ts';

describe('Delta debugging', () => {
  test('leaves exactly what it takes, whatever is around it', async () => {
    const lists = fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 40 });
    const cases = lists.chain((list) => fc.tuple(fc.constant(list), fc.subarray(list, { minLength: 1 })));
    await fc.assert(
      fc.asyncProperty(cases, async ([list, needed]) => {
        const kept = await fewest(list, async (part) => needed.every((one) => part.includes(one)));
        expect(kept).toEqual(list.filter((one) => needed.includes(one)));
      }),
    );
  });
});

describe('The shortest history', () => {
  const start = historyOf('1', 'usual', true);
  const fault = (nth: number, at = start.startMs): Struck => ({
    function: 'email-send-letters',
    action: 'SendRawEmail',
    at,
    nth,
    fault: { kind: 'crash', when: 'after' },
  });
  const all = [1, 2, 3, 4, 5].map((nth) => fault(nth));
  const acts = ['Company 1: reads onboarded', 'Company 2: leaves', 'Company 3: leaves'];

  /** Breaks I7 when the third call fails, the second company is there and leaves, and at least nine days pass. */
  const judge = async (history: History): Promise<Verdict> => {
    const faults = Array.isArray(history.faults) ? history.faults : all;
    const done = acts.filter((name) => !history.without.includes(name));
    const breaks =
      faults.some(({ nth }) => nth === 3) &&
      history.people.includes(1) &&
      done.includes('Company 2: leaves') &&
      history.days >= 9;
    return {
      digest: 'x',
      broken: breaks ? [{ id: 'I7', sentence: 'one letter', breaks: ['two'] }] : [],
      faults,
      acts: done,
      letters: 0,
      tookMs: 0,
    };
  };

  test('has one fault, one person, the days it takes and the one act that it takes', async () => {
    const { history, verdict } = await shrink(start, await judge(start), judge);
    expect(history).toMatchObject({ people: [1], days: 9, faults: [fault(3)] });
    expect(verdict.acts).toEqual(['Company 2: leaves']);
    expect(verdict.broken).toHaveLength(1);
  });

  test('is never one in which the last fault has no time to recover', async () => {
    const late = async (history: History): Promise<Verdict> => {
      const verdict = await judge({ ...history, days: Math.max(history.days, 9) });
      return { ...verdict, faults: verdict.faults.map((one) => ({ ...one, at: start.startMs + 20 * 86_400_000 })) };
    };
    const { history } = await shrink(start, await late(start), late);
    expect(history.days).toBe(21);
  });
});
