import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, type Known, wordsOf } from '../../functions/payouts/deciding.ts';
import { reservable, whyLapsed } from '../../functions/payouts/previewing.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';
import { aPayee, aPayout, aProfile, aTaxStatus, balances, known } from './builders.ts';

const NOW = '2027-03-05T09:00:00.000Z';
const payer = { name: 'Acme', iban: 'DE02120300000000202051', bic: 'BYLADEM1001' };
const policy = { ...firstPolicy, payouts: { ...firstPolicy.payouts, payer } };
const of = (payable: number, over: Partial<Known> = {}, currency = 'USD') =>
  decide({ currency, balances: balances({ payable }) }, known(over), policy, NOW);
const said = { by: 'x', byName: 'Noor', at: NOW, note: 'A look first.' };

describe('What a run does with a book', () => {
  test('pays all that is payable, from the minimum on [A6]', () => {
    expect(of(5_000)).toMatchObject({ state: 'proposed', minor: 5_000, reasons: [] });
    expect(of(4_999)).toMatchObject({ state: 'rolled-over', minor: 0 });
    expect(of(0)).toMatchObject({ state: 'rolled-over', minor: 0 });
  });

  test('pays nothing below zero: what comes next nets it [A5, fault 28]', () => {
    const decided = of(-1_200);
    expect(decided).toMatchObject({ state: 'negative', minor: 0, reasons: [] });
    expect(wordsOf(decided, 'USD', -1_200)).toBe(
      'Refunds came after you were paid: USD 12.00 is deducted from what you earn next. You need not pay anything back.',
    );
  });

  test('pays who has left any amount: the last payout ignores the minimum [L16]', () => {
    expect(of(1, { profile: aProfile({ stage: 'sunset' }) })).toMatchObject({
      state: 'proposed',
      minor: 1,
      last: true,
    });
    expect(of(0, { profile: aProfile({ stage: 'sunset' }) })).toMatchObject({ state: 'rolled-over' });
  });

  test.each([
    ['USD', 4_999, 'rolled-over'],
    ['JPY', 7_499, 'rolled-over'],
    ['JPY', 7_500, 'proposed'],
    ['SEK', 1, 'proposed'],
  ])('each currency has its own minimum, or none [Z1]: %s %i is %s', (currency, minor, state) => {
    expect(of(minor, {}, currency)).toMatchObject({ state });
  });

  test.each([
    ['HUF', 1_234_567, 1_234_500, 'proposed'],
    ['TWD', 99, 0, 'rolled-over'],
    ['USD', 5_055, 5_055, 'proposed'],
  ])('PayPal pays some currencies in whole units; the rest stays payable: %s %i', (currency, payable, minor, state) => {
    expect(of(payable, {}, currency)).toMatchObject({ minor, state });
  });

  test.each<[string, Partial<Known>, string]>([
    ['without a payout method', { payee: undefined }, 'no-method'],
    ['whose payment details were erased', { payee: aPayee({ erasedAt: NOW }) }, 'no-method'],
    ['by a rail that the program has not opened', { payee: aPayee({ rail: 'webhook' }) }, 'rail-closed'],
    ['without a verified address', { emailVerified: false }, 'email-not-verified'],
    ['without a tax form', { tax: undefined }, 'tax-form-missing'],
    ['whose tax form was only asked for', { tax: aTaxStatus({ state: 'requested' }) }, 'tax-form-missing'],
    ['whose W-8 has run out', { tax: aTaxStatus({ form: 'W-8BEN', validUntil: '2026-12-31' }) }, 'tax-form-expired'],
    ['admitted on condition', { profile: aProfile({ firstPayoutHeld: true }) }, 'first-payout'],
    [
      'released in an earlier run only',
      {
        profile: aProfile({ firstPayoutHeld: true, run: 2 }),
        standing: { type: 'PAYOUT-STANDING', partnerId: aProfile().partnerId, released: { ...said, run: 1 } },
      },
      'first-payout',
    ],
    [
      'under review',
      { standing: { type: 'PAYOUT-STANDING', partnerId: aProfile().partnerId, hold: said } },
      'under-review',
    ],
  ])('holds a partner %s, and loses nothing', (_, over, reason) => {
    expect(of(10_000, over)).toMatchObject({ state: 'held', minor: 10_000, reasons: [reason] });
  });

  test('says every reason at once, so that the partner need not come back for each', () => {
    const over = { payee: undefined, tax: undefined, emailVerified: false };
    expect(of(10_000, over).reasons).toEqual(['no-method', 'email-not-verified', 'tax-form-missing']);
  });

  test('holds a currency that PayPal does not carry', () => {
    expect(of(10_000, {}, 'INR')).toMatchObject({ state: 'held', reasons: ['currency-not-on-rail'] });
    expect(of(10_000, { payee: aPayee({ rail: 'bank' }) }, 'INR')).toMatchObject({ state: 'proposed' });
  });

  test('never pays more than is payable, nor anything while a reason holds [I6]', () => {
    const amounts = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(amounts, fc.boolean(), fc.boolean(), (payable, verified, left) => {
        const stage = left ? 'withdrawn' : 'Scale';
        const decided = of(payable, { emailVerified: verified, profile: aProfile({ stage }) });
        expect(decided.minor).toBeLessThanOrEqual(Math.max(0, payable));
        if (decided.state === 'proposed') expect(verified && payable > 0).toBe(true);
      }),
    );
  });
});

describe('What is reserved of an approved payout', () => {
  test.each([
    ['all of it', 10_000, 10_000],
    ['never more than was approved', 12_000, 10_000],
    ['what a refund since has left', 7_000, 7_000],
    ['nothing below the minimum', 4_999, 0],
    ['nothing of a debt', -100, 0],
  ])('%s', (_, payable, minor) => {
    expect(reservable(aPayout({ minor: 10_000 }), payable)).toBe(minor);
  });

  test('nothing once somebody holds the partner, or its details are gone', () => {
    const hold = { type: 'PAYOUT-STANDING', partnerId: aProfile().partnerId, hold: said } as const;
    expect(whyLapsed(aPayout(), known())).toBeUndefined();
    expect(whyLapsed(aPayout(), known({ standing: hold }))).toEqual({
      note: 'Held for review: A look first.',
      reason: 'under-review',
    });
    expect(whyLapsed(aPayout(), known({ payee: aPayee({ erasedAt: NOW }) }))).toEqual({
      note: 'The payment details are gone.',
    });
  });
});
