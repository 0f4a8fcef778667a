import * as z from 'zod';
import { readTouches } from '../../affiliates/contract.ts';
import { ratioOf } from '../../shared/money.ts';
import { Problem } from '../../shared/problem.ts';
import { outsideId } from '../incoming.ts';
import { type Happening, type Named, type Return, returnKey, type Sale } from '../intake/happening.ts';
import { minorOfStripe } from './amount.ts';
import {
  charge,
  dispute,
  type Invoice,
  invoice,
  invoicePayment,
  paymentIntent,
  type Refund,
  refund,
  type Session,
  type StripeEvent,
  session,
  subscription,
} from './shapes.ts';

/** Newer versions tell an invoice and its payment apart, in two events, in any order: the sale waits for both. */
export type Half =
  | { readonly invoice: string; readonly side: 'invoice'; readonly sale: Omit<Sale, 'key'> }
  | { readonly invoice: string; readonly side: 'payment'; readonly payment: string };

/** What an event of Stripe's tells; or why it tells nothing. */
export type Translated =
  | { readonly happenings: readonly Happening[] }
  | { readonly half: Half }
  | { readonly ignored: string };

const ignored = (why: string): Translated => ({ ignored: why });
const happens = (...happenings: readonly Happening[]): Translated => ({ happenings });

interface Paid {
  readonly at: string;
  /** In Stripe's units. */
  readonly amount: number;
  readonly tax: number;
  readonly currency: string;
  readonly customer: Named;
}

/** The same from whichever event tells it: what a repeat must agree in is amount and currency alone. */
const saleOf = ({ at, amount, tax, currency, customer }: Paid, more: Partial<Sale> = {}): Omit<Sale, 'key'> => {
  const gross = minorOfStripe(amount, currency);
  const counted = minorOfStripe(Math.min(tax, amount), currency);
  return { kind: 'sale', at, same: { gross, currency }, gross, tax: counted, currency, customer, touches: [], ...more };
};

type Metadata = Readonly<Record<string, string>>;

/** As plans name products: an id of Stripe's, or whatever the shop says; what is no id is not read. */
const productIn = ({ tandem_product: told }: Metadata, sold?: string): string | undefined => {
  const product = outsideId.safeParse(told || sold);
  return product.success ? product.data : undefined;
};
/** What an invoice is for, where it is for one product: of several, nobody says which a rule would mean. */
const productOf = ({ lines }: Invoice): string | undefined => {
  const products = new Set((lines?.data ?? []).filter(({ worth }) => worth > 0).map(({ product }) => product));
  return products.size === 1 && !lines?.has_more ? [...products][0] : undefined;
};

const led = (metadata: Metadata, reference = '') => ({
  touches: readTouches([reference, metadata.tandem_touches, metadata.touches].join(' ')),
  coupon: metadata.tandem_coupon || metadata.coupon || undefined,
});
const speaksToUs = (metadata: Metadata): boolean =>
  Object.keys(metadata).some((key) => key.startsWith('tandem') || key === 'touches' || key === 'coupon');

const buyerOf = (told: Session): Named => ({
  customerId: told.customer,
  email: told.customer_details?.email ?? told.customer_email,
});

/** Where there is an invoice it tells the payment, and the checkout who led to it: a lead, from before the payment. */
const checkout = (told: Session, event: StripeEvent): Translated => {
  const { id, created, metadata, client_reference_id: reference, customer_details: details } = told;
  const { touches, coupon } = led(metadata, reference);
  const [customer, country] = [buyerOf(told), details?.address];
  if (told.mode === 'subscription' || told.invoice) {
    if (touches.length === 0 && !coupon) return ignored('Nobody led to this checkout; its invoice tells the payment.');
    const same = { touches, coupon };
    return happens({ kind: 'lead', key: id, at: created, same, customer, touches, coupon, qualified: false, country });
  }
  const { payment_intent: payment, payment_status: status, amount_total: amount, currency } = told;
  if (status !== 'paid') return ignored('Not paid yet: checkout.session.async_payment_succeeded will tell.');
  if (!payment || !amount || !currency) return ignored('Nothing was paid.');
  const tax = told.total_details?.amount_tax ?? 0;
  const product = productIn(metadata);
  const sale = saleOf({ at: event.created, amount, tax, currency, customer }, { touches, coupon, country, product });
  return happens({ ...sale, key: payment });
};

const taxOf = ({ tax, total_tax_amounts: before, total_taxes: now, total, amount_paid: paid }: Invoice): number => {
  const all = tax ?? [...(now ?? before ?? [])].reduce((sum, { amount }) => sum + amount, 0);
  // Of an invoice that a balance paid in part, the same part of the tax.
  return total && total > paid ? ratioOf(all, paid, total) : all;
};

const invoicePaid = (told: Invoice, event: StripeEvent): Translated => {
  const { id, amount_paid: amount, currency, customer: customerId, customer_email: email } = told;
  if (amount === 0) return ignored('Nothing was paid.');
  const payments = (told.payments?.data ?? []).map(({ payment }) => payment.payment_intent ?? payment.charge);
  const payment = told.payment_intent ?? payments.find((one) => one !== undefined) ?? told.charge;
  const at = told.status_transitions?.paid_at ?? event.created;
  const of = told.parent?.subscription_details ?? told.subscription_details;
  const subscription = told.subscription ?? told.parent?.subscription_details?.subscription;
  const metadata = { ...of?.metadata, ...told.metadata };
  const product = productIn(metadata, productOf(told));
  const sale = saleOf(
    { at, amount, tax: taxOf(told), currency, customer: { customerId, email } },
    { ...led(metadata), subscription, country: told.customer_address, product },
  );
  return payment ? happens({ ...sale, key: payment }) : { half: { invoice: id, side: 'invoice', sale } };
};

const invoicePaymentPaid = (told: ReturnType<typeof invoicePayment.parse>): Translated => {
  const payment = told.payment.payment_intent ?? told.payment.charge;
  if (!told.invoice || !payment) return ignored('Paid by other means than a payment of Stripe.');
  return { half: { invoice: told.invoice, side: 'payment', payment } };
};

/** Of those that a checkout or an invoice tells too, nothing is taken: this event does not know who led to it. */
const intentSucceeded = (told: ReturnType<typeof paymentIntent.parse>, event: StripeEvent): Translated => {
  const { id, amount_received: amount, currency, customer: customerId, receipt_email: email, metadata } = told;
  if (!speaksToUs(metadata))
    return ignored('Its checkout or invoice tells this payment: none of its metadata is for us.');
  const sale = saleOf(
    { at: event.created, amount, tax: 0, currency, customer: { customerId, email } },
    { ...led(metadata), product: productIn(metadata) },
  );
  return amount === 0 ? ignored('Nothing was paid.') : happens({ ...sale, key: id });
};

const returned = (
  kind: Return['kind'],
  told: Pick<Refund, 'id' | 'amount' | 'currency' | 'charge' | 'payment_intent'>,
  at: string,
): readonly Return[] => {
  const sale = told.payment_intent ?? told.charge;
  if (!sale) return [];
  const minor = minorOfStripe(told.amount, told.currency);
  const { currency } = told;
  return [{ kind, key: returnKey(sale, told.id), at, same: { minor, currency }, sale, minor, currency }];
};

const failed = new Set<string | undefined>(['failed', 'canceled']);

/** Each refund by its own id: what a charge has been refunded in all is a sum of these. One that fails came back to us. */
const refunds = (told: readonly Refund[], event: StripeEvent): Translated => {
  const done = told.flatMap((one): readonly Return[] => {
    if (failed.has(one.status)) return returned('chargeback-won', one, event.created);
    return one.status === undefined || one.status === 'succeeded' ? returned('refund', one, one.created) : [];
  });
  return done.length > 0 ? happens(...done) : ignored('Nothing is refunded yet, or refund.created tells it.');
};

/** An inquiry (`warning_...`) has moved no money. One that is lost is the one that was opened. */
const disputed = (told: ReturnType<typeof dispute.parse>, event: StripeEvent): Translated => {
  if (told.status.startsWith('warning_')) return ignored('An inquiry, and no dispute: no money has moved.');
  if (told.status === 'won') return happens(...returned('chargeback-won', told, event.created));
  return happens(...returned('chargeback', told, told.created));
};

const cancelled = (told: ReturnType<typeof subscription.parse>, event: StripeEvent): Translated => {
  const at = told.canceled_at ?? event.created;
  const customer = { customerId: told.customer };
  return happens({
    kind: 'subscription',
    key: `${told.id}~cancelled~${at}`,
    at,
    same: {},
    customer,
    state: 'cancelled',
  });
};

const readers: Readonly<Record<string, (object: unknown, event: StripeEvent) => Translated>> = {
  'checkout.session.completed': (object, event) => checkout(session.parse(object), event),
  'checkout.session.async_payment_succeeded': (object, event) => checkout(session.parse(object), event),
  'invoice.paid': (object, event) => invoicePaid(invoice.parse(object), event),
  'invoice.payment_succeeded': (object, event) => invoicePaid(invoice.parse(object), event),
  'invoice_payment.paid': (object) => invoicePaymentPaid(invoicePayment.parse(object)),
  'payment_intent.succeeded': (object, event) => intentSucceeded(paymentIntent.parse(object), event),
  'charge.refunded': (object, event) => refunds(charge.parse(object).refunds?.data ?? [], event),
  'refund.failed': (object, event) => refunds([refund.parse(object)], event),
  'refund.created': (object, event) => refunds([refund.parse(object)], event),
  'refund.updated': (object, event) => refunds([refund.parse(object)], event),
  'charge.refund.updated': (object, event) => refunds([refund.parse(object)], event),
  'charge.dispute.created': (object, event) => disputed(dispute.parse(object), event),
  'charge.dispute.funds_withdrawn': (object, event) => disputed(dispute.parse(object), event),
  'charge.dispute.funds_reinstated': (object, event) => disputed(dispute.parse(object), event),
  'charge.dispute.closed': (object, event) => disputed(dispute.parse(object), event),
  'customer.subscription.deleted': (object, event) => cancelled(subscription.parse(object), event),
};

/** What an event of Stripe's tells. Throws 422 for an object of another shape than Stripe's. */
export const translate = (event: StripeEvent): Translated => {
  const read = readers[event.type];
  if (!read) return ignored('This kind of event concerns no commission.');
  try {
    return read(event.data.object, event);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    const field = ['data', 'object', ...(issue?.path ?? [])].join('.');
    throw new Problem(422, 'invalid-input', `${field}: ${issue?.message ?? 'is not as Stripe sends it'}`);
  }
};
