import * as z from 'zod';
import { currencyCode } from '../../shared/money.ts';
import { amountMinor } from './vocabulary.ts';

const hours = z.int().min(1).max(1_000);

/** Payouts: when, from what amount on, by which rails, and what must be there before [A6, A14]. */
export const payoutRules = z.strictObject({
  /** Day of the month on which that month's run starts; later where the day was missed. */
  dayOfMonth: z.int().min(1).max(28),
  /**
   * The least that is paid, by currency; the reporting currency's is `terms.payoutMinimumMinor`. A currency without one
   * is paid at any amount [Z1].
   */
  minimumMinor: z.partialRecord(currencyCode, amountMinor),
  /** The program's account that bank transfers come from; null: no bank transfers yet. */
  payer: z
    .strictObject({
      name: z.string().min(1).max(70),
      iban: z.string().regex(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/, 'must be an IBAN without blanks'),
      bic: z.string().regex(/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'must be a BIC of 8 or 11 characters'),
    })
    .nullable(),
  /** The program's own payout service, for everything that is neither PayPal nor a bank; null: there is none. */
  webhookUrl: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable(),
  /** No payout without a tax form that is in force. */
  taxFormsRequired: z.boolean(),
  /** How a partner hands its tax form in, in a sentence. The form itself is never kept here. */
  taxFormsTo: z.string().min(1).max(500),
  /** From which sum on a calendar year's payments are reported on form 1099-NEC, in US cents, by date of payment. */
  reportable: z
    .array(z.strictObject({ from: z.iso.date(), usdCents: amountMinor }))
    .min(1)
    .max(20),
  approval: z.strictObject({ remindAfterHours: hours, escalateAfterHours: hours, cancelAfterHours: hours }),
  /** Results of a run that stay out: reminded, and again. */
  results: z.strictObject({ remindAfterHours: hours, againAfterHours: hours }),
});

export const firstPayoutRules: z.infer<typeof payoutRules> = {
  dayOfMonth: 5,
  minimumMinor: { EUR: 5_000, GBP: 4_000, CHF: 5_000, CAD: 6_000, AUD: 7_500, JPY: 7_500 },
  payer: null,
  webhookUrl: null,
  taxFormsRequired: true,
  taxFormsTo: 'Send the signed form to the finance team through the upload link they give you. Never by e-mail.',
  reportable: [
    { from: '1970-01-01', usdCents: 60_000 },
    { from: '2026-01-01', usdCents: 200_000 },
  ],
  approval: { remindAfterHours: 24, escalateAfterHours: 24, cancelAfterHours: 120 },
  results: { remindAfterHours: 72, againAfterHours: 168 },
};
