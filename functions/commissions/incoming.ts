import * as z from 'zod';
import { clickReference } from '../affiliates/contract.ts';
import { partnerAccount } from '../ledger/contract.ts';
import { currencyCode, minorPaid, minorUnits } from '../shared/money.ts';
import { route } from '../shared/route.ts';
import { id, line } from '../shared/text.ts';
import { stripeEvent } from './stripe/shapes.ts';

/** An id that somebody else's system gave. Without `~`, which parts a sale's key from those of what came back of it. */
export const outsideId = z
  .string()
  .min(1)
  .max(90)
  .regex(/^[\x21-\x7d]+$/, 'must be 1 to 90 printable characters without spaces and ~');

const touches = z.array(clickReference).max(10).default([]);
/** Taxes are never part of what a commission is computed of [T8]. */
const amounts = { amountMinor: minorPaid, taxMinor: minorPaid.default(0), currency: currencyCode };
const country = z.string().regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters');

/** Of a won deal, where the sender knows them: years of the contract, and who invoices the customer [D6, T1]. */
const contract = {
  termYears: z.int().min(1).max(20).optional(),
  invoicing: z.enum(['agency', 'resale']).optional(),
};

/** Who bought, as far as it is told. E-mail and payment fingerprint become keyed hashes at once [Z5]. */
const customer = {
  customerId: outsideId.optional(),
  email: z.email().max(254).optional(),
  domain: z.string().max(253).optional(),
  paymentFingerprint: outsideId.optional(),
  ip: z.union([z.ipv4(), z.ipv6()]).optional(),
  userAgent: line(500).optional(),
};

const event = <T extends string, S extends z.core.$ZodLooseShape>(type: T, data: S) =>
  z.strictObject({ type: z.literal(type), timestamp: z.iso.datetime({ offset: true }), data: z.strictObject(data) });

const sale = {
  /** The provider's payment id (payment intent or charge), never an event's or a checkout's [A11]. */
  saleId: outsideId,
  ...amounts,
  ...customer,
  touches,
  coupon: line(60).optional(),
  dealId: outsideId.optional(),
  product: outsideId.optional(),
  country: country.optional(),
  subscriptionId: outsideId.optional(),
};

/** Bodies of `POST /api/events` (Standard Webhooks: the signature and the delivery's id are in the headers). */
export const incoming = z.discriminatedUnion('type', [
  event('click', { touch: clickReference, ...customer }),
  event('lead', {
    leadId: outsideId,
    ...customer,
    touches,
    coupon: line(60).optional(),
    qualified: z.boolean().default(false),
    /** What a check of the telephone number said, where one was made [F5]. */
    phone: z.enum(['passed', 'failed']).optional(),
    country: country.optional(),
  }),
  event('sale', sale),
  event('refund', { refundId: outsideId, saleId: outsideId, amountMinor: minorPaid, currency: currencyCode }),
  event('chargeback', {
    chargebackId: outsideId,
    saleId: outsideId,
    amountMinor: minorPaid,
    currency: currencyCode,
    /** `won`: the money came back to us. */
    state: z.enum(['opened', 'won', 'lost']),
  }),
  event('subscription', { subscriptionId: outsideId, customerId: outsideId, state: z.enum(['renewed', 'cancelled']) }),
  event('deal.won', {
    dealId: outsideId,
    customerId: outsideId.optional(),
    domain: z.string().max(253),
    ...contract,
    /** A program without a payment feed sends payments with the deal [D7]. */
    payments: z
      .array(z.strictObject({ saleId: outsideId, ...amounts, paidAt: z.iso.datetime({ offset: true }) }))
      .max(50)
      .default([]),
  }),
]);
export type Incoming = z.infer<typeof incoming>;

/**
 * Event `deal-won-told.v1`, id `deal/<dealId>/told`: somebody outside says that a deal is won. Room deals finds out whose
 * it is, and what its payments earn [D7].
 */
export const dealWonTold = z.strictObject({
  /** As the sender calls it: ours, or one of its own. */
  dealId: outsideId,
  /** `domainSignal` of the customer's domain [Z5]. */
  domainHash: z.string(),
  customerId: outsideId.optional(),
  ...contract,
});
export type DealWonTold = z.infer<typeof dealWonTold>;

const commission = z.strictObject({
  id,
  partnerId: id,
  /** Negative where something was taken back. */
  minor: minorUnits,
  currency: currencyCode,
  state: partnerAccount,
});

/** What became of an event. A repeat is answered as the first time, but for `state`. */
export const answer = z.strictObject({
  /** Its business key. */
  key: z.string(),
  saleId: z.string().optional(),
  /** `waits`: for the sale it belongs to, or for its other half. `passed-on`: to another room. `ignored`: concerns us not. */
  state: z.enum(['recorded', 'repeat', 'waits', 'passed-on', 'ignored']),
  commissions: z.array(commission),
  /** Why nothing was earned, or what is waited for. */
  because: z.string().optional(),
  /** Of the payments that came with a deal. */
  payments: z
    .array(
      z.strictObject({ saleId: z.string(), state: z.enum(['recorded', 'repeat']), commissions: z.array(commission) }),
    )
    .optional(),
});
export type Answer = z.infer<typeof answer>;

/** Stripe's largest events have some ten lines of an invoice. */
const STRIPE_BYTES = 262_144;

export const intakeRoutes = {
  receiveEvent: route({
    id: 'receiveEvent',
    method: 'POST',
    path: '/api/events',
    access: 'anyone',
    summary: 'Tell of a click, lead, sale, refund, chargeback, subscription or won deal; signed by Standard Webhooks',
    body: incoming,
    status: 200,
    answer,
  }),
  receiveStripe: route({
    id: 'receiveStripe',
    method: 'POST',
    path: '/api/stripe',
    access: 'anyone',
    summary: "Stripe's own webhooks, signed by Stripe",
    body: stripeEvent,
    maxBytes: STRIPE_BYTES,
    status: 200,
    answer: z.strictObject({ received: z.literal(true), answers: z.array(answer) }),
  }),
} as const;
