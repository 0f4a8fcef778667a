import { beforeAll, describe, expect, test } from 'vitest';
import { customerOf } from '../../functions/commissions/intake/recording.ts';
import { homeOf } from '../../functions/commissions/meeting/places.ts';
import type { DealClosedWon } from '../../functions/deals/contract.ts';
import { domainSignal } from '../../functions/shared/signals.ts';
import { withCloud } from '../support/cloud.ts';
import { item } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { credit, wonDeal } from './story.ts';
import { type Affiliate, anAffiliate, balancesOf, factsOf, programKeyOf, putOnBus, send } from './webhooks.ts';

const cloud = withCloud({ start: '2027-03-01T09:00:00.000Z', throttling: false, assembly: withoutSchedules() });
let key: string;
let [ann, dora, eve]: Affiliate[] = [];
let [sales, deals] = [0, 0];

const now = () => new Date(cloud().clock.now()).toISOString();
const idOf = (one: Affiliate | undefined): string => one?.partnerId ?? '';
const pay = async (data: Record<string, unknown> = {}) => {
  sales += 1;
  const sold = { saleId: `pi_${sales}`, amountMinor: 10_000, currency: 'USD', touches: [], ...data };
  const reply = await send(cloud(), 'sale', sold, { at: now() });
  expect(reply.status, reply.text).toBe(200);
  await cloud().settle();
  return { ...sold, answer: reply.json() };
};

/** A deal of Dora's with a customer of its own; Eve held the demo. */
const aDeal = (over: Partial<DealClosedWon> = {}): DealClosedWon & { domain: string } => {
  deals += 1;
  const domain = `customer-${deals}.example`;
  const dealId = `01JDEAL${String(deals).padStart(19, '0')}`;
  const won = wonDeal({
    dealId,
    customer: { domainHash: domainSignal(key, `www.${domain}`) },
    wonAt: now(),
    from: '2027-01-01T00:00:00.000Z',
    origination: {
      partnerId: idOf(dora),
      run: 1,
      invoicing: 'agency',
      parts: [
        { rule: 'margin', shareBp: 2_000 },
        { rule: 'registered-deal', shareBp: 500 },
      ],
    },
    credits: [credit(idOf(eve))],
    ...over,
  });
  return { ...won, domain };
};
const win = async ({ domain: _, ...deal }: DealClosedWon & { domain: string }) => {
  await putOnBus(cloud(), 'deal-closed-won.v1', `deal/${deal.dealId}/won`, deal);
};
/** What both have pending, as difference to before. */
const earning = async (does: () => Promise<unknown>) => {
  const both = () => Promise.all([dora, eve].map(async (one) => (await balancesOf(cloud(), idOf(one)))?.pending ?? 0));
  const before = await both();
  await does();
  return (await both()).map((minor, index) => minor - (before[index] ?? 0));
};
const writesOf = async (does: () => Promise<unknown>): Promise<number> => {
  await cloud().settle();
  const role = cloud().credentials('tandem-local-commissions-receive-event').accessKeyId;
  const writes = () => cloud().counters.sum({ service: 'dynamodb', role }).writeUnits;
  const before = writes();
  await does();
  return writes() - before;
};

beforeAll(async () => {
  key = await programKeyOf(cloud());
  [ann, dora, eve] = [
    await anAffiliate(cloud(), 'deals-ann'),
    await anAffiliate(cloud(), 'deals-dora'),
    await anAffiliate(cloud(), 'deals-eve'),
  ];
  // Their first sales are news to their journeys; those of the tests are sales like others.
  for (const one of [ann, dora, eve]) await pay({ customerId: `first-${idOf(one)}`, touches: [await one?.click()] });
});

describe('A payment of a won deal earns for its partner, and what stands beside it', () => {
  test('told after the deal, by the customer’s domain', async () => {
    const deal = aDeal();
    await win(deal);
    expect(await earning(() => pay({ customerId: 'cus_domain', domain: deal.domain }))).toEqual([2_500, 500]);
    expect(await earning(() => pay({ customerId: 'cus_domain' })), 'by the customer alone from then on').toEqual([
      2_500, 500,
    ]);
  });

  test('told before the deal, by the domain of who paid', async () => {
    const deal = aDeal();
    await pay({ customerId: 'cus_before', email: `kim@mail.${deal.domain}` });
    await pay({ customerId: 'cus_before' });
    expect(await earning(() => win(deal))).toEqual([5_000, 1_000]);
    expect(await earning(() => win(deal)), 'told again').toEqual([0, 0]);
  });

  test('told before the deal, it is the first sale of a partner that had none [L9]', async () => {
    const fay = await anAffiliate(cloud(), 'deals-fay');
    const deal = aDeal();
    await pay({ customerId: 'cus_first', domain: deal.domain });
    const { origination } = deal;
    if (origination) await win({ ...deal, origination: { ...origination, partnerId: fay.partnerId } });
    expect(await item(cloud(), `PARTNER#${fay.partnerId}`, 'FACT#1#first-sale')).toBeDefined();
  });

  test('told before or after by the customer’s id alone, where the deal knows it', async () => {
    const deal = aDeal();
    await pay({ customerId: 'cus_named' });
    const named = { ...deal, customer: { ...deal.customer, customerId: 'cus_named' } };
    expect(await earning(() => win(named))).toEqual([2_500, 500]);
    expect(await earning(() => pay({ customerId: 'cus_named' }))).toEqual([2_500, 500]);
  });

  test('told before or after by the deal’s id, whoever paid', async () => {
    const deal = aDeal();
    await pay({ customerId: 'cus_one', dealId: deal.dealId });
    await pay({ dealId: deal.dealId });
    expect(await earning(() => win(deal))).toEqual([5_000, 1_000]);
    expect(await earning(() => pay({ customerId: 'cus_two', dealId: deal.dealId }))).toEqual([2_500, 500]);
  });

  test('of several accounts of one company, and an amount that is earned once for all of them', async () => {
    const deal = aDeal();
    await pay({ customerId: 'cus_berlin', domain: deal.domain });
    await pay({ domain: deal.domain });
    const meeting = credit(idOf(eve), { minor: 50_000, currency: 'USD' }, { rule: 'meeting' });
    expect(await earning(() => win({ ...deal, credits: [meeting] }))).toEqual([5_000, 50_000]);
    expect(await earning(() => pay({ customerId: 'cus_paris', domain: deal.domain }))).toEqual([2_500, 0]);
    expect(await factsOf(cloud(), homeOf(key, deal))).toHaveLength(1);
  });

  test('not of strangers who have a mailbox at the same free provider', async () => {
    const deal = aDeal({ customer: { domainHash: domainSignal(key, 'gmail.com') } });
    await pay({ customerId: 'cus_free', email: 'kim@gmail.com' });
    expect(await earning(() => win(deal))).toEqual([0, 0]);
    expect(await earning(() => pay({ email: 'lee@gmail.com' }))).toEqual([0, 0]);
  });

  test('in all currencies at once, when the deal is told late', async () => {
    const deal = aDeal();
    await pay({ customerId: 'cus_euro', domain: deal.domain });
    await pay({ customerId: 'cus_euro', currency: 'EUR', amountMinor: 20_000 });
    await win(deal);
    expect(await balancesOf(cloud(), idOf(dora), 'EUR')).toMatchObject({ pending: 5_000 });
    expect(await balancesOf(cloud(), idOf(eve), 'EUR')).toMatchObject({ pending: 1_000 });
  });
});

describe('Deal or affiliate, never both', () => {
  test('the click loses with the reason, before and after the deal is told', async () => {
    const deal = aDeal();
    const before = (await balancesOf(cloud(), idOf(ann)))?.pending ?? 0;
    const first = await pay({ customerId: 'cus_both', domain: deal.domain, touches: [await ann?.click()] });
    expect((await balancesOf(cloud(), idOf(ann)))?.pending).toBe(before + 2_500);
    expect(await earning(() => win(deal))).toEqual([2_500, 500]);
    const second = await pay({ customerId: 'cus_both', touches: [await ann?.click()] });
    expect((await balancesOf(cloud(), idOf(ann)))?.pending).toBe(before);
    for (const { saleId } of [first, second]) {
      const shown = await cloud().http('GET', `/api/portal/receipts/${saleId}`, { cookie: ann?.cookie ?? '' });
      expect(shown.json().touches).toMatchObject([
        { won: false, because: 'A registered deal goes before coupons and clicks.' },
      ]);
    }
  });

  test('a resale is decided and posts nothing, and the partner can read that', async () => {
    const deal = aDeal();
    const { origination } = deal;
    if (!origination) throw new Error('It has one.');
    await win({ ...deal, credits: [], origination: { ...origination, invoicing: 'resale' } });
    const sold = await pay({ customerId: 'cus_resale', domain: deal.domain });
    expect(sold.answer).toMatchObject({
      commissions: [],
      because: 'A resale: the margin was the discount on the order, so nothing is posted.',
    });
    const shown = await cloud().http('GET', `/api/portal/receipts/${sold.saleId}`, { cookie: dora?.cookie ?? '' });
    expect(shown.json()).toMatchObject({ state: 'nothing', touches: [{ kind: 'deal', won: true }] });
  });
});

describe('What came back, and receipts', () => {
  test('a refund takes back from each in proportion', async () => {
    const deal = aDeal();
    await win(deal);
    const { saleId } = await pay({ customerId: 'cus_back', domain: deal.domain });
    const back = { refundId: 're_1', saleId, amountMinor: 5_000, currency: 'USD' };
    expect(await earning(() => send(cloud(), 'refund', back))).toEqual([-1_250, -250]);
    const shown = await cloud().http('GET', `/api/portal/receipts/${saleId}`, { cookie: eve?.cookie ?? '' });
    expect(shown.json()).toMatchObject({
      state: 'pending',
      returned: 5_000,
      parts: [{ rule: 'co-sell', minor: 500 }],
      movements: [
        { rule: 'co-sell', minor: 500 },
        { rule: 'co-sell', minor: -250 },
      ],
    });
    const others = await cloud().http('GET', `/api/portal/receipts/${saleId}`, { cookie: ann?.cookie ?? '' });
    expect(others.status).toBe(404);
  });

  test('an amount of the deal itself has a receipt of its own', async () => {
    const meeting = credit(idOf(eve), { minor: 50_000, currency: 'USD' }, { rule: 'meeting' });
    const deal = aDeal({ credits: [meeting] });
    await win(deal);
    const path = `/api/portal/receipts/${deal.dealId}`;
    expect((await cloud().http('GET', path, { cookie: eve?.cookie ?? '' })).json()).toMatchObject({
      of: 'deal',
      state: 'pending',
      movements: [{ rule: 'meeting', minor: 50_000 }],
    });
    expect((await cloud().http('GET', path, { cookie: dora?.cookie ?? '' })).status).toBe(404);
  });
});

describe('A deal that the CRM says is won', () => {
  let at: string;
  const told = (over: Record<string, unknown> = {}) => ({
    dealId: 'crm_1',
    customerId: 'cus_crm',
    domain: 'Shop.Crm-Customer.example',
    payments: [
      { saleId: 'pi_crm_1', amountMinor: 10_000, currency: 'USD', paidAt: at },
      { saleId: 'pi_crm_2', amountMinor: 10_000, currency: 'EUR', paidAt: at },
    ],
    ...over,
  });

  test('is passed on to who knows the deals, and its payments are sales already', async () => {
    at = now();
    const reply = await send(cloud(), 'deal.won', told(), { at });
    expect(reply.status).toBe(202);
    expect(reply.json()).toMatchObject({
      key: 'crm_1',
      state: 'passed-on',
      because: 'Whose deal it is follows from its registration.',
      payments: [
        { saleId: 'pi_crm_1', state: 'recorded', commissions: [] },
        { saleId: 'pi_crm_2', state: 'recorded', commissions: [] },
      ],
    });
    expect((await send(cloud(), 'deal.won', told(), { at })).json().payments).toMatchObject([
      { state: 'repeat' },
      { state: 'repeat' },
    ]);
    expect((await send(cloud(), 'deal.won', told({ domain: 'other.example' }), { at })).status).toBe(422);
    const kept = await item(cloud(), 'EVENT#deal/crm_1/told', 'EVENT');
    expect(kept?.event).toMatchObject({
      name: 'deal-won-told.v1',
      occurredAt: at,
      data: { dealId: 'crm_1', customerId: 'cus_crm', domainHash: domainSignal(key, 'crm-customer.example') },
    });
  });

  test('and then earns on all of them', async () => {
    const customer = { domainHash: domainSignal(key, 'crm-customer.example'), customerId: 'cus_crm' };
    expect(await earning(() => win(aDeal({ customer, credits: [] })))).toEqual([2_500, 0]);
    const facts = await factsOf(
      cloud(),
      customerOf(key, { kind: 'sale', key: '', customer: { customerId: 'cus_crm' } }),
    );
    expect(facts.map(({ kind }) => kind)).toEqual(['sale', 'sale', 'deal-won']);
  });
});

describe('What it costs', () => {
  test('a first payment that meets a deal writes four units at most, later ones as ever, a repeat one', async () => {
    const deal = aDeal();
    const first = { customerId: 'cus_cost', domain: deal.domain };
    expect(await writesOf(() => pay(first))).toBeLessThanOrEqual(4);
    await win(deal);
    const units = await writesOf(() => pay(first));
    expect(units).toBeLessThanOrEqual(3);
    const again = { saleId: 'pi_again', amountMinor: 10_000, currency: 'USD', touches: [], ...first };
    const at = now();
    await send(cloud(), 'sale', again, { at });
    expect(await writesOf(() => send(cloud(), 'sale', again, { at }))).toBe(1);
  });

  test('a deal and its payment that are told at the same instant find each other', async () => {
    for (let tried = 0; tried < 5; tried++) {
      const deal = aDeal();
      const both = () => Promise.all([pay({ customerId: `cus_race_${tried}`, domain: deal.domain }), win(deal)]);
      expect(await earning(both)).toEqual([2_500, 500]);
    }
  });
});
