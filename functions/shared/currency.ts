/** An amount: integer minor units of an ISO 4217 currency [A4]. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** Currencies of ISO 4217 whose minor unit is not a hundredth. */
const DIGITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  ...Object.fromEntries('CLF UYW'.split(' ').map((code) => [code, 4])),
};
/** Codes that have other decimals than two. */
export const oddCurrencies: readonly string[] = Object.keys(DIGITS);

/** Decimals of the minor unit: 2 for USD, 0 for JPY, 3 for BHD. */
export const digitsOf = (currency: string): number => DIGITS[currency] ?? 2;

/** The largest amount the program handles, either way: 10^13 minor units. */
export const LARGEST_MINOR = 10_000_000_000_000;

/** As a decimal text without grouping, for files: `-12.30`, `1000` (JPY), `1.234` (BHD). */
export const decimalOf = ({ minor, currency }: Money): string => {
  const digits = digitsOf(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
};

/** For people, with grouping and code: `USD 1,234.50`. */
export const moneyText = (amount: Money): string => {
  const decimal = decimalOf(amount);
  const [whole = '', rest] = decimal.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${decimal.startsWith('-') ? '-' : ''}${amount.currency} ${grouped}${rest === undefined ? '' : `.${rest}`}`;
};

/**
 * Minor units of a decimal text with a point and at most the currency's decimals: `"1234.50"` USD is 123450.
 * Undefined for anything else: grouping, exponents, signs other than a leading minus, too many decimals, too large.
 */
export const minorOf = (decimal: string, currency: string): number | undefined => {
  const digits = digitsOf(currency);
  const found = /^(-?)(\d{1,14})(?:\.(\d+))?$/.exec(decimal);
  if (!found || (found[3]?.length ?? 0) > digits) return undefined;
  const minor = Number(`${found[2]}${(found[3] ?? '').padEnd(digits, '0')}`);
  if (minor > LARGEST_MINOR) return undefined;
  return found[1] ? 0 - minor : minor;
};
