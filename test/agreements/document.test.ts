import { describe, expect, test } from 'vitest';
import { amount, documentFor, percent } from '../../functions/agreements/document.ts';
import { firstPolicy, type Policy, type ProgramType } from '../../functions/policy/contract.ts';
import { aProfile } from '../onboarding/builders.ts';

const signer = (programType: ProgramType) =>
  aProfile({ programType, targetTier: programType === 'affiliate' ? 'Standard' : 'Registered' });
const document = (programType: ProgramType, policy: Policy = firstPolicy) =>
  documentFor(
    aProfile({ ...signer(programType), tier: undefined } as Partial<ReturnType<typeof aProfile>>),
    policy,
    'Acme Partners',
  );

describe('Each partnership type signs its own agreement', () => {
  test.each([
    ['affiliate', 'referral', 'referral-affiliate.v1', 'nothing'],
    ['channel', 'referral', 'referral-channel.v1', 'nothing'],
    ['integration', 'integration', 'integration.v1', 'integration'],
    ['co-marketing', 'strategic', 'strategic.v1', 'strategic'],
    ['strategic', 'strategic', 'strategic.v1', 'strategic'],
  ] as const)('%s: %s', (type, agreement, version, asksFor) => {
    expect(document(type)).toMatchObject({ agreement, version, asksFor });
  });

  test.each(['affiliate', 'channel', 'integration', 'co-marketing', 'strategic'] as const)(
    'that of %s has a value map, brand rules, prohibited tactics, and no gap in its text',
    (type) => {
      const { text, valueMap, brandRules, prohibitedTactics } = document(type);
      expect(Object.values(valueMap).every((entry) => entry.length > 10)).toBe(true);
      expect(brandRules).toEqual(firstPolicy.terms.brandRules);
      expect(prohibitedTactics).toEqual(firstPolicy.terms.prohibitedTactics);
      expect(text).not.toMatch(/undefined|NaN|\[object|\$\{/);
      expect(text).toContain('## Term');
    },
  );
});

describe('The terms that each agreement must state', () => {
  test.each([
    ['affiliate', ['25 %', '15 %', '12 months', '60 days', 'USD 50.00', 'worldwide', 'clawback', 'prohibited tactics']],
    ['channel', ['10 %', 'Registered', 'worldwide', 'USD 50.00', 'clawback', 'prohibited tactics']],
    [
      'integration',
      ['maintenance owner', 'OAuth 2.0', 'Exclusivity', 'quarterly', 'marketplace listing', 'revenue model'],
    ],
    ['strategic', ['sponsor', 'KPIs', 'Lead terms', 'Exclusivity', '12 months']],
  ] as const)('%s', (type, terms) => {
    const { text } = document(type);
    for (const term of terms) expect(text).toContain(term);
  });
});

describe('The hash stands for everything that is shown', () => {
  test('the same text has the same hash', () => {
    expect(document('affiliate').hash).toBe(document('affiliate').hash);
    expect(document('affiliate').hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ['a rate', { ...firstPolicy.terms, firstPaymentBp: 2_000 }],
    ['a prohibited tactic', { ...firstPolicy.terms, prohibitedTactics: ['Spam'] }],
    ['a brand rule', { ...firstPolicy.terms, brandRules: ['Ask first.'] }],
  ])('%s that changes gives another hash', (_label, terms) => {
    expect(document('affiliate', { ...firstPolicy, terms }).hash).not.toBe(document('affiliate').hash);
  });
});

describe('Numbers in words', () => {
  test.each([
    [2_500, '25 %'],
    [1_250, '12.5 %'],
    [5, '0.05 %'],
    [0, '0 %'],
    [10_000, '100 %'],
  ])('%i basis points are %s', (basisPoints, words) => {
    expect(percent(basisPoints)).toBe(words);
  });

  test.each([
    [5_000, 'USD', 'USD 50.00'],
    [5, 'EUR', 'EUR 0.05'],
    [5_000, 'JPY', 'JPY 5000'],
    [5_000, 'BHD', 'BHD 5.000'],
  ])('%i minor units of %s are %s', (minor, currency, words) => {
    expect(amount(minor, currency)).toBe(words);
  });
});
