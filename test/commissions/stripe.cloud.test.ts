import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { checkoutSession, invoiceOf2025 } from './stripe-objects.ts';
import {
  type Affiliate,
  anAffiliate,
  balancesOf,
  putSecrets,
  readSecrets,
  STRIPE_SECRET,
  sendStripe,
} from './webhooks.ts';

const cloud = withCloud({ throttling: false, assembly: withoutSchedules() });
let ann: Affiliate;
let reference = '';
let numbers = 0;
const pending = async () => (await balancesOf(cloud(), ann.partnerId, 'EUR'))?.pending ?? 0;
const gained = async (tell: () => Promise<unknown>) => {
  const before = await pending();
  await tell();
  return (await pending()) - before;
};
const seconds = () => Math.floor(cloud().clock.now() / 1000);
/** Objects about one customer's purchase, with times around now. */
const purchase = () => {
  numbers += 1;
  const n = numbers;
  const now = seconds();
  const ids = { customer: `cus_${n}`, payment_intent: `pi_${n}` };
  const invoice = invoiceOf2025({
    ...{ id: `in_${n}`, customer: ids.customer, created: now },
    status_transitions: { paid_at: now },
  });
  const session = checkoutSession({
    ...ids,
    id: `cs_${n}`,
    created: now - 5,
    client_reference_id: reference,
    metadata: {},
  });
  const payment = { type: 'payment_intent', payment_intent: ids.payment_intent };
  return {
    paid: () => sendStripe(cloud(), 'invoice.paid', invoice),
    payment: () =>
      sendStripe(cloud(), 'invoice_payment.paid', { id: `ip_${n}`, invoice: `in_${n}`, status: 'paid', payment }),
    checkout: (over: Record<string, unknown> = {}) =>
      sendStripe(cloud(), 'checkout.session.completed', { ...session, ...over }),
    refund: (amount: number) =>
      sendStripe(cloud(), 'refund.created', {
        ...{ id: `re_${n}`, object: 'refund', amount, charge: `ch_${n}`, created: now, currency: 'eur' },
        ...{ payment_intent: ids.payment_intent, status: 'succeeded' },
      }),
  };
};

beforeAll(async () => {
  ann = await anAffiliate(cloud(), 'stripe');
  reference = (await ann.click()).replace('.', '_');
});

describe('Stripe', () => {
  test('is not believed before its secret is known, nor a message that was changed or is old', async () => {
    const { checkout } = purchase();
    expect((await checkout()).status).toBe(401);
    await putSecrets(cloud(), { ...(await readSecrets(cloud())), stripe: ['whsec_older', STRIPE_SECRET] });
    await cloud().clock.moveTo(cloud().clock.now() + 61_000);
    const object = checkoutSession();
    for (const sending of [
      { late: 301 },
      { late: -301 },
      { secret: 'whsec_x' },
      { change: (text: string) => `${text} ` },
    ]) {
      expect((await sendStripe(cloud(), 'checkout.session.completed', object, sending)).status).toBe(401);
    }
  });

  test('tells a checkout that was paid: a sale, and its refund a part of it back', async () => {
    const { checkout, refund } = purchase();
    expect(await gained(checkout)).toBe(2_500);
    expect(await gained(checkout)).toBe(0);
    expect(await gained(() => refund(5_950))).toBe(-1_250);
  });

  test('tells of a refund before its sale: the sale earns nothing', async () => {
    const { checkout, refund } = purchase();
    expect((await refund(11_900)).json()).toMatchObject({ received: true, answers: [{ state: 'waits' }] });
    expect(await gained(checkout)).toBe(0);
  });

  test.each([
    ['checkout, invoice, payment', ['checkout', 'paid', 'payment']],
    ['payment, invoice, checkout', ['payment', 'paid', 'checkout']],
    ['invoice, checkout, payment', ['paid', 'checkout', 'payment']],
  ] as const)('tells a subscription in the order %s: one sale of the partner who led to it', async (_, order) => {
    const one = purchase();
    const subscribed = { mode: 'subscription', payment_intent: null, invoice: 'in_x', subscription: 'sub_x' };
    const steps = { checkout: () => one.checkout(subscribed), paid: one.paid, payment: one.payment };
    const earned = await gained(async () => {
      for (const step of [...order, ...order]) expect((await steps[step]()).status).toBe(200);
    });
    expect(earned).toBe(2_500);
  });

  test('is answered 200 for what concerns no commission, and 422 for what is none of its objects', async () => {
    const ignored = await sendStripe(cloud(), 'product.created', { id: 'prod_1' });
    expect(ignored.json()).toMatchObject({ received: true, answers: [{ state: 'ignored' }] });
    expect((await sendStripe(cloud(), 'invoice.paid', { id: 'in_9' })).status).toBe(422);
  });
});
