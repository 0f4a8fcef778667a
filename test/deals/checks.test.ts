import { describe, expect, test } from 'vitest';
import { checkAll, isClean, type Known, verdictOf } from '../../functions/deals/checks.ts';

const NOW = '2027-03-01T10:00:00.000Z';
const certificate = (over: object = {}): Known['certificates'][number] => ({
  type: 'CERTIFICATE',
  partnerId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  run: 1,
  personId: '01ARZ3NDEKTSV4RRFFQ69G5FA1',
  track: 'sales',
  issuedAt: '2026-06-01T10:00:00.000Z',
  expiresOn: '2027-06-01T10:00:00.000Z',
  expiryDate: '2027-06-01',
  state: 'current',
  ...over,
});
const known = (over: Partial<Known> = {}): Known => ({
  partnerId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  now: NOW,
  customer: { claim: undefined, places: [], direct: [] },
  territory: 'worldwide',
  verticals: [],
  country: undefined,
  industry: undefined,
  certificates: [certificate()],
  open: 0,
  limit: 5,
  tier: 'Registered',
  ...over,
});
const says = (check: string, over: Partial<Known>) => checkAll(known(over)).find((one) => one.check === check);

test('A registration that nothing is found against is clean', () => {
  expect(isClean(checkAll(known()))).toBe(true);
  expect(verdictOf(checkAll(known()))).toBe('review');
});

describe('Territory and verticals of the agreement [D2]', () => {
  test.each([
    ['inside the countries', { territory: 'DE, AT, CH', country: 'AT' }, 'passes', 'Within your agreement'],
    ['outside them', { territory: 'DE, AT, CH', country: 'FR' }, 'review', 'FR is outside your agreement'],
    ['no country told', { territory: 'DE, AT, CH' }, 'not-run', 'you did not say where the customer is'],
    ['worldwide', { territory: 'Worldwide', country: 'FR' }, 'passes', 'all industries'],
    ['its industry', { verticals: ['Software'], industry: 'software' }, 'passes', 'Within your agreement'],
    ['another industry', { verticals: ['Software'], industry: 'Retail' }, 'review', 'Retail is outside your agreement'],
    ['no industry told', { verticals: ['Software'] }, 'not-run', 'you did not say in which industry'],
    [
      'the industry, but another country',
      { territory: 'DE', country: 'FR', verticals: ['Software'], industry: 'Software' },
      'review',
      'FR is outside',
    ],
  ] as const)('%s', (_, over, verdict, because) => {
    expect(says('territory', over)).toMatchObject({ says: verdict, because: expect.stringContaining(because) });
    // What could not be looked at is not clean either: a person decides.
    expect(isClean(checkAll(known(over)))).toBe(verdict === 'passes');
    expect(verdictOf(checkAll(known(over)))).toBe('review');
  });
});

describe('The sales certificate [D2]', () => {
  test.each([
    ['expires later', certificate({ expiresOn: '2027-03-01T10:00:00.001Z' }), 'passes'],
    ['expires in this moment', certificate({ expiresOn: NOW }), 'blocks'],
    ['is marked as expired', certificate({ state: 'expired' }), 'blocks'],
    ['is a technical one', certificate({ track: 'technical' }), 'blocks'],
  ])('that %s: %s', (_, only, verdict) => {
    expect(says('certificate', { certificates: [only] })?.says).toBe(verdict);
    const all = checkAll(known({ certificates: [only] }));
    expect(verdictOf(all)).toBe(verdict === 'blocks' ? 'blocked' : 'review');
  });

  test('of one person is enough, though that of another has expired', () => {
    const certificates = [certificate({ state: 'expired' }), certificate({ expiryDate: '2027-05-01' })];
    expect(says('certificate', { certificates })).toMatchObject({ says: 'passes' });
  });
});

test('The limit of open deals blocks the one above it, and blocked stands above a conflict', () => {
  expect(says('limit', { open: 4 })?.says).toBe('passes');
  expect(says('limit', { open: 5 })?.says).toBe('blocks');
  const claim = { type: 'CUSTOMER-CLAIM', dealId: 'D', partnerId: 'other', registeredAt: NOW } as const;
  const taken = { claim, places: [], direct: [] };
  expect(verdictOf(checkAll(known({ customer: taken })))).toBe('conflict');
  expect(verdictOf(checkAll(known({ customer: taken, open: 5 })))).toBe('blocked');
});
