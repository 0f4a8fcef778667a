import { countrySpecs, isValidIBAN } from 'ibantools';
import * as z from 'zod';
import { line } from '../shared/text.ts';

const compact = z
  .string()
  .max(60)
  .transform((text) => text.replaceAll(/[\s-]/g, '').toUpperCase());
const like = (form: RegExp, sentence: string) => compact.pipe(z.string().regex(form, sentence));

export const country = z.string().regex(/^[A-Z]{2}$/, 'must be a country code of two letters, like DE');
const bic = like(/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'must have 8 or 11 characters');

/**
 * The check digit of a US routing number (ABA): weights 3, 7, 1, and the sum a multiple of ten. The first two digits are
 * of a Federal Reserve district, a thrift, an electronic number or a traveller's cheque.
 */
export const isRoutingNumber = (digits: string): boolean => {
  const of = [...digits].map(Number);
  const sum = of.reduce((total, digit, place) => total + digit * ([3, 7, 1][place % 3] ?? 1), 0);
  const district = Number(digits.slice(0, 2));
  const known = district <= 12 || (district >= 21 && district <= 32) || (district >= 61 && district <= 72);
  return /^\d{9}$/.test(digits) && sum > 0 && sum % 10 === 0 && (known || district === 80);
};

/** In this country an account is named in another way than BIC and number; undefined where it is not. */
const elsewhere = (of: string): string | undefined => {
  const at = of.slice(4, 6);
  if (at === 'US') return 'is of a bank in the US: choose a US account, with its routing number';
  return Object.entries(countrySpecs).find(([code]) => code === at)?.[1].IBANRegistry
    ? `is of a bank in ${at}, where accounts have an IBAN: give that`
    : undefined;
};

/** Banks want to know where the payee of a transfer abroad lives: street, town and country. */
const address = {
  street: line(70),
  postCode: line(16).optional(),
  town: line(35),
  country,
};
const bank = { rail: z.literal('bank'), name: line(70) } as const;

/** A bank account as typed. Digits that have a check are checked: IBAN and US routing number; UK numbers have none of their own. */
export const typedAccount = z.discriminatedUnion('by', [
  z.strictObject({
    ...bank,
    by: z.literal('iban').optional(),
    iban: compact.refine((iban) => isValidIBAN(iban), 'is not an IBAN: a digit or letter may be mistyped'),
    bic: bic.optional(),
    country,
  }),
  z.strictObject({
    ...bank,
    by: z.literal('us'),
    routing: compact.refine(isRoutingNumber, 'is no routing number of 9 digits: a digit may be mistyped'),
    account: like(/^\d{4,17}$/, 'must have 4 to 17 digits'),
    ...address,
  }),
  z.strictObject({
    ...bank,
    by: z.literal('uk'),
    sortCode: like(/^\d{6}$/, 'must have 6 digits, like 20-00-00'),
    account: like(/^\d{8}$/, 'must have 8 digits; put zeros before a shorter one'),
    ...address,
  }),
  z.strictObject({
    ...bank,
    by: z.literal('bic'),
    bic: bic.superRefine((of, context) => {
      const message = elsewhere(of);
      if (message) context.addIssue({ code: 'custom', message });
    }),
    account: like(/^[A-Z0-9]{3,34}$/, 'must have 3 to 34 letters and digits'),
    ...address,
  }),
]);

const text = z.string();
const kept = { rail: z.literal('bank'), name: text, country: text } as const;
const keptAddress = { street: text, postCode: text.optional(), town: text } as const;

/** The same as it lies in the table. */
export const account = z.discriminatedUnion('by', [
  z.strictObject({ ...kept, by: z.literal('iban').optional(), iban: text, bic: text.optional() }),
  z.strictObject({ ...kept, ...keptAddress, by: z.literal('us'), routing: text, account: text }),
  z.strictObject({ ...kept, ...keptAddress, by: z.literal('uk'), sortCode: text, account: text }),
  z.strictObject({ ...kept, ...keptAddress, by: z.literal('bic'), bic: text, account: text }),
]);
export type Account = z.infer<typeof account>;
