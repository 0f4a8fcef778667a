import { describe, expect, test } from 'vitest';
import { ownTerms } from '../../functions/commissions/terms/own.ts';
import { firstPolicy, type Policy, type PolicyVersion } from '../../functions/policy/contract.ts';
import { aProfile } from '../payouts/builders.ts';

const NOW = '2027-03-10T09:00:00.000Z';
const ADMITTED = '2027-01-05T09:00:00.000Z';
const profile = aProfile({ tier: 'Standard', admittedAt: ADMITTED });
const version = (number: number, effectiveAt: string, document: Policy): PolicyVersion => ({
  version: number,
  effectiveAt,
  publishedAt: effectiveAt,
  publishedBy: 'rule',
  appliesTo: 'new',
  note: 'A version.',
  document,
});
const first = version(1, '1970-01-01T00:00:00.000Z', firstPolicy);
const own = (plan: string | null, from: string) => ({
  ...{ plan, from, changeId: 'a'.repeat(26), proposedBy: 'mara', approvedBy: 'noor', approvedAt: ADMITTED },
});
const withTerms = (over: Partial<Policy['terms']>): Policy => ({
  ...firstPolicy,
  terms: { ...firstPolicy.terms, ...over },
});

describe('A partner’s terms in plain words', () => {
  test('say what its plan pays, since when, and every number that it lives by', () => {
    expect(ownTerms(profile, [], [first], NOW)).toEqual({
      plan: {
        name: expect.any(String),
        because: 'tier',
        since: ADMITTED,
        pays: [
          'First payments earn 25 %.',
          'Later payments earn 15 %, for 12 months after the first.',
          'Volume bonus: 5 % from 5 first sales a month.',
        ],
      },
      cookieDays: 60,
      attribution: 'The last click before a sale counts.',
      reviewDays: 30,
      clawbackDays: 60,
      payoutMinimum: 'USD 50.00, EUR 50.00, GBP 40.00, CHF 50.00, CAD 60.00, AUD 75.00, JPY 7,500',
      coming: [],
    });
  });

  test('of its own count from their day, and name themselves', () => {
    const terms = [own('for-life', '2027-03-01T00:00:00.000Z')];
    expect(ownTerms(profile, terms, [first], NOW).plan).toEqual({
      name: 'Recurring: 10 % for life',
      because: 'own terms',
      since: '2027-03-01T00:00:00.000Z',
      pays: ['First payments earn 10 %.', 'Later payments earn 10 %, for life after the first.'],
    });
  });

  test('to come are told one after the other, each against the one before it', () => {
    const terms = [own('for-life', '2027-04-01T00:00:00.000Z'), own(null, '2027-06-01T00:00:00.000Z')];
    const later = version(2, '2027-05-01T00:00:00.000Z', withTerms({ cookieDays: 90 }));
    const { coming } = ownTerms(profile, terms, [first, later], NOW);
    expect(coming.map(({ from }) => from.slice(0, 7))).toEqual(['2027-04', '2027-05', '2027-06']);
    expect(coming[0]?.sentences).toContain('First payments: 25 % becomes 10 %.');
    expect(coming[1]?.sentences).toEqual(['Days that a click counts: 60 becomes 90.']);
    expect(coming[2]?.sentences).toContain('First payments: 10 % becomes 25 %.');
  });

  test('a policy version that changes nothing for it is no news, and not its beginning', () => {
    const past = version(2, '2027-02-01T00:00:00.000Z', withTerms({ territory: 'Europe' }));
    const future = version(3, '2027-05-01T00:00:00.000Z', withTerms({ territory: 'World' }));
    const view = ownTerms(profile, [], [first, past, future], NOW);
    expect(view.plan?.since).toBe(ADMITTED);
    expect(view.coming).toEqual([]);
  });

  test('who resells has no plan, and the numbers all the same', () => {
    const reseller = aProfile({ programType: 'channel', tier: 'Silver', targetTier: 'Silver' });
    const view = ownTerms(reseller, [], [first], NOW);
    expect(view).not.toHaveProperty('plan');
    expect(view.cookieDays).toBe(60);
  });
});
