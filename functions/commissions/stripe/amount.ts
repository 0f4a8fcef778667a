import { digitsOf, ratioOf } from '../../shared/money.ts';

/**
 * Decimals by which Stripe counts, where they are not those of ISO 4217: it sends kronur and Ugandan shillings as if they
 * had hundredths, and ariary without (docs.stripe.com/currencies).
 */
const STRIPE_DIGITS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** An amount of Stripe's, in minor units of ISO 4217 [A4]. */
export const minorOfStripe = (amount: number, currency: string): number => {
  const digits = digitsOf(currency);
  return ratioOf(amount, 10 ** digits, 10 ** (STRIPE_DIGITS[currency] ?? digits));
};
