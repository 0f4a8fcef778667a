import * as z from 'zod';
import { currencyCode, ratioOf } from '../../shared/money.ts';
import { amountMinor, days } from './vocabulary.ts';

const MILLION = 1_000_000;
const WAITING_DAYS = 4;

/** Thresholds, and how other currencies compare with them [Z1]. Nothing is ever paid or summed at these rates. */
export const moneyRules = z.strictObject({
  /** Minor units of the reporting currency for a million minor units of another. One that is missing is above every limit. */
  ratesPerMillion: z.partialRecord(currencyCode, z.int().min(1).max(1_000_000_000_000)),
  /** Above these amounts of the reporting currency a second person decides too [A14]. */
  secondPersonAbove: z.strictObject({ payoutBatchMinor: amountMinor, adjustmentMinor: amountMinor }),
  /** Refunds without their sale and halves of payments are told to ops after so many days; providers try again for three. */
  waitingDays: days.default(WAITING_DAYS),
});
export type MoneyRules = z.infer<typeof moneyRules>;

export const firstMoneyRules: MoneyRules = {
  ratesPerMillion: {
    EUR: 1_080_000,
    GBP: 1_270_000,
    CHF: 1_120_000,
    CAD: 730_000,
    AUD: 660_000,
    SEK: 95_000,
    DKK: 145_000,
    NOK: 94_000,
    PLN: 250_000,
    INR: 12_000,
    JPY: 670_000,
  },
  secondPersonAbove: { payoutBatchMinor: 1_000_000, adjustmentMinor: 50_000 },
  waitingDays: WAITING_DAYS,
};

type OfPolicy = { readonly money: MoneyRules; readonly calendar: { readonly reportingCurrency: string } };
type Amount = { readonly minor: number; readonly currency: string };

/** The size of an amount in the reporting currency, rounded; undefined without a rate. For thresholds only [Z1]. */
const sizeOf = ({ minor, currency }: Amount, policy: OfPolicy): number | undefined => {
  if (currency === policy.calendar.reportingCurrency) return Math.abs(minor);
  const rate = policy.money.ratesPerMillion[currency];
  return rate === undefined ? undefined : ratioOf(Math.abs(minor), rate, MILLION);
};

/**
 * Are amounts, taken together, above a limit in the reporting currency? One without a rate always is. The sum exists
 * for this comparison alone: nothing is paid, posted or shown at these rates [Z1].
 */
export const areAbove = (limitMinor: number, amounts: readonly Amount[], policy: OfPolicy): boolean => {
  const sizes = amounts.flatMap((amount) => sizeOf(amount, policy) ?? []);
  return sizes.length < amounts.length || sizes.reduce((sum, size) => sum + size, 0) > limitMinor;
};

/** Is one amount, either way, above a limit in the reporting currency? One without a rate always is [Z1]. */
export const isAbove = (limitMinor: number, amount: Amount, policy: OfPolicy): boolean =>
  areAbove(limitMinor, [amount], policy);
