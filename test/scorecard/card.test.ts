import { expect, test } from 'vitest';
import { nextScorecard } from '../../functions/scorecard/card.ts';
import { type Scorecard, scorecardItem, scorecardView } from '../../functions/scorecard/contract.ts';
import { allFives, facts, rules, silver } from './builders.ts';

const partnerId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const ask = (over: Partial<Parameters<typeof nextScorecard>[0]> = {}) =>
  nextScorecard({
    partnerId,
    run: 1,
    occasion: 'application',
    facts: facts(silver),
    scores: {},
    by: 'rule',
    policyVersion: 1,
    rules,
    earlier: [],
    at: '2027-03-01T09:00:00.000Z',
    ...over,
  });

const first = ask().card;
const second = ask({ occasion: 'people', scores: allFives, by: 'Mara', earlier: [first] }).card;

/** The same value with the keys of every object in the other order. */
const backwards = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, held]) => [key, backwards(held)]),
  );
};

test('a scorecard keeps its inputs, who scored, the weights and the policy version [S5]', () => {
  expect(scorecardItem.parse(second)).toEqual(second);
  expect(second.version).toBe(2);
  expect(second.policyVersion).toBe(1);
  expect(second.criteria.find((one) => one.criterion === 'icp-overlap')?.input).toMatchObject({ overlapBp: 8_000 });
  expect(second.criteria.find((one) => one.criterion === 'brand-reputation')).toMatchObject({
    by: 'Mara',
    score: 10,
    weightBp: 1_500,
  });
  expect(second.criteria.reduce((sum, one) => sum + one.weightBp, 0)).toBe(10_000);
});

test('the total can be computed again from the kept criteria', () => {
  const sum = second.criteria.reduce((total, one) => total + (one.score ?? 0) * one.weightBp, 0);
  expect(second.total).toEqual({ numerator: sum, denominator: 20_000 });
});

test('a step that is repeated finds its own scorecard, also when the table gives keys in another order', () => {
  const stored: Scorecard = scorecardItem.parse(backwards(first));
  const again = ask({ earlier: [stored, second], at: '2027-03-02T09:00:00.000Z' });
  expect(again).toEqual({ card: stored, isNew: false });
});

test('a re-score adds a version and keeps what a person scored before', () => {
  const { card, isNew } = ask({
    occasion: 're-score',
    scores: { 'brand-reputation': 2.5 },
    by: 'Noor',
    note: 'After the audit',
    earlier: [first, second],
  });
  expect(isNew).toBe(true);
  expect(card.version).toBe(3);
  expect(card.criteria.find((one) => one.criterion === 'brand-reputation')).toMatchObject({ score: 5, by: 'Noor' });
  expect(card.criteria.find((one) => one.criterion === 'technical-readiness')).toMatchObject({ score: 10, by: 'Mara' });
});

test('the same inputs under another policy version are another scorecard', () => {
  expect(ask({ policyVersion: 2, earlier: [first] }).isNew).toBe(true);
});

test('what ops see leaves out the keys of the table', () => {
  expect(Object.keys(scorecardView.parse({ PK: 'x', SK: 'y', ...first }))).not.toContain('PK');
});
