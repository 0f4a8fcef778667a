import { describe, expect, test } from 'vitest';
import type { Fact } from '../../functions/tasks/contract.ts';
import { type Recording, recordingOf } from '../../functions/tasks/recording.ts';
import { NOW, PARTNER } from '../partners/builders.ts';

const given = (fact: Recording['fact'], detail: Record<string, unknown> = {}): Recording => ({
  ...{ partnerId: PARTNER, run: 1, fact, note: 'In the call.', detail, by: 'MIA' },
});
const known = (...names: string[]): Fact[] =>
  names.map((fact) => ({ ...{ type: 'FACT', partnerId: PARTNER, run: 1, fact, by: 'MIA', at: NOW, detail: {} } }));

describe('What the team records of a partner', () => {
  test('a call is recorded once', () => {
    expect(recordingOf(given('first-call-recorded'), [], NOW).fact).toMatchObject({
      fact: 'first-call-recorded',
      by: 'MIA',
    });
    expect(() => recordingOf(given('first-call-recorded'), known('first-call-recorded'), NOW)).toThrow(
      /recorded before/,
    );
  });

  test('a review can happen again: each has its number', () => {
    const again = recordingOf(
      given('review-concluded', { outcome: 'go-on' }),
      known('review-concluded:1', 'breach-recorded:1'),
      NOW,
    );
    expect([again.fact.fact, again.event.id]).toEqual(['review-concluded:2', `${PARTNER}/1/review-concluded:2`]);
  });

  test.each([
    ['two KPIs are too few', 'kpis-agreed', { kpis: ['Leads', 'Revenue'] }],
    ['six KPIs are too many', 'kpis-agreed', { kpis: ['a', 'b', 'c', 'd', 'e', 'f'] }],
    ['a review without an outcome', 'review-concluded', {}],
    ['a landing page that is no https address', 'landing-page-recorded', { url: 'javascript:alert(1)' }],
    ['a call with details nobody asked for', 'first-call-recorded', { tier: 'Gold' }],
  ] as const)('%s is refused', (_, fact, detail) => {
    expect(() => recordingOf(given(fact, detail), [], NOW)).toThrow(expect.objectContaining({ status: 422 }));
  });
});
