import * as z from 'zod';
import { balances, period } from '../ledger/contract.ts';
import { currencyCode, minorUnits } from '../shared/money.ts';
import { id, instant } from '../shared/text.ts';
import {
  approval,
  batchId,
  batchItem,
  currencyTotal,
  fileItem,
  holdReason,
  outcome,
  payoutState,
  rail,
  taxForm,
  taxState,
} from './items.ts';

export const methodView = z.strictObject({ rail, masked: z.string(), changedAt: instant });
export const taxView = z.strictObject({
  state: taxState,
  form: taxForm.optional(),
  validUntil: z.iso.date().optional(),
  /** How to hand it in. */
  how: z.string(),
});
const reasonView = z.strictObject({ id: holdReason, why: z.string(), whatToDo: z.string() });
export const bookView = z.strictObject({
  currency: currencyCode,
  balances,
  minimumMinor: minorUnits,
  /** What the next run would do with it now. */
  next: payoutState,
  words: z.string(),
  reasons: z.array(reasonView),
});
const paymentView = z.strictObject({
  batchId,
  currency: currencyCode,
  minor: minorUnits,
  at: instant,
  state: z.enum(['on its way', 'paid', 'returned']),
  note: z.string().optional(),
});
export const ownPayouts = z.strictObject({
  runDay: z.int(),
  rails: z.array(rail),
  method: methodView.optional(),
  /** Whether the sign-in is fresh enough to change the method now. */
  mayChangeMethod: z.boolean(),
  tax: taxView,
  books: z.array(bookView),
  payments: z.array(paymentView),
});
export type OwnPayouts = z.infer<typeof ownPayouts>;

export const statementLine = z.strictObject({
  at: instant,
  kind: z.string(),
  account: z.string(),
  minor: minorUnits,
  /** What it is, in a sentence. */
  words: z.string(),
  sale: z.string().optional(),
  earnedPeriod: period.optional(),
  late: z.boolean(),
  fact: z.string().optional(),
});
export const statementView = z.strictObject({
  period,
  partner: z.string(),
  /** When it was closed; a month that is open has none, and may still change. */
  closedAt: instant.optional(),
  /** Of all lines, written down at closing. */
  sha256: z.string().optional(),
  books: z.array(
    z.strictObject({
      currency: currencyCode,
      opening: balances,
      closing: balances,
      /** Some 500 lines at a time, over all books. */
      lines: z.array(statementLine),
    }),
  ),
  /** Where the lines go on: ask again with `cursor`. Absent once all were given. */
  next: z.string().optional(),
});
export type StatementView = z.infer<typeof statementView>;

export const payoutRow = z.strictObject({
  partnerId: id,
  company: z.string(),
  currency: currencyCode,
  state: payoutState,
  minor: minorUnits,
  balances,
  reasons: z.array(z.string()),
  /** Held for nothing but a person's word. */
  releasable: z.boolean(),
  rail: rail.optional(),
  masked: z.string().optional(),
  providerKey: z.string().optional(),
  outcome: outcome.optional(),
  cameBack: outcome.optional(),
  note: z.string().optional(),
});
export const batchRow = z.strictObject({
  ...batchItem.pick({ batchId: true, period: true, state: true, begunAt: true, totals: true }).shape,
  approvals: z.array(approval),
  approvalsNeeded: z.int(),
  awaits: z.enum(['approval', 'results', 'mending']).optional(),
});
export const batchView = z.strictObject({
  ...batchRow.shape,
  cutOff: instant,
  /** Approve exactly this. */
  fingerprint: z.string(),
  counts: z.array(z.strictObject({ state: payoutState, payouts: z.int() })),
  /** The first 500, those that need a person first. */
  payouts: z.array(payoutRow),
  files: z.array(fileItem.omit({ type: true, batchId: true }).strict()),
  cancelled: z.string().optional(),
});
export type BatchView = z.infer<typeof batchView>;

export const yearRow = z.strictObject({
  partnerId: id,
  company: z.string(),
  form: taxForm.optional(),
  totals: z.array(z.strictObject({ ...currencyTotal.shape, rail })),
  reportable: z.enum(['yes', 'no', 'look']),
  because: z.string(),
});
