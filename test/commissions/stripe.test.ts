import { describe, expect, test } from 'vitest';
import { halfClaim, wholeOf } from '../../functions/commissions/intake/half.ts';
import { minorOfStripe } from '../../functions/commissions/stripe/amount.ts';
import { stripeEvent } from '../../functions/commissions/stripe/shapes.ts';
import { translate } from '../../functions/commissions/stripe/translating.ts';
import { checkoutSession, invoiceOf2019, invoiceOf2025 } from './stripe-objects.ts';

const AT = 1_804_000_000;
const instant = (seconds: number): string => new Date(seconds * 1000).toISOString();
const read = (type: string, object: Record<string, unknown>) =>
  translate(stripeEvent.parse({ id: 'evt_1', object: 'event', created: AT, type, data: { object } }));
const only = (type: string, object: Record<string, unknown>) => {
  const read1 = read(type, object);
  if (!('happenings' in read1)) throw new Error(JSON.stringify(read1));
  return read1.happenings[0];
};
const why = (type: string, object: Record<string, unknown>) => {
  const found = read(type, object);
  return 'ignored' in found ? found.ignored : undefined;
};

describe('Stripe counts', () => {
  test.each([
    ['cents', 1_999, 'USD', 1_999],
    ['yen, which have no parts', 500, 'JPY', 500],
    ['fils, by thousands', 5_120, 'BHD', 5_120],
    ['kronur as if they had hundredths', 50_000, 'ISK', 500],
    ['Ugandan shillings as if they had hundredths', 500, 'UGX', 5],
    ['ariary without hundredths, which ISO 4217 gives them', 500, 'MGA', 50_000],
  ])('%s', (_, amount, currency, minor) => {
    expect(minorOfStripe(amount, currency)).toBe(minor);
  });
});

describe('A checkout', () => {
  test('that is paid is a sale by its payment intent, net of tax, with who led to it', () => {
    expect(only('checkout.session.completed', checkoutSession())).toMatchObject({
      kind: 'sale',
      key: 'pi_1',
      at: instant(AT),
      gross: 11_900,
      tax: 1_900,
      currency: 'EUR',
      customer: { customerId: 'cus_1', email: 'cora@customer.example' },
      touches: ['ann-writes.01JZ3NDEKTSV4RRFFQ69G5FAVA'],
      coupon: 'ANN10',
      country: 'DE',
    });
  });

  test('that is not paid yet, or was for nothing, is none', () => {
    expect(why('checkout.session.completed', checkoutSession({ payment_status: 'unpaid' }))).toContain('async');
    expect(why('checkout.session.completed', checkoutSession({ amount_total: 0 }))).toBe('Nothing was paid.');
    expect(only('checkout.session.async_payment_succeeded', checkoutSession())).toMatchObject({ key: 'pi_1' });
  });

  test('of a subscription is a lead from before the payment: the invoice tells the payment', () => {
    const session = checkoutSession({
      mode: 'subscription',
      payment_intent: null,
      invoice: 'in_1',
      subscription: 'sub_1',
    });
    expect(only('checkout.session.completed', session)).toMatchObject({
      kind: 'lead',
      key: 'cs_1',
      at: instant(AT - 60),
      customer: { customerId: 'cus_1' },
      touches: ['ann-writes.01JZ3NDEKTSV4RRFFQ69G5FAVA'],
    });
    const alone = { ...session, client_reference_id: 'order 7', metadata: {} };
    expect(why('checkout.session.completed', alone)).toContain('Nobody led');
  });
});

describe('An invoice that is paid', () => {
  test('is a sale by its payment intent, the same as its checkout', () => {
    const invoice = only('invoice.paid', invoiceOf2019());
    expect(invoice).toMatchObject({ kind: 'sale', key: 'pi_1', gross: 11_900, tax: 1_900, subscription: 'sub_1' });
    const checkout = only('checkout.session.completed', checkoutSession());
    expect(invoice?.same).toEqual(checkout?.same);
    expect(only('invoice.payment_succeeded', invoiceOf2019())).toEqual(invoice);
  });

  test('waits, in versions that do not name its payment, for the event that does', () => {
    expect(read('invoice.paid', invoiceOf2025())).toMatchObject({
      half: { invoice: 'in_1', side: 'invoice', sale: { gross: 11_900, tax: 1_900, subscription: 'sub_1' } },
    });
    const payment = { type: 'payment_intent', payment_intent: 'pi_1' };
    expect(read('invoice_payment.paid', { id: 'inpay_1', invoice: 'in_1', status: 'paid', payment })).toEqual({
      half: { invoice: 'in_1', side: 'payment', payment: 'pi_1' },
    });
    const expanded = invoiceOf2025({
      payments: { object: 'list', data: [{ payment: { ...payment, payment_intent: { id: 'pi_1' } } }] },
    });
    expect(only('invoice.paid', expanded)).toMatchObject({ key: 'pi_1' });
  });

  test('of nothing, and one that a balance paid in part, count what was paid', () => {
    expect(why('invoice.paid', invoiceOf2019({ amount_paid: 0 }))).toBe('Nothing was paid.');
    expect(only('invoice.paid', invoiceOf2019({ amount_paid: 5_950 }))).toMatchObject({ gross: 5_950, tax: 950 });
  });
});

describe('A payment intent', () => {
  const intent = { id: 'pi_1', created: AT, currency: 'usd', amount_received: 1_000, customer: null };
  test('counts only when its metadata speak to us', () => {
    expect(why('payment_intent.succeeded', { ...intent, metadata: { order: '7' } })).toContain('checkout or invoice');
    expect(only('payment_intent.succeeded', { ...intent, metadata: { tandem: 'sale' } })).toMatchObject({
      kind: 'sale',
      key: 'pi_1',
      gross: 1_000,
    });
  });
});

describe('What comes back', () => {
  const refund = { id: 're_1', created: AT, amount: 500, currency: 'usd', charge: 'ch_1', payment_intent: 'pi_1' };
  test('is each refund by its own id, once it has succeeded', () => {
    const told = { kind: 'refund', key: 'pi_1~re_1', sale: 'pi_1', minor: 500 };
    for (const type of ['refund.created', 'refund.updated', 'charge.refund.updated']) {
      expect(only(type, { ...refund, status: 'succeeded' })).toMatchObject(told);
    }
    expect(why('refund.created', { ...refund, status: 'pending' })).toBeDefined();
    expect(only('charge.refunded', { id: 'ch_1', refunds: { data: [refund] } })).toMatchObject(told);
    expect(why('charge.refunded', { id: 'ch_1', amount_refunded: 500 })).toContain('refund.created');
    expect(only('refund.created', { ...refund, payment_intent: null, status: 'succeeded' })).toMatchObject({
      sale: 'ch_1',
    });
  });

  test('is nothing again when a refund fails', () => {
    expect(only('refund.failed', { ...refund, status: 'failed' })).toMatchObject({
      kind: 'chargeback-won',
      key: 'pi_1~re_1',
    });
  });

  test('is a dispute from when money moves until it is won', () => {
    const dispute = { id: 'dp_1', created: AT, amount: 500, currency: 'usd', charge: 'ch_1', payment_intent: 'pi_1' };
    const of = (type: string, status: string) => read(`charge.dispute.${type}`, { ...dispute, status });
    expect(of('created', 'warning_needs_response')).toMatchObject({ ignored: expect.stringContaining('inquiry') });
    for (const [type, status, kind] of [
      ['created', 'needs_response', 'chargeback'],
      ['funds_withdrawn', 'under_review', 'chargeback'],
      ['closed', 'lost', 'chargeback'],
      ['closed', 'won', 'chargeback-won'],
    ] as const) {
      expect(of(type, status)).toMatchObject({ happenings: [{ kind, key: 'pi_1~dp_1', minor: 500 }] });
    }
  });
});

describe('The product, for plans that name one', () => {
  const invoiceFor = (...lines: readonly Record<string, unknown>[]) => invoiceOf2019({ lines: { data: lines } });
  const old = (product: unknown, amount = 5_000) => ({ amount, price: { id: 'price_1', product } });
  const basil = (product: string, amount = 5_000) => ({ amount, pricing: { price_details: { product } } });

  test.each([
    ['of an invoice for one', invoiceFor(old('prod_1'), old('prod_1', 900)), 'prod_1'],
    ['of one that is sent whole', invoiceFor(old({ id: 'prod_1', name: 'Pro' })), 'prod_1'],
    ['of the newer shape', invoiceFor(basil('prod_2')), 'prod_2'],
    ['beside what is given back of another', invoiceFor(old('prod_1'), old('prod_2', -900)), 'prod_1'],
    ['of several is not guessed', invoiceFor(old('prod_1'), old('prod_2')), undefined],
    ['of a line without one neither', invoiceFor({ amount: 5_000 }), undefined],
    ['as the shop calls it', { ...invoiceFor(old('prod_1')), metadata: { tandem_product: 'pro' } }, 'pro'],
    ['that is no id is passed over', { ...invoiceFor(), metadata: { tandem_product: 'two words' } }, undefined],
  ])('%s', (_, object, product) => {
    expect(only('invoice.paid', object)).toMatchObject({ kind: 'sale', key: 'pi_1' });
    expect((only('invoice.paid', object) as { product?: string }).product).toBe(product);
  });

  test('is kept while an invoice waits for its payment', () => {
    const told = read('invoice.paid', invoiceOf2025({ lines: { data: [basil('prod_2')] } }));
    const paid = { type: 'payment_intent', payment_intent: 'pi_1' };
    const pays = read('invoice_payment.paid', { id: 'inpay_1', invoice: 'in_1', status: 'paid', payment: paid });
    if (!('half' in told && 'half' in pays)) throw new Error('Both are halves.');
    const claims = [told, pays].map(({ half }) => halfClaim('a key of this test', half, new Date(AT * 1_000)));
    expect(wholeOf(claims)).toMatchObject({ key: 'pi_1', gross: 11_900, product: 'prod_2', country: 'DE' });
  });

  test('of a checkout is what its metadata say', () => {
    const object = checkoutSession({ metadata: { tandem_product: 'pro' } });
    expect(only('checkout.session.completed', object)).toMatchObject({ product: 'pro' });
  });
});

test('A subscription that ends is told, and what concerns no commission is passed over', () => {
  const subscription = { id: 'sub_1', customer: 'cus_1', created: AT - 9, canceled_at: AT };
  expect(only('customer.subscription.deleted', subscription)).toMatchObject({
    kind: 'subscription',
    state: 'cancelled',
  });
  expect(why('product.created', {})).toBe('This kind of event concerns no commission.');
});
