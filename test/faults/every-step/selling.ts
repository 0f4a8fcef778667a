import { type DealClosedWon, dealClosedWon } from '../../../functions/deals/contract.ts';
import { keyedHash } from '../../../functions/shared/ids.ts';
import { domainSignal } from '../../../functions/shared/signals.ts';
import type { HttpReply } from '../../../infra/local/cloud.ts';
import {
  programKeyOf,
  putOnBus,
  putSecrets,
  readSecrets,
  STRIPE_SECRET,
  send,
  sendStripe,
} from '../../commissions/webhooks.ts';
import { START } from '../../support/cloud.ts';
import { type Company, TryAgain } from './company.ts';
import type { Moment } from './world.ts';

/** A customer's system, and Stripe, tell of what a company's clicks led to; again and again until they are answered. */
type Deed = Moment['does'];

const DAY_MS = 86_400_000;
/** Told again, an event says the same: when it happened, too. */
const onDay = (day: number): string => new Date(Date.parse(START) + day * DAY_MS + 7_200_000).toISOString();
const secondsOf = (day: number): number => Date.parse(onDay(day)) / 1000;

const answered = async (company: Company, reply: Promise<HttpReply>): Promise<void> => {
  const { status, text } = await reply;
  await company.cloud.settle();
  if (status !== 200 && status !== 202) throw new TryAgain(`${status} ${text}`);
};

export const tells =
  (type: string, day: number, dataOf: (company: Company) => Record<string, unknown>): Deed =>
  (company) =>
    answered(company, send(company.cloud, type, dataOf(company), { at: onDay(day) }));

const sale = ({ name }: Company) => ({ saleId: `pi-${name}`, currency: 'USD' });

/** What room deals fixes of the deal that was told won: it is the company's, by margin, and it brought the meeting. */
const winsDeal: Deed = async (company) => {
  const { cloud, name } = company;
  const [key, partnerId, dealId] = [await programKeyOf(cloud), await company.finds(), `deal-${name}`];
  const meeting = { rule: 'meeting', partnerId, run: 1, earns: { minor: 5_000, currency: 'USD' }, evidence: 'Named.' };
  const deal: DealClosedWon = dealClosedWon.parse({
    dealId,
    customer: { domainHash: domainSignal(key, `customer-of-${name}.test`), customerId: `cus-${name}` },
    ...{ wonAt: onDay(1), from: onDay(0), policyVersion: 1, credits: [meeting] },
    origination: { partnerId, run: 1, invoicing: 'agency', parts: [{ rule: 'margin', shareBp: 2_000 }] },
  });
  await putOnBus(cloud, 'deal-closed-won.v1', `deal/${dealId}/won`, deal);
};

/** First the refund, then its sale; then everything else that can be told. */
export const told: readonly Moment[] = [
  {
    at: 'day 1 hour 3',
    does: tells('refund', 1, (company) => ({ ...sale(company), refundId: 're-1', amountMinor: 1_000 })),
  },
  {
    at: 'day 1 hour 4',
    does: tells('sale', 1, (company) => ({
      ...{ ...sale(company), amountMinor: 10_000, customerId: `cus-${company.name}`, touches: [company.click] },
      ...{ coupon: 'NONE-SUCH', email: `cora@customer-of-${company.name}.test` },
    })),
  },
  {
    at: 'day 1 hour 5',
    does: tells('lead', 1, ({ name, click }) => ({
      leadId: `lead-${name}`,
      customerId: `cus-${name}`,
      touches: [click],
    })),
  },
  {
    at: 'day 1 hour 6',
    does: tells('deal.won', 1, ({ name }) => ({
      ...{ dealId: `deal-${name}`, customerId: `cus-${name}`, domain: `customer-of-${name}.test` },
      payments: [{ saleId: `pi-of-deal-${name}`, amountMinor: 5_000, currency: 'USD', paidAt: onDay(1) }],
    })),
  },
  { at: 'day 1 hour 7', does: tells('click', 1, ({ click }) => ({ touch: `${click.slice(0, -4)}ZZZZ` })) },
  {
    at: 'day 1 hour 8',
    does: tells('chargeback', 1, (company) => ({
      ...{ ...sale(company), chargebackId: 'dp-1', amountMinor: 9_000, state: 'opened' },
    })),
  },
  { at: 'day 2', does: winsDeal },
];

const invoice = ({ name }: Company) => ({
  ...{ id: `in-${name}`, created: secondsOf(3), currency: 'usd', amount_paid: 2_000, total: 2_000 },
  ...{ customer: `cus-${name}`, customer_email: `cora@customer-of-${name}.test` },
});

const stripe =
  (type: string, objectOf: (company: Company) => Record<string, unknown>): Deed =>
  async (company) => {
    const secrets = await readSecrets(company.cloud);
    if (!secrets.stripe.length) await putSecrets(company.cloud, { ...secrets, stripe: [STRIPE_SECRET] });
    await answered(company, sendStripe(company.cloud, type, objectOf(company), { created: secondsOf(3) }));
  };

export const toldByStripe: readonly Moment[] = [
  { at: 'day 3 hour 3', does: stripe('invoice.paid', invoice) },
  {
    at: 'day 3 hour 4',
    does: stripe('invoice_payment.paid', ({ name }) => ({
      ...{ id: `inpay-${name}`, invoice: `in-${name}`, status: 'paid' },
      payment: { type: 'payment_intent', payment_intent: `pi-of-stripe-${name}` },
    })),
  },
];

/** Room fraud holds the commission of the sale, and lets it go days later. */
const flags =
  (outcome: 'held' | 'released'): Deed =>
  async (company) => {
    const { cloud, name } = company;
    const customer = keyedHash(await programKeyOf(cloud), 'customer', `cus-${name}`).slice(0, 22);
    const flagId = `01J${name.toUpperCase()}${'0'.repeat(18)}`;
    const about = { customer, sale: `pi-${name}`, partnerId: await company.finds(), flagId };
    const data = { ...about, rule: 'same-company', reason: 'Same company.' };
    await putOnBus(cloud, `accrual-${outcome}.v1`, `flag/${flagId}/${outcome}/pi-${name}`, data);
  };

export const flagged: readonly Moment[] = [
  { at: 'day 4', does: flags('held') },
  { at: 'day 8', does: flags('released') },
];

/** The partner and the team look at what was earned. */
export const looksAtEarnings: Deed = async (company) => {
  await company.portal(200, 'GET', '/portal/earnings');
  await company.portal(200, 'GET', `/portal/receipts/pi-${company.name}`);
  await company.ops(200, 'GET', `/sales/pi-${company.name}`);
  await company.ops(200, 'GET', '/waiting');
};
