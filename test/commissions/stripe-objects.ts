/** Objects as Stripe sends them, shortened. */
type Over = Readonly<Record<string, unknown>>;

export const checkoutSession = (over: Over = {}): Record<string, unknown> => ({
  id: 'cs_1',
  object: 'checkout.session',
  amount_subtotal: 10_000,
  amount_total: 11_900,
  client_reference_id: 'ann-writes_01JZ3NDEKTSV4RRFFQ69G5FAVA',
  created: 1_804_000_000 - 60,
  currency: 'eur',
  customer: 'cus_1',
  customer_creation: 'if_required',
  customer_details: { address: { city: 'Berlin', country: 'DE' }, email: 'cora@customer.example', name: 'Cora' },
  customer_email: null,
  invoice: null,
  livemode: true,
  metadata: { tandem_coupon: 'ANN10' },
  mode: 'payment',
  payment_intent: 'pi_1',
  payment_status: 'paid',
  status: 'complete',
  subscription: null,
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 1_900 },
  ...over,
});

const invoice: Record<string, unknown> = {
  id: 'in_1',
  object: 'invoice',
  amount_due: 11_900,
  amount_paid: 11_900,
  billing_reason: 'subscription_create',
  created: 1_804_000_000 - 30,
  currency: 'eur',
  customer: 'cus_1',
  customer_address: { city: 'Berlin', country: 'DE' },
  customer_email: 'cora@customer.example',
  lines: { object: 'list', data: [], has_more: false },
  livemode: true,
  metadata: {},
  status: 'paid',
  status_transitions: { finalized_at: 1_804_000_000 - 20, paid_at: 1_804_000_000 - 10 },
  subtotal: 10_000,
  total: 11_900,
};

/** Versions before 2025-03-31. */
export const invoiceOf2019 = (over: Over = {}): Record<string, unknown> => ({
  ...invoice,
  charge: 'ch_1',
  payment_intent: 'pi_1',
  subscription: 'sub_1',
  tax: 1_900,
  total_tax_amounts: [{ amount: 1_900, inclusive: false, tax_rate: 'txr_1' }],
  ...over,
});

/** Versions since 2025-03-31 (basil): payments, taxes and subscription lie elsewhere, and payments only where asked for. */
export const invoiceOf2025 = (over: Over = {}): Record<string, unknown> => ({
  ...invoice,
  parent: {
    type: 'subscription_details',
    quote_details: null,
    subscription_details: { metadata: {}, subscription: 'sub_1' },
  },
  total_taxes: [{ amount: 1_900, tax_behavior: 'exclusive', taxability_reason: 'standard_rated' }],
  ...over,
});
