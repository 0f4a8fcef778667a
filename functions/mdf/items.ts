import * as z from 'zod';
import { channelTier } from '../policy/contract.ts';
import { currencyCode, minorPaid, minorUnits } from '../shared/money.ts';
import { id, instant } from '../shared/text.ts';

export const requestId = z.string().regex(/^[0-9a-hjkmnp-tv-z]{26}$/, 'must be the id of a request');
export const quarter = z.string().regex(/^\d{4}-Q[1-4]$/, 'must be a quarter like 2027-Q1');
/** A day of the program's calendar. */
export const day = z.iso.date();

/** How far a request has come; `mdfMoves` in moving.ts says what may follow what. */
export const mdfState = z.enum([
  'requested',
  'half-approved',
  'approved',
  'held',
  'in-review',
  'more-asked',
  'accepted',
  'settled',
  'declined',
  'cancelled',
  'expired',
  'forfeited',
  'refused',
  'released',
]);
export type MdfState = z.infer<typeof mdfState>;

const metric = z.strictObject({ name: z.string().min(1).max(60), value: z.string().min(1).max(60) });

/** What a partner shows after the activity [M1]: receipts, screenshots, the lead list as links or files; and figures. */
export const proof = z.strictObject({
  at: instant,
  /** What was paid, by the receipts, in the request's currency. */
  actualMinor: minorPaid,
  links: z.array(z.string()).max(20),
  files: z.array(id).max(20),
  metrics: z.array(metric).max(20),
  leadCount: z.int().min(0).max(1_000_000),
  note: z.string().max(1_000),
});
export type Proof = z.infer<typeof proof>;

const word = z.strictObject({ by: z.string(), at: instant, reason: z.string() });

/** MDF item (Program table), key `PARTNER#<id>` / `MDF#<requestId>`: one request, from asked to paid. */
export const mdfItem = z.object({
  type: z.literal('MDF'),
  requestId,
  partnerId: id,
  run: z.int().min(1),
  /** Who asked; letters go there. */
  personId: id,
  state: mdfState,
  /** Counts the writes: each is conditional on the one before. */
  revision: z.int().min(1),
  activity: z.string(),
  title: z.string(),
  expected: z.string(),
  activityOn: day,
  /** That of the activity. */
  quarter,
  currency: currencyCode,
  budgetMinor: minorPaid,
  askedMinor: minorPaid,
  /** As they were when it was asked for: the tier, and the partner's own part of the budget [M2]. */
  tier: channelTier,
  matchBp: z.int().min(0).max(10_000),
  policyVersion: z.int().min(1),
  requestedAt: instant,
  /** Of two people who must agree, the first [A14]. */
  first: word.extend({ approvedMinor: minorPaid }).optional(),
  approvedMinor: minorPaid.optional(),
  decided: word.optional(),
  heldOn: day.optional(),
  proofs: z.array(proof).max(2),
  moreAsked: word.optional(),
  checked: word.optional(),
  /** What goes to the partner: never more than was approved. */
  settledMinor: minorPaid.optional(),
  endedAt: instant.optional(),
  /** Why it ended as it did, in a sentence. */
  because: z.string().optional(),
  /** What the activity brought, named by the partner [B14]. */
  deals: z.array(z.string().max(100)).max(200),
  leads: z.array(z.string().max(100)).max(1_000),
  /** The execution that looks after it. */
  executionId: z.string().optional(),
});
export type MdfRequest = z.infer<typeof mdfItem>;

/** What of a quarter's fund is free, promised to requests, and paid [B14]. */
export const fundAccount = z.enum(['available', 'reserved', 'settled']);
export type FundAccount = z.infer<typeof fundAccount>;
export const fundBalances = z.strictObject({ available: minorUnits, reserved: minorUnits, settled: minorUnits });
export type FundBalances = z.infer<typeof fundBalances>;

/**
 * FUND-PAGE item (Ledger table), key `FUND#<partnerId>#<quarter>#<currency>` / `PAGE#<number>`: one posting of a
 * quarter's fund and the balances after it. Lines and `against` (the program's budget) sum to 0 [I1].
 */
export const fundPage = z.strictObject({
  partnerId: id,
  quarter,
  currency: currencyCode,
  number: z.int().min(1).max(9_999_999),
  kind: z.enum(['reserved', 'reduced', 'released', 'settled']),
  requestId,
  recordedAt: instant,
  lines: z.array(z.strictObject({ account: fundAccount, minor: minorUnits })).max(4),
  /** What the tier gives for the quarter, where this page opened the fund or a tier has changed. */
  against: z.array(z.strictObject({ account: z.literal('budget'), minor: minorUnits })).max(1),
  balances: fundBalances,
});
export type FundPage = z.infer<typeof fundPage>;
