import * as z from 'zod';
import { basisPoints } from '../policy/contract.ts';
import { id, instant } from '../shared/text.ts';

const run = z.int().min(1);
const currencyCode = z.string().regex(/^[A-Z]{3}$/);

/** What a won deal, and what stands beside it, can earn [A7, T1, D5]. */
export const dealRule = z.enum([
  'margin',
  'registered-deal',
  'new-customer',
  'two-years',
  'three-years',
  'closed-won-referral',
  'co-sell',
  'conflict-fee',
  'meeting',
]);
export type DealRule = z.infer<typeof dealRule>;

/**
 * Beside the origination, at most one per payment, partner and role [A8]. A share is of each payment net of tax; an
 * amount is of no payment: once, from when the deal was won [A7].
 */
export const credit = z.strictObject({
  rule: z.enum(['co-sell', 'conflict-fee', 'meeting']),
  partnerId: id,
  run,
  earns: z.union([
    z.strictObject({ shareBp: basisPoints }),
    z.strictObject({ minor: z.int().min(1), currency: currencyCode }),
  ]),
  /** Payments that occurred before this instant earn it; absent: all of them. */
  until: instant.optional(),
  /** What proves it: who did what, in a sentence [A16]. */
  evidence: z.string().min(1).max(500),
});
export type Credit = z.infer<typeof credit>;

/** Event `deal-closed-won.v1`: see contract.ts. */
export const part = z.strictObject({ rule: dealRule, shareBp: basisPoints });

/** A credit as it was recorded; what it earns is fixed when the deal is won. */
export const creditItem = z.strictObject({
  rule: credit.shape.rule,
  partnerId: id,
  run,
  evidence: z.string().min(1).max(500),
  /** What was done, of the three that count, for a co-sell credit [A16]. */
  kind: z.enum(['demo-support', 'technical-validation', 'executive-introduction']).optional(),
  /** The deal that gave way, for a conflict fee [D5]. */
  dealId: id.optional(),
  by: z.string(),
  byName: z.string().optional(),
  at: instant,
});
export type CreditItem = z.infer<typeof creditItem>;

/** Years of a contract. */
export const termYears = z.int().min(1).max(20);

/** `deal.won`, told before anybody had decided. */
export const toldWin = z.strictObject({
  at: instant,
  customerId: z.string().optional(),
  termYears: termYears.optional(),
  invoicing: z.enum(['agency', 'resale']).optional(),
});

/** What a won deal earns, as it was announced [D7]. */
export const wonItem = z.strictObject({
  at: instant,
  termYears,
  invoicing: z.enum(['agency', 'resale']),
  /** `webhook`, or who reported it. */
  by: z.string(),
  byName: z.string().optional(),
  tier: z.string().optional(),
  newCustomer: z.boolean(),
  parts: z.array(part).max(6),
  customerId: z.string().max(200).optional(),
});
export type Won = z.infer<typeof wonItem>;
