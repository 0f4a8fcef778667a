import * as z from 'zod';
import { balances, period } from '../ledger/contract.ts';
import { currencyCode, minorPaid, minorUnits } from '../shared/money.ts';
import { id, instant } from '../shared/text.ts';
import { account } from './accounts.ts';

export const rail = z.enum(['paypal', 'bank', 'webhook']);
export type Rail = z.infer<typeof rail>;

/** How a partner is paid, as it lies in the table: personal data, in items of its own that can be erased. */
export const payee = z.discriminatedUnion('rail', [
  z.strictObject({ rail: z.literal('paypal'), email: z.string() }),
  account,
  z.strictObject({ rail: z.literal('webhook'), account: z.string() }),
]);
export type Payee = z.infer<typeof payee>;

/** PAYEE-VERSION item: never changes; payouts name a version, so that a file is made from what was approved. */
export const payeeVersionItem = z.object({
  type: z.literal('PAYEE-VERSION'),
  partnerId: id,
  version: z.int().min(1),
  payee,
});

/** PAYEE item: which version is in force. After erasure the details are gone and `erasedAt` is there. */
export const payeeItem = z.object({
  type: z.literal('PAYEE'),
  partnerId: id,
  version: z.int().min(1),
  rail,
  /** For people to recognise: `a•••@example.com`, `DE •••• 3000`. */
  masked: z.string(),
  /** Keyed hash of the account: the same account at two partners can be seen, and not read [F1]. */
  accountHash: z.string(),
  /** A bank account that no SEPA transfer reaches, not even in euros. */
  outsideSepa: z.literal(true).optional(),
  changedAt: instant,
  erasedAt: instant.optional(),
});
export type PayeeRecord = z.infer<typeof payeeItem>;

export const taxForm = z.enum(['W-9', 'W-8BEN', 'W-8BEN-E']);
export type TaxForm = z.infer<typeof taxForm>;
export const taxState = z.enum(['none', 'requested', 'received', 'expired']);
export type TaxState = z.infer<typeof taxState>;

/** TAX-STATUS item: whether a form is there, and until when; never what it says. */
export const taxItem = z.object({
  type: z.literal('TAX-STATUS'),
  partnerId: id,
  form: taxForm,
  state: z.enum(['requested', 'received']),
  signedOn: z.iso.date().optional(),
  /** Last day on which it counts; a W-9 has none. */
  validUntil: z.iso.date().optional(),
  changedAt: instant,
  changedBy: z.string(),
});
export type TaxStatus = z.infer<typeof taxItem>;

const said = z.strictObject({ by: z.string(), byName: z.string(), at: instant, note: z.string() });

/** PAYOUT-STANDING item: what people of the team decided about a partner's payouts. */
export const standingItem = z.object({
  type: z.literal('PAYOUT-STANDING'),
  partnerId: id,
  /** The first payout of a partner admitted on condition was released [S8], in this run. */
  released: said.extend({ run: z.int().min(1) }).optional(),
  /** Nothing is paid until somebody takes this back. */
  hold: said.optional(),
});
export type Standing = z.infer<typeof standingItem>;

export const batchId = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])(-[0-9A-HJKMNP-TV-Z]{26})?(-[2-9])?$/, 'must be a payout run like 2027-03');

export const batchState = z.enum(['previewing', 'proposed', 'approved', 'reserved', 'settled', 'cancelled']);
export type BatchState = z.infer<typeof batchState>;

export const approval = z.strictObject({ by: z.string(), byName: z.string(), at: instant });

export const currencyTotal = z.strictObject({ currency: currencyCode, payouts: z.int().min(0), minor: minorUnits });
export type CurrencyTotal = z.infer<typeof currencyTotal>;

/** BATCH item: one payout run. The lock is its being there [fault 34]. */
export const batchItem = z.object({
  type: z.literal('PAYOUT-BATCH'),
  batchId,
  period,
  /** A run for one partner alone. */
  partnerId: id.optional(),
  state: batchState,
  executionId: z.string(),
  begunAt: instant,
  /** What was matured by then is paid [I6]. */
  cutOff: instant,
  /** Shards of the list of books that have any. */
  shards: z.array(z.int().min(0).max(63)),
  policyVersion: z.int().min(1),
  /** Counts the changes people made to the preview: an approval is of one of them. */
  revision: z.int().min(0),
  /** Of the preview that was approved, or is to be: hash of who gets what, how. */
  fingerprint: z.string().optional(),
  totals: z.array(currencyTotal),
  approvalsNeeded: z.int().min(0).max(2),
  approvals: z.array(approval),
  /** How often somebody was reminded, and in which stay of which state last. */
  chases: z.int().min(0),
  chasedIn: z.string().optional(),
  /** Counts the news a waiting run is woken for. */
  news: z.int().min(0),
  /** Frozen when the money was reserved: the files are made from these. */
  reservedAt: instant.optional(),
  executionDate: z.iso.date().optional(),
  payer: z.strictObject({ name: z.string(), iban: z.string(), bic: z.string() }).optional(),
  settledAt: instant.optional(),
  cancelled: said.optional(),
});
export type Batch = z.infer<typeof batchItem>;

export const payoutState = z.enum([
  'held',
  'rolled-over',
  'negative',
  'proposed',
  'left-out',
  'lapsed',
  'reserved',
  'sent',
  'paid',
  'returned',
]);
export type PayoutState = z.infer<typeof payoutState>;

/** Why nothing is paid although there is enough [A6, S8]. */
export const holdReason = z.enum([
  'no-method',
  'rail-closed',
  'currency-not-on-rail',
  'email-not-verified',
  'tax-form-missing',
  'tax-form-expired',
  'first-payout',
  'under-review',
]);
export type HoldReason = z.infer<typeof holdReason>;

/** What became of a payout, as the rail, its result file or a person of the team says. */
export const outcome = z.strictObject({
  result: z.enum(['paid', 'returned']),
  /** Date of payment, or of the return. */
  on: z.iso.date(),
  reason: z.string().max(300).optional(),
  source: z.enum(['pain.002', 'paypal', 'csv', 'service', 'person']),
  /** Who took it in; `rule` for an answer of the payout service. */
  by: z.string(),
});
export type Outcome = z.infer<typeof outcome>;

/** PAYOUT item: what one partner gets of a run in one currency, or why not. */
export const payoutItem = z.object({
  type: z.literal('PAYOUT'),
  batchId,
  partnerId: id,
  currency: currencyCode,
  run: z.int().min(1),
  personId: id,
  company: z.string(),
  state: payoutState,
  /** Proposed; from `reserved` on what was reserved, never more. */
  minor: minorPaid,
  /** The book at the time of the preview. */
  balances,
  minimumMinor: minorPaid,
  /** The partner has left: the minimum does not count [L16]. */
  last: z.literal(true).optional(),
  reasons: z.array(holdReason),
  rail: rail.optional(),
  payeeVersion: z.int().optional(),
  masked: z.string().optional(),
  outsideSepa: z.literal(true).optional(),
  /** What the rail knows this payment by; frozen before anything goes out [B7]. */
  providerKey: z.string().optional(),
  sentAt: instant.optional(),
  outcome: outcome.optional(),
  /** The first outcome was `paid`; later the money came back. */
  cameBack: outcome.optional(),
  note: z.string().optional(),
});
export type Payout = z.infer<typeof payoutItem>;

/** FILE item: written when the file is made first; a later download is made anew and must have the same hash. */
export const fileItem = z.object({
  type: z.literal('PAYOUT-FILE'),
  batchId,
  name: z.string(),
  rail,
  currency: currencyCode,
  payouts: z.int().min(1),
  minor: minorPaid,
  sha256: z.string().length(64),
  bytes: z.int(),
  madeAt: instant,
});
export type PayoutFile = z.infer<typeof fileItem>;

/** PAYMENT item: one payment by its date, for a calendar year's totals. */
export const paymentItem = z.object({
  type: z.literal('PAYMENT'),
  year: z.string().regex(/^\d{4}$/),
  partnerId: id,
  batchId,
  currency: currencyCode,
  minor: minorPaid,
  paidOn: z.iso.date(),
  rail,
  returnedOn: z.iso.date().optional(),
});
export type Payment = z.infer<typeof paymentItem>;

/** STATEMENT item: the closing of one month for one partner. It never changes [I5, A13]. */
export const statementItem = z.object({
  type: z.literal('STATEMENT'),
  partnerId: id,
  period,
  closedAt: instant,
  /** Of the statement's lines and balances, as `statements.ts` writes them down. */
  sha256: z.string().length(64),
  books: z.array(z.strictObject({ currency: currencyCode, from: z.int().min(1), to: z.int().min(0) })),
});
export type Closed = z.infer<typeof statementItem>;

/** WAIT item of a run. */
export const batchWaitItem = z.object({
  type: z.literal('BATCH-WAIT'),
  batchId,
  awaits: z.enum(['approval', 'results', 'mending']),
  since: z.int().min(0),
  stay: z.string().optional(),
  token: z.string(),
});
export type BatchWait = z.infer<typeof batchWaitItem>;
