import * as z from 'zod';
import { id, instant } from '../shared/text.ts';
import { credit, part, termYears } from './earned.ts';
import { dealState, invoicing, outsideCustomer } from './items.ts';

export * from './earned.ts';
export * from './items.ts';
export { plainName } from './names.ts';
export * from './routes.ts';
export * from './steps.ts';

const run = z.int().min(1);

/**
 * Event `deal-closed-won.v1`, id `deal/<dealId>/won`: who owns a won deal and what its payments earn, fixed for good
 * [D7]. A payment belongs to the deal when it names the deal, or comes from the customer's domain.
 */
export const dealClosedWon = z.strictObject({
  dealId: z.string().min(1).max(100),
  customer: z.strictObject({
    /** Keyed hash of the registrable domain [Z5]: `domainSignal` of shared/signals.ts. */
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
      parts: z.array(part).min(1).max(6),
    })
    .optional(),
  credits: z.array(credit).max(10),
  policyVersion: z.int().min(1),
});
export type DealClosedWon = z.infer<typeof dealClosedWon>;

/** Event `deal-customer-named.v1`, id `deal/<dealId>/customer/<number>`: a person says that a customer id is of a won deal. */
export const dealCustomerNamed = z.strictObject({
  dealId: z.string().min(1).max(100),
  /** As the deal calls the customer. */
  customer: z.string(),
  customerId: outsideCustomer,
  because: z.string().max(600),
});
export type DealCustomerNamed = z.infer<typeof dealCustomerNamed>;

/** `customer-alias-named.v1`, id `customer-alias/<domainHash>/<at>`: ops say that a domain is another one's customer. */
export const customerAliasNamed = z.strictObject({
  /** `domainSignal` of both [Z5]. */
  domainHash: z.string(),
  customerHash: z.string(),
});
export type CustomerAliasNamed = z.infer<typeof customerAliasNamed>;

/** `deal-moved.v1`, id `deal/<dealId>/<turn>`: a deal has another state. For its execution, and the partner's timeline. */
export const dealMoved = z.strictObject({
  dealId: id,
  customer: z.string(),
  did: z.string(),
  to: dealState,
  turn: z.int(),
  /** Who moved it: a name, or `the rule`. */
  by: z.string().optional(),
  because: z.string().max(1_200),
});

/**
 * `deal-credited.v1`, id `deal/<dealId>/credit/<rule>/<partnerId>`: a credit beside the sale was recorded [A7, A16], for the
 * timeline of who has it. Of a fee, the deal that gave way: it is told once, wherever it is owed from then on.
 */
export const dealCredited = z.strictObject({
  dealId: id,
  customer: z.string(),
  rule: credit.shape.rule,
  /** Of a deal of its own; somebody else's is not shown to it. */
  own: z.boolean(),
});

/** `direct-opportunity-told.v1`: our own pipeline says something new about a customer. */
export const directTold = z.strictObject({
  opportunityId: z.string(),
  hash: z.string(),
  state: z.enum(['open', 'won', 'lost']),
});

/** `deal-won-told.v1`, by room commissions: somebody outside says that a deal is won, ours or one by an id of its own. */
export const dealWonTold = z.object({
  dealId: z.string(),
  /** `domainSignal` of the customer's domain [Z5]. */
  domainHash: z.string().optional(),
  customerId: z.string().optional(),
  termYears: termYears.optional(),
  invoicing: invoicing.optional(),
});
