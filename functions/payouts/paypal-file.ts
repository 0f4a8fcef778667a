import { stringify } from 'csv-stringify/sync';
import { decimalOf } from '../shared/money.ts';

/** PayPal takes files of this size. */
export const PAYPAL_FILE_PAYMENTS = 5_000;

export interface PayPalPayment {
  readonly email: string;
  readonly minor: number;
  readonly currency: string;
  /** At most 30 characters. */
  readonly providerKey: string;
  readonly note: string;
}

/**
 * PayPal's mass payment file: no header; receiver, amount, currency, unique id, note. What a spreadsheet would take for
 * a formula is made text [fault 39]; addresses that begin like one are refused where they are typed.
 */
export const payPalFile = (payments: readonly PayPalPayment[]): string =>
  stringify(
    payments.map(({ email, minor, currency, providerKey, note }) => [
      email,
      decimalOf({ minor, currency }),
      currency,
      providerKey,
      note.replaceAll(/[\r\n\t]+/g, ' '),
    ]),
    { escape_formulas: true, record_delimiter: 'windows' },
  );
