import * as z from 'zod';
import { customerKey } from '../ledger/contract.ts';
import { type FraudRule, fraudMode, fraudRule } from '../policy/contract.ts';
import { id, instant } from '../shared/text.ts';

export const saleKey = z.string().min(1).max(200);
/** What a finding rests on, by name: the parts of the score, the limits as they were, never anything personal. */
export const evidence = z.record(z.string(), z.union([z.string().max(300), z.number()]));
export type Evidence = z.infer<typeof evidence>;

export const finding = z.strictObject({ rule: fraudRule, evidence });
export type Finding = z.infer<typeof finding>;
/** A check without its input [F5]. */
export const notRun = z.strictObject({ rule: fraudRule, missing: z.string() });
export type NotRun = z.infer<typeof notRun>;

/** An accrual, by the customer and the key of the sale or lead that it was earned by. */
export const accrual = z.strictObject({ customer: customerKey, sale: saleKey });
export type Accrual = z.infer<typeof accrual>;

/**
 * `open`: holds, or only asks, until somebody or the time-out decides. `released`, `rejected`: decided. `lapsed`: released
 * by the time-out, with a warning. `shadow`: what a rule in shadow mode would have done.
 */
export const flagState = z.enum(['open', 'released', 'rejected', 'lapsed', 'shadow']);
export type FlagState = z.infer<typeof flagState>;

/** `reject`: at once, with an appeal. `hold`: until somebody looks. `look`: nothing is held. */
export const flagAction = z.enum(['reject', 'hold', 'look']);
export type FlagAction = z.infer<typeof flagAction>;

export const entry = z.strictObject({
  at: instant,
  /** A person's id, or `rule`. */
  by: z.string(),
  byName: z.string().optional(),
  did: z.string(),
  note: z.string().max(1_000).optional(),
});

export const appeal = z.strictObject({
  state: z.enum(['open', 'upheld', 'reinstated']),
  by: id,
  at: instant,
  reason: z.string(),
  answeredBy: z.string().optional(),
  answeredAt: instant.optional(),
  answer: z.string().optional(),
});

/** FLAG item (Program table). */
export const flagItem = z.object({
  type: z.literal('FLAG'),
  flagId: id,
  partnerId: id,
  run: z.int().min(1),
  /** The gravest of the findings. */
  rule: fraudRule,
  action: flagAction,
  /** A sale or lead; or the partner, with everything it earns while the flag is open. */
  scope: z.enum(['sale', 'partner']),
  /** What it is about, beside rule and partner: the sale, the pattern of leads, the month, the day. */
  subject: z.string().max(260),
  state: flagState,
  findings: z.array(finding).min(1),
  notRun: z.array(notRun),
  /** The accruals it began with; what else it holds lies behind it (`HELD#`). */
  accruals: z.array(accrual).max(20),
  policyVersion: z.int().min(1),
  /** Person id, or `rule`. */
  raisedBy: z.string(),
  raisedAt: instant,
  owner: z.enum(['manager', 'ops']),
  reminded: z.boolean(),
  /** Next step of the time-out, and the two after which it has another owner, and ends. */
  nextAt: instant,
  secondOwnerAt: instant,
  endsAt: instant,
  decidedBy: z.string().optional(),
  decidedByName: z.string().optional(),
  decidedAt: instant.optional(),
  reason: z.string().optional(),
  appealUntil: instant.optional(),
  appeal: appeal.optional(),
  history: z.array(entry).max(200),
  /** Counts changes: whoever saw an older one has to look again. */
  changes: z.int().min(0),
});
export type Flag = z.infer<typeof flagItem>;

/** HELD item (Program table): an accrual that a flag holds, or has held. */
export const heldItem = z.object({ type: z.literal('HELD'), flagId: id, customer: customerKey, sale: saleKey });

/** WATCH items: what is known of a partner when a sale comes. */
export const standingHoldItem = z.object({ type: z.literal('WATCH-HOLD'), flagId: id, rule: fraudRule });
/** What one day of a partner came to, in the program's zone; sales by the day they were recorded. */
export const dayCounts = z.strictObject({
  clicks: z.int().min(0),
  /** First payments of customers who had clicked. */
  conversions: z.int().min(0),
  sales: z.int().min(0),
  refunds: z.int().min(0),
  /** Clicks whose landing page was seen. */
  seen: z.int().min(0),
});
export type DayCounts = z.infer<typeof dayCounts>;
export const statsItem = z.object({
  type: z.literal('WATCH-STATS'),
  partnerId: id,
  /** By ISO date; the last 31 days. */
  days: z.record(z.iso.date(), dayCounts),
  countedAt: instant,
});
export type Stats = z.infer<typeof statsItem>;

/** Accounts that the partner is, or was, paid to. */
export const accountItem = z.object({ type: z.literal('WATCH-ACCOUNT'), account: z.string() });

/** When the site's script last told of a page, for any partner: without it, "no page was seen" says nothing. */
export const scriptItem = z.object({ type: z.literal('FRAUD-SCRIPT'), seenOn: z.iso.date() });

/** FRAUD-RULE item: what ops switched a rule to; stands above the policy. */
export const ruleItem = z.object({
  type: z.literal('FRAUD-RULE'),
  rule: fraudRule,
  mode: fraudMode,
  by: id,
  byName: z.string(),
  at: instant,
  reason: z.string(),
  history: z.array(z.strictObject({ mode: fraudMode, byName: z.string(), at: instant, reason: z.string() })).max(100),
  changes: z.int().min(1),
});
export type RuleItem = z.infer<typeof ruleItem>;
export type { FraudRule };
