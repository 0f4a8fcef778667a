import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  currencyCode,
  decimalOf,
  LARGEST_MINOR,
  minorOf,
  moneyText,
  ratioOf,
  shareOf,
  split,
} from '../../functions/shared/money.ts';

const amount = fc.integer({ min: -LARGEST_MINOR, max: LARGEST_MINOR });
const weights = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 12 });

/** Halves away from zero, in whole numbers of any size. */
const oracle = (minor: number, rateBp: number): number => {
  const product = BigInt(minor) * BigInt(rateBp);
  const size = product < 0n ? -product : product;
  const whole = size / 10_000n + ((size % 10_000n) * 2n >= 10_000n ? 1n : 0n);
  return Number(product < 0n ? -whole : whole);
};

describe('A rate of an amount', () => {
  test.each([
    ['19.99 at 25 %', 1_999, 2_500, 500],
    ['half a cent goes up', 1_001, 500, 50],
    ['exactly a half goes away from zero', 10, 500, 1],
    ['of a refund too', -10, 500, -1],
    ['just below a half goes down', 9, 500, 0],
    ['nothing', 0, 2_500, 0],
  ])('%s', (_, minor, rateBp, expected) => {
    expect(shareOf(minor, rateBp)).toBe(expected);
  });

  it('is exact for every amount and rate', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 20_000 }), (minor, rateBp) => {
        expect(shareOf(minor, rateBp) + 0).toBe(oracle(minor, rateBp) + 0);
        expect(ratioOf(minor, rateBp, 10_000) + 0).toBe(oracle(minor, rateBp) + 0);
      }),
    );
  });
});

describe('A split', () => {
  it('sums to the amount, to the unit, and no part is off by more than one', () => {
    fc.assert(
      fc.property(amount, weights, (minor, parts) => {
        fc.pre(parts.some((part) => part > 0));
        const shares = split(minor, parts);
        expect(shares.reduce((sum, share) => sum + BigInt(share), 0n)).toBe(BigInt(minor));
        const total = parts.reduce((sum, part) => sum + part, 0);
        for (const [index, share] of shares.entries()) {
          const exact = (BigInt(minor) * BigInt(parts[index] ?? 0)) / BigInt(total);
          expect(Math.abs(Number(BigInt(share) - exact))).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('gives the left-over cent of a third to the first', () => {
    expect(split(10_000, [3_333, 3_333, 3_333])).toEqual([3_334, 3_333, 3_333]);
  });
});

describe('Amounts in words', () => {
  test.each([
    [{ minor: 123_450, currency: 'USD' }, '1234.50', 'USD 1,234.50'],
    [{ minor: -5, currency: 'EUR' }, '-0.05', '-EUR 0.05'],
    [{ minor: 1_000, currency: 'JPY' }, '1000', 'JPY 1,000'],
    [{ minor: 1_234, currency: 'BHD' }, '1.234', 'BHD 1.234'],
  ])('%o', (given, decimal, words) => {
    expect(decimalOf(given)).toBe(decimal);
    expect(moneyText(given)).toBe(words);
    expect(minorOf(decimal, given.currency)).toBe(given.minor);
  });

  test.each(['12.345', '1,234.56', '1e5', 'NaN', '', '.5', '5.', '+5', '99999999999999999', '12 '])(
    '%j is no amount of dollars',
    (text) => expect(minorOf(text, 'USD')).toBeUndefined(),
  );

  it('knows the currencies of ISO 4217 and no others', () => {
    expect(currencyCode.safeParse('USD').success).toBe(true);
    expect(currencyCode.safeParse('ZZZ').success).toBe(false);
    expect(currencyCode.safeParse('usd').success).toBe(false);
  });
});
