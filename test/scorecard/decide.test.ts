import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { criterion } from '../../functions/policy/contract.ts';
import type { ScoredCriterion } from '../../functions/scorecard/contract.ts';
import { totalOf, verdictOf } from '../../functions/scorecard/decide.ts';
import { aList, allFives, decided, rules, shares, silver } from './builders.ts';

const scored = (scores: readonly (number | null)[]): ScoredCriterion[] =>
  criterion.options.map((name, index) => ({
    criterion: name,
    weightBp: rules.weights[name],
    score: scores[index] ?? null,
    by: 'rule',
    input: {},
  }));

describe('Thresholds [S1, S2]', () => {
  test.each([
    ['3.5 pursues', 35_000, 10_000, 8_000, 'pursue'],
    ['3.4999 is conditional', 34_999, 10_000, 8_000, 'conditional'],
    ['2.5 is conditional', 25_000, 10_000, 8_000, 'conditional'],
    ['2.4999 passes', 24_999, 10_000, 8_000, 'pass'],
    ['5.0 pursues', 50_000, 10_000, 8_000, 'pursue'],
    ['1.0 passes', 10_000, 10_000, 8_000, 'pass'],
    ['3.5 with an overlap of 59.99 % is conditional', 35_000, 10_000, 5_999, 'conditional'],
    ['3.5 with an overlap of 60 % pursues', 35_000, 10_000, 6_000, 'pursue'],
    ['2.4999 with a low overlap stays pass', 24_999, 10_000, 0, 'pass'],
    ['a hair below 3.5 as a fraction is conditional', 20_999_999, 6_000_000, 8_000, 'conditional'],
    ['3.5 as a fraction pursues', 21_000_000, 6_000_000, 8_000, 'pursue'],
  ])('%s', (_, numerator, denominator, overlapBp, expected) => {
    expect(verdictOf({ numerator, denominator }, overlapBp, rules)).toBe(expected);
  });
});

describe('Totals [S4, S6]', () => {
  test.each([
    ['all sevens (3.5) are 3.5', [7, 7, 7, 7, 7, 7, 7], 3.5],
    ['a missing criterion is left out of both sums', [10, 10, 10, null, null, null, null], 5],
    [
      'the weights of those known count: 4.0 and 2.0 at 25 % and 20 %',
      [8, 4, null, null, null, null, null],
      1.4 / 0.45,
    ],
    ['half points count', [9, 7, 5, 3, 2, 10, 8], (4.5 * 25 + 3.5 * 20 + 2.5 * 15 + 1.5 * 15 + 10 + 50 + 20) / 100],
  ])('%s', (_, scores, expected) => {
    const { numerator, denominator } = totalOf(scored(scores));
    expect(numerator / denominator).toBeCloseTo(expected, 12);
  });

  test('nothing known is no total, and not zero points', () => {
    expect(totalOf(scored([]))).toEqual({ numerator: 0, denominator: 0 });
    expect(decided({ without: ['icpInputs', 'category', 'audienceSize'] }).result.totalMillipoints).toBeNull();
  });

  test('a total lies between the lowest and the highest score, and is the same however weights are scaled', () => {
    const score = fc.option(fc.integer({ min: 2, max: 10 }), { nil: null });
    fc.assert(
      fc.property(fc.array(score, { minLength: 7, maxLength: 7 }), (scores) => {
        const known = scores.filter((one) => one !== null);
        fc.pre(known.length > 0);
        const { numerator, denominator } = totalOf(scored(scores));
        expect(2 * numerator).toBeGreaterThanOrEqual(Math.min(...known) * denominator);
        expect(2 * numerator).toBeLessThanOrEqual(Math.max(...known) * denominator);
      }),
    );
  });

  test('raising any score never makes a decision worse', () => {
    const rank = { pass: 0, conditional: 1, pursue: 2, incomplete: -1 };
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2, max: 9 }), { minLength: 7, maxLength: 7 }),
        fc.integer({ min: 0, max: 6 }),
        (scores, index) => {
          const raised = scores.map((one, at) => (at === index ? one + 1 : one));
          const before = verdictOf(totalOf(scored(scores)), 6_000, rules);
          const after = verdictOf(totalOf(scored(raised)), 6_000, rules);
          expect(rank[after]).toBeGreaterThanOrEqual(rank[before]);
        },
      ),
    );
  });
});

describe('The self-serve path [S6, S8]', () => {
  test('a strong affiliate is admitted at Standard without a person', () => {
    const { result } = decided({});
    expect(result).toMatchObject({
      decision: 'pursue',
      access: 'admitted',
      ask: 'nobody',
      tier: 'Standard',
      capped: false,
    });
    expect(result.knownWeightBp).toBe(6_000);
    expect(result.missing).toEqual(criterion.options.slice(3));
  });

  test('conditional above the gate is admitted', () => {
    const { result } = decided({
      facts: { category: 'coupon-site', audienceSize: 2_000, icpInputs: shares(70, 70, 70, 70) },
    });
    expect(result).toMatchObject({ decision: 'conditional', access: 'admitted' });
  });

  test('an overlap of 59.99 % needs a named person, whatever the total', () => {
    const { result } = decided({ facts: { icpInputs: aList(5_999, 10_000), audienceSize: 1_000_000 } });
    expect(result).toMatchObject({
      decision: 'conditional',
      overlapBp: 5_999,
      access: 'gate-override-needed',
      ask: 'gate-override',
    });
  });

  test('an overlap of 60 % does not', () => {
    const { result } = decided({ facts: { icpInputs: aList(6_000, 10_000), audienceSize: 1_000_000 } });
    expect(result).toMatchObject({ decision: 'pursue', overlapBp: 6_000, access: 'admitted' });
  });

  test('pass gives no access, but a person may override', () => {
    const { result } = decided({
      facts: { category: 'coupon-site', audienceSize: 10, icpInputs: shares(10, 10, 10, 10) },
    });
    expect(result).toMatchObject({ decision: 'pass', access: 'gate-override-needed' });
  });

  test.each(['icpInputs', 'category', 'audienceSize'] as const)(
    'without %s the applicant is asked for more',
    (field) => {
      const { result } = decided({ without: [field] });
      expect(result).toMatchObject({ decision: 'incomplete', access: 'needs-people', ask: 'needs-more' });
    },
  );

  test('what is still missing at the deadline is a refusal', () => {
    expect(decided({ without: ['category'], occasion: 'deadline' }).result.access).toBe('declined');
  });
});

describe('The full path [S6, L10, L11, L12]', () => {
  test('rules alone never decide: a manager is asked for the other four', () => {
    const { result } = decided({ facts: silver });
    expect(result).toMatchObject({ decision: 'incomplete', access: 'needs-people', ask: 'scorecard', tier: 'Silver' });
  });

  test('with all seven at 3.5 or more the target tier is given', () => {
    const { result } = decided({ facts: silver, scores: allFives, occasion: 'people' });
    expect(result).toMatchObject({
      decision: 'pursue',
      access: 'admitted',
      tier: 'Silver',
      missing: [],
      knownWeightBp: 10_000,
    });
  });

  test('below the gate a named person must override', () => {
    const low = { ...silver, icpInputs: aList(5_999, 10_000) };
    const { result } = decided({ facts: low, scores: allFives, occasion: 'people' });
    expect(result).toMatchObject({ decision: 'conditional', access: 'gate-override-needed' });
  });

  test('conditional asks whether to accept', () => {
    const low = {
      'brand-reputation': 1,
      'technical-readiness': 1,
      'executive-sponsorship': 1,
      'cultural-alignment': 1,
    };
    const { result } = decided({ facts: silver, scores: low, occasion: 'people' });
    expect(result).toMatchObject({ decision: 'conditional', access: 'needs-people', ask: 'conditional' });
  });

  test('pass is declined', () => {
    const weak = { ...silver, category: 'coupon-site', audienceSize: 10, icpInputs: shares(60, 60, 60, 60) };
    const scores = {
      'brand-reputation': 1,
      'technical-readiness': 1,
      'executive-sponsorship': 1,
      'cultural-alignment': 1,
    };
    expect(decided({ facts: weak, scores, occasion: 'people' }).result).toMatchObject({
      decision: 'pass',
      access: 'declined',
    });
  });

  test('a manager who leaves one criterion out is asked again', () => {
    const { 'cultural-alignment': _, ...three } = allFives;
    const { result } = decided({ facts: silver, scores: three, occasion: 'people' });
    expect(result).toMatchObject({ decision: 'incomplete', ask: 'scorecard', missing: ['cultural-alignment'] });
  });

  test('at the deadline the known criteria decide, and Registered is the most', () => {
    const { result } = decided({ facts: silver, occasion: 'deadline' });
    expect(result).toMatchObject({ decision: 'pursue', access: 'admitted', tier: 'Registered', capped: true });
  });

  test('the deadline does not lift the gate', () => {
    const low = { ...silver, icpInputs: aList(5_999, 10_000) };
    expect(decided({ facts: low, occasion: 'deadline' }).result.access).toBe('gate-override-needed');
  });
});

test('the reason is a sentence with the numbers in it', () => {
  const { result } = decided({ facts: { icpInputs: aList(5_999, 10_000) } });
  expect(result.reason).toContain('59.99 %, below the 60 % asked for');
  expect(result.reason).not.toMatch(/undefined|NaN/);
});
