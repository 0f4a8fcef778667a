import * as z from 'zod';
import { LARGEST_MINOR } from '../../shared/money.ts';

/**
 * What is read of Stripe's objects, in the shapes of all versions of its API since 2019; what else they have is passed
 * over. A reference may be the id or, expanded, the whole object.
 */
const amount = z.int().min(0).max(LARGEST_MINOR);
const currency = z
  .string()
  .regex(/^[a-z]{3}$/)
  .transform((code) => code.toUpperCase());
const id = z.string().min(1).max(90);
const reference = z
  .union([id, z.looseObject({ id })])
  .nullish()
  .transform((told) => (typeof told === 'object' && told ? told.id : (told ?? undefined)));
const seconds = z
  .int()
  .min(0)
  .max(99_999_999_999)
  .transform((at) => new Date(at * 1000).toISOString());
const metadata = z
  .record(z.string(), z.string())
  .nullish()
  .transform((told) => told ?? {});
const text = z
  .string()
  .nullish()
  .transform((told) => told || undefined);
const address = z
  .looseObject({ country: text })
  .nullish()
  .transform((told) => (/^[A-Z]{2}$/.test(told?.country ?? '') ? told?.country : undefined));

export const session = z.looseObject({
  id,
  created: seconds,
  mode: z.enum(['payment', 'subscription', 'setup']),
  payment_status: z.enum(['paid', 'unpaid', 'no_payment_required']),
  payment_intent: reference,
  invoice: reference,
  subscription: reference,
  customer: reference,
  amount_total: amount.nullish(),
  currency: currency.nullish(),
  total_details: z.looseObject({ amount_tax: amount.nullish() }).nullish(),
  client_reference_id: text,
  metadata,
  customer_email: text,
  customer_details: z.looseObject({ email: text, address }).nullish(),
});
export type Session = z.infer<typeof session>;

const payment = z.looseObject({ type: z.string(), payment_intent: reference, charge: reference });

/** A line of an invoice names its product in one of two places, by version. */
const invoiceLine = z
  .looseObject({
    amount: z.number(),
    price: z.looseObject({ product: reference }).nullish(),
    pricing: z.looseObject({ price_details: z.looseObject({ product: reference }).nullish() }).nullish(),
  })
  .transform(({ amount: worth, price, pricing }) => ({
    worth,
    product: price?.product ?? pricing?.price_details?.product,
  }));

export const invoice = z.looseObject({
  id,
  created: seconds,
  currency,
  amount_paid: amount,
  /** Newer versions leave it away unless it is asked for. */
  payments: z.looseObject({ data: z.array(z.looseObject({ payment })) }).nullish(),
  payment_intent: reference,
  charge: reference,
  lines: z.looseObject({ data: z.array(invoiceLine), has_more: z.boolean().nullish() }).nullish(),
  customer: reference,
  customer_email: text,
  customer_address: address,
  subscription: reference,
  subscription_details: z.looseObject({ metadata }).nullish(),
  parent: z
    .looseObject({ subscription_details: z.looseObject({ subscription: reference, metadata }).nullish() })
    .nullish(),
  total: amount.nullish(),
  tax: amount.nullish(),
  total_tax_amounts: z.array(z.looseObject({ amount })).nullish(),
  total_taxes: z.array(z.looseObject({ amount })).nullish(),
  status_transitions: z.looseObject({ paid_at: seconds.nullish() }).nullish(),
  metadata,
});
export type Invoice = z.infer<typeof invoice>;

export const invoicePayment = z.looseObject({ id, invoice: reference, payment, status: z.string() });

export const paymentIntent = z.looseObject({
  id,
  created: seconds,
  currency,
  amount_received: amount,
  customer: reference,
  receipt_email: text,
  metadata,
});

export const refund = z.looseObject({
  id,
  created: seconds,
  amount,
  currency,
  charge: reference,
  payment_intent: reference,
  status: text,
});
export type Refund = z.infer<typeof refund>;

export const charge = z.looseObject({
  id,
  /** Versions before 2022-11-15 send it. */
  refunds: z.looseObject({ data: z.array(refund) }).nullish(),
});

export const dispute = z.looseObject({
  id,
  created: seconds,
  amount,
  currency,
  charge: reference,
  payment_intent: reference,
  status: z.string(),
});

export const subscription = z.looseObject({
  id,
  customer: reference,
  canceled_at: seconds.nullish(),
  created: seconds,
});

/** The envelope; `data.object` is read by the event's type. */
export const stripeEvent = z.looseObject({
  id,
  type: z.string().max(120),
  created: seconds,
  data: z.looseObject({ object: z.looseObject({}) }),
});
export type StripeEvent = z.infer<typeof stripeEvent>;
