import * as z from 'zod';
import { partnerTier, programType } from '../../policy/contract.ts';
import { currencyCode, minorUnits } from '../../shared/money.ts';
import { instant } from '../../shared/text.ts';
import { commissionState, kind, outsideId, partnerRow, tool } from '../reading/neutral.ts';

export const importId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'must be an id of 26 letters and digits');

const dateOrder = z.enum(['day-first', 'month-first']);

/** What the file does not tell, and what ops choose. */
export const importOptions = z.strictObject({
  /** Of amounts without a currency of their own. */
  currency: currencyCode.optional(),
  /** How amounts are written; unless told, decimals in CSV and integers of the smallest unit in JSON. */
  amounts: z.enum(['minor', 'decimal']).optional(),
  /** What comes first in dates like 05/06/2026; unless told, what the file itself shows, and never a guess. */
  dates: dateOrder.optional(),
  /** Of partners: ask each contact by letter to confirm. Without it nobody is written to. */
  letters: z.boolean().default(false),
  /** Of partners that are asked. */
  programType: programType.default('affiliate'),
  targetTier: partnerTier.optional(),
  /** Of partners whose country the file does not tell. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters')
    .optional(),
});
export type ImportOptions = z.infer<typeof importOptions>;

// ---- Rows as they are kept: of addresses and customers keyed hashes alone [Z5], but for partners, who must be written to

const hash = z.string().max(60);
/** Which partner is meant: by its mailbox, or by its id in the other tool until that is known. */
const meant = { mailbox: hash.optional(), partner: outsideId.optional() };

export const keptLink = z.strictObject({
  kind: z.literal('links'),
  row: z.int(),
  code: z.string(),
  target: z.string().optional(),
  ...meant,
});
export const keptCustomer = z.strictObject({
  kind: z.literal('customers'),
  row: z.int(),
  customer: hash,
  since: instant.optional(),
  ...meant,
});
export const keptCommission = z.strictObject({
  kind: z.literal('commissions'),
  row: z.int(),
  externalId: outsideId,
  sale: outsideId.optional(),
  customer: hash,
  minor: minorUnits,
  saleMinor: minorUnits.optional(),
  currency: currencyCode,
  state: commissionState,
  occurredAt: instant,
  dueAt: instant.optional(),
  paidAt: instant.optional(),
  ...meant,
});
export type KeptCommission = z.infer<typeof keptCommission>;
/** What belongs to a partner, and waits until it is here. */
export const keptOfPartner = z.discriminatedUnion('kind', [keptLink, keptCustomer, keptCommission]);
export type KeptOfPartner = z.infer<typeof keptOfPartner>;

export const keptPartner = partnerRow.extend({ kind: z.literal('partners'), mailbox: hash });
export type KeptPartner = z.infer<typeof keptPartner>;
export const keptRow = z.discriminatedUnion('kind', [keptPartner, keptLink, keptCustomer, keptCommission]);
export type KeptRow = z.infer<typeof keptRow>;

// ---- Report

export const told = z.strictObject({ row: z.int(), reason: z.string() });
export type Told = z.infer<typeof told>;

const counted = z.int().min(0);
/** What rows lead to. Of partners: new and known by mailbox, conflicting by domain. Of links: free, had, taken. */
export const counts = z.strictObject({
  new: counted,
  known: counted,
  conflicting: counted,
  /** Belongs to a partner who is not here yet, or has not accepted the agreement: it follows by itself when that is so. */
  waiting: counted,
});
export type Counts = z.infer<typeof counts>;

export const sum = z.strictObject({
  currency: currencyCode,
  state: commissionState,
  rows: counted,
  minor: z.int(),
});
export type Sum = z.infer<typeof sum>;

/** The dry run: what would happen, and what is not understood. Nothing has happened yet. */
export const report = z.strictObject({
  format: z.enum(['csv', 'json']),
  /** Records of the file; each was read or refused. */
  records: counted,
  read: counted,
  refused: counted,
  unknownColumns: z.array(z.string()),
  missingColumns: z.array(z.string()),
  /** Dates like 05/06/2026, where the file has any: how they are read and why, or why they are not. */
  dates: z.strictObject({ order: dateOrder.optional(), says: z.string() }).optional(),
  counts,
  /** Letters that the start would send. */
  letters: counted,
  /** Of commissions, by currency and state; never across. */
  sums: z.array(sum),
  /** Rows that were refused, conflict, or cannot be asked; the first 500. */
  rows: z.array(told),
});
export type Report = z.infer<typeof report>;

/** What a run did, chunk by chunk and in all. `asked`: letters to contacts. */
export const result = counts.extend({ asked: counted, rows: z.array(told) });
export type Result = z.infer<typeof result>;

// ---- Items (Program table)

/** IMPORT item, `IMPORTS` / `IMPORT#<id>`. The id follows from the file and the options: the same upload is the same import. */
export const importItem = z.object({
  type: z.literal('IMPORT'),
  importId,
  tool,
  kind,
  options: importOptions,
  state: z.enum(['ready', 'started', 'done']),
  chunks: z.int().min(0),
  report,
  createdAt: instant,
  createdBy: z.string(),
  startedAt: instant.optional(),
  startedBy: z.string().optional(),
  endedAt: instant.optional(),
  result: result.optional(),
});
export type Import = z.infer<typeof importItem>;

/** CHUNK item, `IMPORT#<id>` / `CHUNK#<number>`: up to 200 rows; goes by TTL 30 days after the upload. */
export const chunkItem = z.object({ type: z.literal('CHUNK'), rows: z.array(keptRow) });

/** OUTSIDER item, `OUTSIDER#<tool>#<id>` / `OUTSIDER`: whose mailbox a partner id of another tool is. */
export const outsiderItem = z.object({ type: z.literal('OUTSIDER'), mailbox: hash });

/** WAITING item, `WAITING#<mailbox, or tool/id>` / `<key>`: what follows a partner who is not here yet. */
export const waitingItem = z.object({ type: z.literal('WAITING'), tool, importId, row: keptOfPartner });
export type Waiting = z.infer<typeof waitingItem>;
