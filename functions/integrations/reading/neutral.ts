import * as z from 'zod';
import { currencyCode, minorUnits } from '../../shared/money.ts';
import { emailAddress, instant, line } from '../../shared/text.ts';

export const tool = z.enum(['partnerstack', 'rewardful', 'firstpromoter', 'dub']);
export type Tool = z.infer<typeof tool>;
export const kind = z.enum(['partners', 'links', 'customers', 'commissions']);
export type Kind = z.infer<typeof kind>;

/** An id of the other tool: printable, without spaces; `~` joins two of them in a key. */
export const outsideId = z.string().regex(/^[\x21-\x7d]{1,80}$/, 'must be 1 to 80 printable characters without spaces');

/** Which partner of the other tool is meant: by its id there, its address, or both. */
const meant = { partner: outsideId.optional(), partnerEmail: emailAddress.optional() };
const namesOne = (row: { partner?: string | undefined; partnerEmail?: string | undefined }): boolean =>
  row.partner !== undefined || row.partnerEmail !== undefined;
const NAMELESS = 'has neither the id nor the address of its partner';

export const partnerRow = z.strictObject({
  /** Row of the file; the header is row 1. */
  row: z.int(),
  externalId: outsideId,
  email: emailAddress,
  name: line(100),
  company: line(120).optional(),
  website: line(300).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters')
    .optional(),
  joinedAt: instant.optional(),
});
export type PartnerRow = z.infer<typeof partnerRow>;

export const linkRow = z
  .strictObject({ row: z.int(), code: outsideId, destination: line(500).optional(), ...meant })
  .refine(namesOne, NAMELESS);
export type LinkRow = z.infer<typeof linkRow>;

export const customerRow = z
  .strictObject({ row: z.int(), externalId: outsideId, since: instant.optional(), ...meant })
  .refine(namesOne, NAMELESS);
export type CustomerRow = z.infer<typeof customerRow>;

/** How far a commission had come. What is void over there earns nothing here. */
export const commissionState = z.enum(['pending', 'due', 'paid', 'void']);
export type CommissionState = z.infer<typeof commissionState>;

export const commissionRow = z
  .strictObject({
    row: z.int(),
    externalId: outsideId,
    /** The provider's payment id, where the file tells it [A11]. */
    sale: outsideId.optional(),
    customer: outsideId.optional(),
    /** What the partner earned, in minor units of `currency`; below zero it is taken back. */
    minor: minorUnits.refine((minor) => minor !== 0, 'earns nothing'),
    /** What the customer paid. */
    saleMinor: minorUnits.optional(),
    currency: currencyCode,
    state: commissionState,
    occurredAt: instant,
    dueAt: instant.optional(),
    paidAt: instant.optional(),
    ...meant,
  })
  .refine(namesOne, NAMELESS);
export type CommissionRow = z.infer<typeof commissionRow>;

export const rowSchemas = {
  partners: partnerRow,
  links: linkRow,
  customers: customerRow,
  commissions: commissionRow,
} as const;

export interface Refused {
  readonly row: number;
  readonly reason: string;
}

/** What is not told by the file. */
export interface Options {
  /** Of amounts without a currency of their own. */
  readonly currency?: string | undefined;
  /** Unless told, by what the tool writes: integers of the smallest unit in JSON, decimals in CSV. */
  readonly amounts?: 'minor' | 'decimal' | undefined;
  /** What comes first in dates of numbers alone; unless told, what the file itself shows. */
  readonly dates?: 'day-first' | 'month-first' | undefined;
  /** Of dates without a zone. */
  readonly timeZone: string;
}
