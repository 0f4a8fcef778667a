import * as z from 'zod';
import { channelTier, partnerTier, programTier } from '../policy/contract.ts';
import { id, instant } from '../shared/text.ts';

const run = z.int().min(1);
const currency = z.string().regex(/^[A-Z]{3}$/);
const person = z.string().max(100);

/** A calendar quarter of the program's time zone: `2026-Q4`. */
export const quarter = z.string().regex(/^\d{4}-Q[1-4]$/, 'must be a quarter like 2026-Q4');
export type Quarter = z.infer<typeof quarter>;

/** `PARTNER#<id>` / `PROGRAM-TIER`: set by a person [T7]. No item: Ecosystem. */
export const programTierItem = z.object({
  type: z.literal('PROGRAM-TIER'),
  partnerId: id,
  tier: programTier,
  since: instant,
  /** Person id. */
  by: person,
  reason: z.string().max(1_000),
  /** True where it was given beyond capacity: then `reason` is the recorded override. */
  overCapacity: z.boolean().default(false),
  /** How often it has changed. */
  changes: z.int().min(1),
});
export type ProgramTierItem = z.infer<typeof programTierItem>;

/** Who holds the tiers that are scarce, in one item, so that two people never give the last slot twice. */
export const holdersItem = z.object({
  type: z.literal('HOLDERS'),
  Strategic: z.array(id),
  Growth: z.array(id),
  version: z.int().min(0),
});
export type Holders = z.infer<typeof holdersItem>;

/**
 * `PARTNER#<id>` / `REVENUE#<quarter>#<currency>`: paid list value attributed to the partner in a quarter, net of tax and
 * of what came back, in minor units of its own currency [T5]. By when the payments occurred. No item: none.
 */
export const revenueItem = z.object({
  type: z.literal('REVENUE'),
  partnerId: id,
  quarter,
  currency,
  minor: z.int(),
  updatedAt: instant,
});
export type RevenueItem = z.infer<typeof revenueItem>;

/** What of a partner's revenue comes from one customer, by `<quarter>#<currency>`: a repeat adds the difference, nothing. */
export const revenueFromItem = z.object({
  type: z.literal('REVENUE-FROM'),
  partnerId: id,
  customer: z.string().max(60),
  parts: z.record(z.string(), z.int()),
  version: z.int().min(1),
});
export type RevenueFrom = z.infer<typeof revenueFromItem>;

/** A signed term: what the partner commits to buy or sell in a year [T4, T5]. Dates are the program's, both inclusive. */
export const commitmentItem = z.object({
  type: z.literal('COMMITMENT'),
  partnerId: id,
  commitmentId: z.string().max(60),
  annualMinor: z.int().min(0),
  currency,
  from: z.iso.date(),
  until: z.iso.date(),
  /** Where the signed paper lies, or what else proves it. */
  reference: z.string().max(300),
  by: person,
  recordedAt: instant,
});
export type Commitment = z.infer<typeof commitmentItem>;

/** One answer of one customer, 1 to 5 [T5]. `key`: once for each survey, row or message. */
export const satisfactionItem = z.object({
  type: z.literal('SATISFACTION'),
  partnerId: id,
  key: z.string().max(100),
  score: z.int().min(1).max(5),
  at: instant,
  source: z.enum(['letter', 'list', 'webhook']),
  recordedAt: instant,
});
export type Satisfaction = z.infer<typeof satisfactionItem>;

/** A notice that the tier will be lost at the end of a quarter, with what was missing when it was given [T2]. */
export const notice = z.object({
  to: channelTier,
  missing: z.array(z.string()),
  demotesAfter: quarter,
  at: instant,
});
export type Notice = z.infer<typeof notice>;

/** `STANDINGS#<shard>` / `<partnerId>`: what room tiers has decided of a partner. PROFILE.tier follows it. */
export const standingItem = z.object({
  type: z.literal('STANDING'),
  partnerId: id,
  run,
  tier: partnerTier,
  state: z.enum(['good', 'notice']),
  notice: notice.optional(),
  /** When this run's partnership began: reviews are counted from here [T4]. */
  since: instant,
  reviews: z.int().min(0),
  lastReview: quarter.optional(),
  /** The last business review whose override was taken [T6]. */
  overriddenIn: quarter.optional(),
  /** How often the tier was changed in this run: of two decisions the higher number is the later. */
  changes: z.int().min(0),
  /** Counts writes, so that of two at once the second decides anew. */
  version: z.int().min(1),
});
export type Standing = z.infer<typeof standingItem>;

/** What an affiliate asked for, or was invited to [T3]. One at a time. */
export const tierRequestItem = z.object({
  type: z.literal('TIER-REQUEST'),
  partnerId: id,
  run,
  number: z.int().min(1),
  kind: z.enum(['application', 'invitation']),
  tier: z.enum(['Preferred', 'Ambassador']),
  state: z.enum(['asked', 'granted', 'declined', 'invited', 'accepted', 'refused']),
  /** What the partner, or who invited it, wrote. */
  text: z.string().max(2_000),
  by: person,
  at: instant,
  decidedAt: instant.optional(),
  decidedBy: person.optional(),
  reason: z.string().max(1_000).optional(),
});
export type TierRequest = z.infer<typeof tierRequestItem>;

/** One survey of one won deal: sent to the customer's contact, answered once, or never [T5]. */
export const surveyItem = z.object({
  type: z.literal('SURVEY'),
  surveyId: id,
  dealId: z.string().max(100),
  partnerId: id,
  run,
  state: z.enum(['waiting', 'sent', 'answered', 'closed']),
  sendAt: instant,
  closesAt: instant,
  /** The customer's contact, by id: its name and address lie in its PERSON item. */
  personId: id.optional(),
  score: z.int().min(1).max(5).optional(),
  answeredAt: instant.optional(),
});
export type Survey = z.infer<typeof surveyItem>;
