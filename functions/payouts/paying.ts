import { isSEPACountry } from 'ibantools';
import type { Account } from './accounts.ts';
import type { Payee, PayeeRecord, Rail } from './contract.ts';

/** Currencies that PayPal pays out. */
const PAYPAL = new Set(
  'AUD BRL CAD CNY CZK DKK EUR HKD HUF ILS JPY MYR MXN TWD NZD NOK PHP PLN GBP SGD SEK CHF THB USD'.split(' '),
);

/** Can this rail carry this currency? Banks and the payout service say so themselves. */
export const carries = (rail: Rail, currency: string): boolean => rail !== 'paypal' || PAYPAL.has(currency);

/** Currencies with two decimals by ISO 4217 that PayPal pays in whole units alone. */
const WHOLE_ON_PAYPAL = new Set(['HUF', 'TWD']);
const A_UNIT = 100;

/** What of an amount this rail can carry: the rest stays payable, and goes with a later payout. */
export const payableOn = (rail: Rail | undefined, currency: string, minor: number): number =>
  rail === 'paypal' && WHOLE_ON_PAYPAL.has(currency) ? minor - (minor % A_UNIT) : minor;

const numberOf = (to: Account): string => ('iban' in to ? to.iban : to.account);

/** The country of the bank. */
const placeOf = (to: Account): string => {
  switch (to.by) {
    case 'us':
      return 'US';
    case 'uk':
      return 'GB';
    case 'bic':
      return to.bic.slice(4, 6);
    default:
      return to.iban.slice(0, 2);
  }
};

/** Bank and number of an account without IBAN. */
const keyOf = (to: Exclude<Account, { iban: string }>): string => {
  switch (to.by) {
    case 'us':
      return `us:${to.routing}:${to.account}`;
    case 'uk':
      return `uk:${to.sortCode}:${to.account}`;
    case 'bic':
      return `${to.bic.slice(0, 8)}:${to.account}`;
  }
};

/** No SEPA transfer reaches an account without IBAN, or in a country that takes no part. */
export const isOutsideSepa = (payee: Payee): boolean =>
  payee.rail === 'bank' && !('iban' in payee && isSEPACountry(payee.iban.slice(0, 2)));

const dots = '••••';

/** Enough to recognise, too little to use. */
export const masked = (payee: Payee): string => {
  switch (payee.rail) {
    case 'paypal': {
      const at = payee.email.lastIndexOf('@');
      return `${payee.email.slice(0, 1)}${dots}${payee.email.slice(at)}`;
    }
    case 'bank':
      return `${placeOf(payee)} ${dots} ${numberOf(payee).slice(-4)}`;
    case 'webhook':
      return `${payee.account.slice(0, 2)}${dots}`;
  }
};

/** What makes two accounts the same one, however they were typed [F1]. */
export const accountOf = (payee: Payee): string => {
  switch (payee.rail) {
    case 'paypal':
      return `paypal:${payee.email.toLowerCase()}`;
    case 'bank':
      return `bank:${'iban' in payee ? payee.iban : keyOf(payee)}`;
    case 'webhook':
      return `webhook:${payee.account}`;
  }
};

/** What is kept beside the details themselves: enough to recognise, compare and plan files. */
export const payeeRecord = (
  payee: Payee,
  of: Pick<PayeeRecord, 'partnerId' | 'version' | 'accountHash' | 'changedAt'>,
): PayeeRecord => ({
  type: 'PAYEE',
  ...of,
  rail: payee.rail,
  masked: masked(payee),
  ...(isOutsideSepa(payee) ? { outsideSepa: true } : {}),
});

/** The account without the name of its rail. */
export const plain = (account: string): string => account.slice(account.indexOf(':') + 1);

export const railNames: Readonly<Record<Rail, string>> = {
  paypal: 'PayPal',
  bank: 'bank transfer',
  webhook: 'our payout service',
};

/** What a partner is shown of its payout method. */
export const methodOf = ({ rail, masked: shown, changedAt }: Pick<PayeeRecord, 'rail' | 'masked' | 'changedAt'>) => ({
  rail,
  masked: shown,
  changedAt,
});
