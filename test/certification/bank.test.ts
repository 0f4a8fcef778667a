import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bankOf } from '../../functions/certification/bank.ts';
import { drawQuestions } from '../../functions/certification/draw.ts';
import { NEWEST_QUESTION_BANK, policyDocument } from '../../functions/policy/contract.ts';
import { policy } from './builders.ts';

const bank = bankOf(policy.certification.sales.questionBank);
const modules = policy.certification.sales.modules.map(({ id }) => id);
const question = (id: string) => {
  const found = bank.questions.find((one) => one.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};
const draw = (seed: string, count = 20) => drawQuestions(bank, modules, count, seed);
const perModule = (drawn: ReturnType<typeof draw>) =>
  modules.map((module) => drawn.filter(({ id }) => question(id).module === module).length);

describe('The question bank', () => {
  test('has at least 60 questions, 15 for each module of the policy, and none for another', () => {
    expect(bank.questions.length).toBeGreaterThanOrEqual(60);
    for (const module of modules) {
      expect(bank.questions.filter((one) => one.module === module).length).toBeGreaterThanOrEqual(15);
    }
    expect(bank.questions.filter((one) => !modules.includes(one.module))).toEqual([]);
  });

  test('of which the policy says which version counts: one that there is', () => {
    const drawnFrom = (questionBank: number) =>
      policyDocument.safeParse({
        ...policy,
        certification: { ...policy.certification, sales: { ...policy.certification.sales, questionBank } },
      }).success;
    for (let version = 1; version <= NEWEST_QUESTION_BANK; version++) {
      expect(bankOf(version).version).toBe(version);
      expect(drawnFrom(version)).toBe(true);
    }
    expect(() => bankOf(NEWEST_QUESTION_BANK + 1)).toThrow('no question bank');
    expect(drawnFrom(NEWEST_QUESTION_BANK + 1)).toBe(false);
    expect(drawnFrom(0)).toBe(false);
  });

  test('a policy from before versions were named draws from the first', () => {
    const { questionBank: _, ...sales } = policy.certification.sales;
    const before = policyDocument.parse({ ...policy, certification: { ...policy.certification, sales } });
    expect(before.certification.sales.questionBank).toBe(1);
  });

  test('asks nothing twice, and offers four different answers each time', () => {
    expect(new Set(bank.questions.map((one) => one.id)).size).toBe(bank.questions.length);
    expect(new Set(bank.questions.map((one) => one.text)).size).toBe(bank.questions.length);
    for (const one of bank.questions) expect(new Set(Object.values(one.options)).size).toBe(4);
  });

  test('cannot be passed by always picking one letter, or by how long an answer is', () => {
    const share = (right: (one: (typeof bank.questions)[number]) => boolean) =>
      bank.questions.filter(right).length / bank.questions.length;
    for (const letter of ['a', 'b', 'c', 'd']) expect(share((one) => one.answer === letter)).toBeLessThan(0.3);
    for (const rank of [0, 1, 2, 3]) {
      const byLength = (one: (typeof bank.questions)[number]) =>
        Object.entries(one.options).toSorted(([, a], [, b]) => a.length - b.length)[rank]?.[0];
      expect(share((one) => byLength(one) === one.answer)).toBeLessThan(0.65);
    }
  });
});

describe('A draw', () => {
  test('is 20 different questions, five of each module', () => {
    const drawn = draw('ann, attempt 1');
    expect(new Set(drawn.map(({ id }) => id)).size).toBe(20);
    expect(perModule(drawn)).toEqual([5, 5, 5, 5]);
  });

  test('is the same for the same person and attempt, and another for the next', () => {
    expect(draw('ann, attempt 1')).toEqual(draw('ann, attempt 1'));
    expect(draw('ann, attempt 1')).not.toEqual(draw('ann, attempt 2'));
  });

  test('is fair: over many draws each question comes up', () => {
    const seen = new Set(
      Array.from({ length: 60 }, (_, n) => draw(`person ${n}`)).flatMap((all) => all.map(({ id }) => id)),
    );
    expect(seen.size).toBe(bank.questions.length);
  });

  test('whatever the seed and the count: no question twice, each with all its options, modules within one of each other', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 60 }), (seed, count) => {
        const drawn = draw(seed, count);
        const counts = perModule(drawn);
        expect(new Set(drawn.map(({ id }) => id)).size).toBe(count);
        expect(drawn.every(({ options }) => options.toSorted().join('') === 'abcd')).toBe(true);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
