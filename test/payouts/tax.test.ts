import { describe, expect, test } from 'vitest';
import type { Payment } from '../../functions/payouts/contract.ts';
import { reportable, taxStateOf, thresholdOf, validUntil, yearRows, yearTotals } from '../../functions/payouts/tax.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';
import { aTaxStatus, PARTNER } from './builders.ts';

const payment = (over: Partial<Payment> = {}): Payment => ({
  type: 'PAYMENT',
  year: '2027',
  partnerId: PARTNER,
  batchId: '2027-03',
  currency: 'USD',
  minor: 100_000,
  paidOn: '2027-03-08',
  rail: 'bank',
  ...over,
});
const is = (payments: readonly Payment[], form?: 'W-9' | 'W-8BEN', year = '2027') =>
  reportable(yearTotals(payments), form, year, firstPolicy).reportable;

describe('A tax form', () => {
  test.each([
    ['W-9', '2027-03-01', undefined],
    ['W-8BEN', '2027-01-01', '2030-12-31'],
    ['W-8BEN-E', '2027-12-31', '2030-12-31'],
  ] as const)('%s signed on %s lasts until %s', (form, signedOn, until) => {
    expect(validUntil(form, signedOn)).toBe(until);
  });

  test('is none, requested, received or expired', () => {
    expect(taxStateOf(undefined, '2027-03-01')).toBe('none');
    expect(taxStateOf(aTaxStatus({ state: 'requested' }), '2027-03-01')).toBe('requested');
    expect(taxStateOf(aTaxStatus({ validUntil: '2027-12-31' }), '2027-12-31')).toBe('received');
    expect(taxStateOf(aTaxStatus({ validUntil: '2027-12-31' }), '2028-01-01')).toBe('expired');
  });
});

describe("A year's payments", () => {
  test.each([
    ['received', 'no'],
    ['requested', 'look'],
  ] as const)('a W-8 that is %s: reported %s', (state, answer) => {
    const known = new Map([[PARTNER, { company: 'Elm', tax: aTaxStatus({ form: 'W-8BEN', state }) }]]);
    expect(yearRows([payment({ minor: 500_000 })], known, '2027', firstPolicy)).toMatchObject([{ reportable: answer }]);
  });

  test('are reported from $600 before 2026, and from $2,000 since', () => {
    expect(thresholdOf('2025', firstPolicy)).toBe(60_000);
    expect(thresholdOf('2026', firstPolicy)).toBe(200_000);
    expect(thresholdOf('2027', firstPolicy)).toBe(200_000);
    expect(is([payment({ minor: 60_000 })], 'W-9', '2025')).toBe('yes');
    expect(is([payment({ minor: 199_999 })], 'W-9')).toBe('no');
    expect(is([payment({ minor: 200_000 })], 'W-9')).toBe('yes');
  });

  test('are summed by currency and rail, and what came back is not among them', () => {
    const all = [payment(), payment(), payment({ currency: 'EUR' }), payment({ returnedOn: '2027-04-01' })];
    expect(yearTotals(all)).toEqual([
      { currency: 'EUR', rail: 'bank', payouts: 1, minor: 100_000 },
      { currency: 'USD', rail: 'bank', payouts: 2, minor: 200_000 },
    ]);
  });

  test('count other currencies at the rate of the policy, for the threshold alone [Z1]', () => {
    expect(is([payment({ currency: 'EUR', minor: 185_184 })], 'W-9')).toBe('no');
    expect(is([payment({ currency: 'EUR', minor: 185_185 })], 'W-9')).toBe('yes');
    expect(is([payment({ currency: 'THB' })], 'W-9')).toBe('look');
  });

  test('are not reported of who is no US person, nor what PayPal reports itself; without a form somebody looks', () => {
    const much = [payment({ minor: 900_000 })];
    expect(is(much, 'W-8BEN')).toBe('no');
    expect(is([payment({ minor: 900_000, rail: 'paypal' })], 'W-9')).toBe('no');
    expect(is(much)).toBe('look');
  });
});
