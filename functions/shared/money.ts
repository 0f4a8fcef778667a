import * as z from 'zod';
import { LARGEST_MINOR, oddCurrencies } from './currency.ts';

export { decimalOf, digitsOf, LARGEST_MINOR, type Money, minorOf, moneyText } from './currency.ts';

const known = new Set([...Intl.supportedValuesOf('currency'), ...oddCurrencies]);

/** ISO 4217 code [A4]. */
export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be a currency code of three capital letters, like USD')
  .refine((code) => known.has(code), 'is not a currency of ISO 4217');

/** Integer minor units, positive or negative. */
export const minorUnits = z.int().min(-LARGEST_MINOR).max(LARGEST_MINOR);
/** Integer minor units of something received or paid, at least 0. */
export const minorPaid = z.int().min(0).max(LARGEST_MINOR);

const ALL_BP = 10_000;
/** Products up to here are exact as numbers. */
const EXACT_MINOR = Math.floor(Number.MAX_SAFE_INTEGER / ALL_BP);

/**
 * `rateBp` basis points of `minor`, rounded once: to the nearest minor unit, halves away from zero [A4].
 * The one rounding rule of the program.
 */
export const shareOf = (minor: number, rateBp: number): number => {
  if (rateBp > ALL_BP || minor > EXACT_MINOR || minor < -EXACT_MINOR) return ratioOf(minor, rateBp, ALL_BP);
  const product = Math.abs(minor) * rateBp;
  const rest = product % ALL_BP;
  const whole = (product - rest) / ALL_BP + (2 * rest >= ALL_BP ? 1 : 0);
  return minor < 0 ? 0 - whole : whole;
};

/** `minor` x `numerator` / `denominator` by the same rule; `denominator` > 0, `numerator` >= 0, all integers. */
export const ratioOf = (minor: number, numerator: number, denominator: number): number => {
  const product = BigInt(Math.abs(minor)) * BigInt(numerator);
  const whole = Number((2n * product + BigInt(denominator)) / (2n * BigInt(denominator)));
  return minor < 0 ? 0 - whole : whole;
};

/**
 * Splits `minor` in proportion to `weights` (integers >= 0, at least one above 0) by largest remainder: the parts sum
 * to `minor` exactly, and of equal remainders the earlier part gets the unit.
 */
export const split = (minor: number, weights: readonly number[]): readonly number[] => {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total <= 0n) throw new RangeError('A split needs a weight above zero.');
  const amount = BigInt(Math.abs(minor));
  const shares = weights.map((weight, index) => {
    const product = amount * BigInt(weight);
    return { index, whole: product / total, rest: product % total };
  });
  const left = Number(amount - shares.reduce((sum, { whole }) => sum + whole, 0n));
  const first = new Set(
    shares
      .toSorted((one, other) => (one.rest === other.rest ? one.index - other.index : one.rest > other.rest ? -1 : 1))
      .slice(0, left)
      .map(({ index }) => index),
  );
  return shares.map(({ index, whole }) => {
    const part = Number(whole) + (first.has(index) ? 1 : 0);
    return minor < 0 ? 0 - part : part;
  });
};
