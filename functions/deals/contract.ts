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
const credit = z.strictObject({
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

/**
 * Event `deal-closed-won.v1`, id `deal/<dealId>/won`: who owns a won deal and what its payments earn, fixed for good
 * [D7]. A payment belongs to the deal when it names the deal, or comes from the customer's domain.
 */
export const dealClosedWon = z.strictObject({
  dealId: z.string().min(1).max(100),
  customer: z.strictObject({
    /** Keyed hash of the registrable domain [Z5]. */
    domainHash: z.string().max(64),
    /** The customer's id outside, where it is known. */
    customerId: z.string().max(200).optional(),
  }),
  wonAt: instant,
  /** Payments from this instant on belong to the deal. */
  from: instant,
  /** Payments before this instant; absent: for as long as the customer pays. */
  until: instant.optional(),
  /** Absent where the direct side owns the customer [D5]: then there are credits alone. */
  origination: z
    .strictObject({
      partnerId: id,
      run,
      /** Resale: the margin was the discount on the partner's order, so a decision is recorded and nothing posted [D6]. */
      invoicing: z.enum(['agency', 'resale']),
      /** Added up, of each payment net of tax [T8]. */
      parts: z
        .array(z.strictObject({ rule: dealRule, shareBp: basisPoints }))
        .min(1)
        .max(6),
    })
    .optional(),
  credits: z.array(credit).max(10),
  policyVersion: z.int().min(1),
});
export type DealClosedWon = z.infer<typeof dealClosedWon>;
