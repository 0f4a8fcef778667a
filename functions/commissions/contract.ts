import * as z from 'zod';
import { partnerAccount, period } from '../ledger/contract.ts';
import { currencyCode, minorPaid } from '../shared/money.ts';
import { route } from '../shared/route.ts';
import { id, instant, line } from '../shared/text.ts';
import { part } from './items.ts';

/** An id that somebody else's system gave: printable, without spaces. */
export const outsideId = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[\x21-\x7d]+$/, 'must be 1 to 120 printable characters without spaces');
/** `<link code>.<click id>`, as the redirect and the script hand it on. */
export const touchReference = z
  .string()
  .regex(/^[a-z0-9-]{3,40}\.[0-9A-HJKMNP-TV-Z]{26}$/i, 'must be a click reference');

const touches = z.array(touchReference).max(10).default([]);
/** Taxes are never part of what a commission is computed of [T8]. */
const amounts = { amountMinor: minorPaid, taxMinor: minorPaid.default(0), currency: currencyCode };
const country = z.string().regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters');

/** Who bought, as far as it is told. E-mail and payment fingerprint become keyed hashes at once [Z5]. */
const customer = {
  customerId: outsideId.optional(),
  email: z.email().max(254).optional(),
  domain: z.string().max(253).optional(),
  paymentFingerprint: outsideId.optional(),
  ip: z.union([z.ipv4(), z.ipv6()]).optional(),
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
  event('click', { touch: touchReference, ...customer }),
  event('lead', {
    leadId: outsideId,
    ...customer,
    touches,
    coupon: line(60).optional(),
    qualified: z.boolean().default(false),
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
    /** A program without a payment feed sends payments with the deal [D7]. */
    payments: z
      .array(z.strictObject({ saleId: outsideId, ...amounts, paidAt: z.iso.datetime({ offset: true }) }))
      .max(50)
      .default([]),
  }),
]);
export type Incoming = z.infer<typeof incoming>;

export * from './items.ts';

// ---- HTTP

/** All of a receipt [B1]. Amounts in minor units of `currency`. */
const receiptView = z.strictObject({
  sale: z.string(),
  occurredAt: instant,
  recordedAt: instant,
  currency: currencyCode,
  net: z.int(),
  gross: z.int(),
  returned: z.int(),
  policyVersion: z.int(),
  model: z.string(),
  state: z.enum(['nothing', 'pending', 'held', 'approved', 'rejected', 'reversed']),
  maturesAt: instant.optional(),
  because: z.array(z.string()),
  touches: z.array(
    z.strictObject({
      kind: z.enum(['click', 'coupon', 'deal']),
      key: z.string(),
      at: instant,
      partnerId: id,
      won: z.boolean(),
      weight: z.int().optional(),
      because: z.string().optional(),
    }),
  ),
  parts: z.array(
    part
      .omit({ tests: true })
      .extend({ tests: z.array(z.strictObject({ condition: z.string(), holds: z.boolean() })) }),
  ),
  movements: z.array(
    z.strictObject({
      at: instant,
      what: z.string(),
      rule: z.string(),
      account: partnerAccount,
      partnerId: id,
      minor: z.int(),
    }),
  ),
});
export type ReceiptView = z.infer<typeof receiptView>;

const earningsView = z.strictObject({
  period,
  /** Sales of the month, the latest first, as far as one answer holds them; `more` when there are others. */
  sales: z.array(
    z.strictObject({
      sale: z.string(),
      occurredAt: instant,
      currency: currencyCode,
      minor: z.int(),
      held: z.int(),
      late: z.boolean(),
    }),
  ),
  totals: z.array(z.strictObject({ currency: currencyCode, minor: z.int(), sales: z.int() })),
  more: z.boolean(),
});
export type EarningsView = z.infer<typeof earningsView>;
const saleKey = z.strictObject({ sale: z.string().min(1).max(200) });

export const receiptRoutes = {
  listEarnings: route({
    id: 'listEarnings',
    method: 'GET',
    path: '/api/portal/earnings',
    access: 'partner',
    summary: 'What you earned in a month, sale by sale',
    query: z.strictObject({ period: period.optional() }),
    status: 200,
    answer: earningsView,
  }),
  showReceipt: route({
    id: 'showReceipt',
    method: 'GET',
    path: '/api/portal/receipts/{sale}',
    access: 'partner',
    summary: 'Why you were paid this for a sale, or nothing',
    params: saleKey,
    status: 200,
    answer: receiptView,
  }),
  showSale: route({
    id: 'showSale',
    method: 'GET',
    path: '/api/ops/sales/{sale}',
    access: 'team',
    summary: 'All about a sale: who led to it, what was decided and posted',
    params: saleKey,
    status: 200,
    answer: receiptView,
  }),
} as const;
