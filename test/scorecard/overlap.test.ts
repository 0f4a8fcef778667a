import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreBySteps } from '../../functions/scorecard/criteria.ts';
import { overlapOf } from '../../functions/scorecard/overlap.ts';
import { aList, rules, shares } from './builders.ts';

describe('ICP overlap [S3, S7]', () => {
  test.each([
    ['all four dimensions wholly inside', shares(100, 100, 100, 100), 10_000],
    ['all four wholly outside', shares(0, 0, 0, 0), 0],
    ['the mean of the four, not their product', shares(100, 50, 50, 0), 5_000],
    ['one percent of one dimension is 25 basis points', shares(60, 60, 60, 59), 5_975],
    ['60 % in each', shares(60, 60, 60, 60), 6_000],
    ['a list: rows inside in all four columns, by rows', aList(1, 4), 2_500],
    ['a list just below the gate: 5,999 of 10,000', aList(5_999, 10_000), 5_999],
    ['a list at the gate: 3 of 5', aList(3, 5), 6_000],
    ['a third is rounded down: 3,333', aList(1, 3), 3_333],
  ])('%s', (_, inputs, expected) => {
    expect(overlapOf(inputs, rules.icp)).toBe(expected);
  });

  test('a value that the profile does not know counts as outside', () => {
    const inputs = { kind: 'list', rows: 2, counts: { 'mid-market|?|50-249|europe': 1, '?|?|?|?': 1 } } as const;
    expect(overlapOf(inputs, rules.icp)).toBe(0);
  });

  test('rounding never carries a list over the gate: below 60 % stays below for any list', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(), (rows, seed) => {
        const matching = seed % (rows + 1);
        const isBelow = matching * 10 < rows * 6;
        expect(overlapOf(aList(matching, rows), rules.icp) < rules.icpGateBp).toBe(isBelow);
      }),
    );
  });
});

describe('Scores by steps', () => {
  test.each([
    [0, 2],
    [1_999, 2],
    [2_000, 4],
    [3_999, 4],
    [4_000, 6],
    [5_999, 6],
    [6_000, 8],
    [7_999, 8],
    [8_000, 10],
    [10_000, 10],
  ])('an overlap of %i basis points scores %i half points [S7]', (overlapBp, score) => {
    expect(scoreBySteps(overlapBp, rules.icpStepsBp)).toBe(score);
  });

  test.each([
    [0, 2],
    [999, 2],
    [1_000, 4],
    [4_999, 4],
    [5_000, 6],
    [24_999, 6],
    [25_000, 8],
    [99_999, 8],
    [100_000, 10],
  ])('an audience of %i scores %i half points', (people, score) => {
    expect(scoreBySteps(people, rules.audienceSteps)).toBe(score);
  });
});
