import type { Payee, PayeeRecord, Rail } from './contract.ts';

/** Currencies that PayPal pays out. */
const PAYPAL = new Set(
  'AUD BRL CAD CNY CZK DKK EUR HKD HUF ILS JPY MYR MXN TWD NZD NOK PHP PLN GBP SGD SEK CHF THB USD'.split(' '),
);

/** Can this rail carry this currency? Banks and the payout service say so themselves. */
export const carries = (rail: Rail, currency: string): boolean => rail !== 'paypal' || PAYPAL.has(currency);

const dots = '••••';

/** Enough to recognise, too little to use. */
export const masked = (payee: Payee): string => {
  switch (payee.rail) {
    case 'paypal': {
      const at = payee.email.lastIndexOf('@');
      return `${payee.email.slice(0, 1)}${dots}${payee.email.slice(at)}`;
    }
    case 'bank':
      return `${payee.iban.slice(0, 2)} ${dots} ${payee.iban.slice(-4)}`;
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
      return `bank:${payee.iban}`;
    case 'webhook':
      return `webhook:${payee.account}`;
  }
};

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
