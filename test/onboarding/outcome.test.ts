import { describe, expect, test } from 'vitest';
import { closingOf, doneBy, missingOf } from '../../functions/onboarding/outcome.ts';
import { aFact, aJourney, anAffiliateJourney, onDay } from './builders.ts';

const ALL = ['agreement-accepted', 'signed-in', 'sales-certified', 'first-call-recorded', 'activity-recorded'];
const done = (...facts: string[]) => Object.fromEntries(facts.map((fact) => [fact, onDay(1)]));

describe('A partner is onboarded when nothing required is missing', () => {
  test.each([
    ['everything done', ALL, []],
    ['nothing done', [], ['agreement', 'O1', 'O2', 'O4', 'O5']],
    ['no agreement', ALL.slice(1), ['agreement']],
    ['no activity', ALL.slice(0, -1), ['O5']],
  ])('%s', (_label, facts, missing) => {
    expect(missingOf(aJourney(), done(...facts))).toEqual(missing);
  });

  test('from Silver the technical certificate is missed too', () => {
    const silver = aJourney({ targetTier: 'Silver' });
    expect(missingOf(silver, done(...ALL))).toEqual(['O3']);
    expect(missingOf(silver, done(...ALL, 'technical-certified'))).toEqual([]);
  });
});

describe('An affiliate is onboarded with the agreement and one click', () => {
  test.each([
    ['both', ['agreement-accepted', 'first-click'], []],
    ['no click', ['agreement-accepted'], ['first-click']],
    ['a click alone', ['first-click'], ['agreement']],
    ['certificates do not help', ['agreement-accepted', 'sales-certified'], ['first-click']],
  ])('%s', (_label, facts, missing) => {
    expect(missingOf(anAffiliateJourney(), done(...facts))).toEqual(missing);
  });
});

describe('The end of the 30 days', () => {
  test('a stalled partner is told what is missing and until when it still counts', () => {
    const closing = closingOf(aJourney(), ['O5'], onDay(30));
    expect(closing).toMatchObject({
      outcome: 'stalled',
      letter: 'stalled',
      data: { missing: ['O5'], until: closing.until },
    });
    expect(closing.untilInSeconds).toBeGreaterThan(89 * 86_400);
  });

  test('an affiliate gets its first review: celebrate or troubleshoot', () => {
    const journey = anAffiliateJourney();
    expect(closingOf(journey, [], onDay(30))).toMatchObject({
      letter: 'affiliate-review',
      data: { outcome: 'celebrate' },
    });
    expect(closingOf(journey, ['first-click'], onDay(30))).toMatchObject({
      outcome: 'stalled',
      data: { outcome: 'troubleshoot', missing: ['first-click'] },
    });
  });

  test('asked again, it names the instant it was decided at', () => {
    const closed = { ...aJourney(), outcome: 'stalled' as const, closedAt: onDay(30), missing: ['O5' as const] };
    expect(closingOf(closed, ['O5'], onDay(31)).closedAt).toBe(onDay(30));
  });
});

test('what the journey noted and what is recorded count alike', () => {
  const journey = { ...aJourney(), done: { 'signed-in': onDay(1) } };
  expect(doneBy(journey, [aFact('sales-certified', onDay(4))])).toEqual({
    'signed-in': onDay(1),
    'sales-certified': onDay(4),
  });
});
