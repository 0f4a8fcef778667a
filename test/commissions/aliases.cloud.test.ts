import { beforeAll, describe, expect, test } from 'vitest';
import { aReseller, dealItem, desk, type Reseller, registration } from '../deals/world.ts';
import { withCloud } from '../support/cloud.ts';
import { item, OPS, signIn } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { balancesOf, send } from './webhooks.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
let ops = '';
let fay: Reseller;
let sales = 0;
const asFay = desk(cloud, () => fay.cookie);
const asOps = desk(cloud, () => ops);

const now = () => new Date(cloud().clock.now()).toISOString();
const pay = async (more: Record<string, unknown>) => {
  sales += 1;
  const sold = { saleId: `al_${sales}`, amountMinor: 10_000, currency: 'USD', touches: [], ...more };
  const reply = await send(cloud(), 'sale', sold, { at: now() });
  expect(reply.status, reply.text).toBe(200);
  await cloud().settle();
};
const payFrom = (domain: string) => pay({ customerId: `cus_${domain}`, email: `kim@mail.${domain}` });
/** What Fay has pending, as difference to before. */
const earning = async (does: () => Promise<unknown>): Promise<number> => {
  const pending = async () => (await balancesOf(cloud(), fay.partnerId))?.pending ?? 0;
  const before = await pending();
  await does();
  return (await pending()) - before;
};
const isAliasOf = (domain: string, customer: string | undefined) =>
  asOps('POST', '/api/ops/customer-aliases', { domain, customer, note: 'One company.' });
const approved = async (domain: string): Promise<string> => {
  const { dealId } = (await asFay('POST', '/api/portal/deals', registration(domain, { domain }))).body;
  expect((await asOps('POST', `/api/ops/deals/${dealId}/decision`, { outcome: 'approved' })).status).toBe(200);
  return dealId;
};
const win = async (dealId: string) => {
  const how = { wonOn: now().slice(0, 10), termYears: 1 };
  expect((await asOps('POST', `/api/ops/deals/${dealId}/win`, how)).status).toBe(200);
};
const won = async (domain: string) => {
  const dealId = await approved(domain);
  await win(dealId);
  return dealId;
};

/** What Fay earns of a payment of 100.00 from the customer's own domain. */
const shareOf = async (dealId: string): Promise<number> => {
  const parts = (await dealItem(cloud(), dealId)).won?.parts ?? [];
  return parts.reduce((sum, { shareBp }) => sum + shareBp, 0);
};

beforeAll(async () => {
  ops = await signIn(cloud(), OPS);
  fay = await aReseller(cloud(), 'fay', { tier: 'Gold' });
}, 60_000);

describe('A payment from another domain of the customer', () => {
  test('earns on the deal, told before it is won and after', async () => {
    await isAliasOf('elm.de', 'elm.com');
    const dealId = await approved('elm.com');
    await payFrom('elm.de');
    const early = await earning(() => win(dealId));
    const share = await shareOf(dealId);
    expect(share).toBeGreaterThan(0);
    expect([early, await earning(() => payFrom('elm.de'))]).toEqual([share, share]);
    expect(await earning(() => pay({ customerId: 'cus_later', email: 'joe@elm.de' }))).toBe(share);
  });

  test('earns from when it is known to be the same customer, whichever of the two registered', async () => {
    const dealId = await won('oak.de');
    const share = await shareOf(dealId);
    expect(await earning(() => payFrom('oak.com'))).toBe(0);
    expect(await earning(() => isAliasOf('oak.de', 'oak.com')), 'paid before').toBe(share);
    expect(await earning(() => isAliasOf('oak.de', 'oak.com')), 'said again').toBe(0);
    expect(await earning(() => isAliasOf('oak.fr', 'oak.com')), 'a third').toBe(0);
    expect(await earning(() => payFrom('oak.fr'))).toBe(share);
  });

  test('is the first sale of its partner, where it had none [L9]', async () => {
    const gil = await aReseller(cloud(), 'gil', { tier: 'Gold' });
    const { dealId } = (await desk(cloud, () => gil.cookie)('POST', '/api/portal/deals', registration('hazel'))).body;
    await asOps('POST', `/api/ops/deals/${dealId}/decision`, { outcome: 'approved' });
    await win(dealId);
    await payFrom('hazel.de');
    const first = () => item(cloud(), `PARTNER#${gil.partnerId}`, 'FACT#1#first-sale');
    expect(await first()).toBeUndefined();
    await isAliasOf('hazel.de', 'hazel.com');
    expect(await first()).toBeDefined();
  });

  test('belongs to one deal, where each of two domains has one', async () => {
    const first = await won('fir.com');
    const second = await won('fir.de');
    const share = await shareOf(first);
    await isAliasOf('fir.de', 'fir.com');
    expect(await shareOf(second), 'of the second alone').toBeGreaterThan(0);
    expect(await earning(() => payFrom('fir.de'))).toBe(share);
  });

  test('earns nothing for a customer who comes once the alias is gone; one who came before stays', async () => {
    await isAliasOf('ash.de', 'ash.com');
    const dealId = await won('ash.com');
    const share = await shareOf(dealId);
    expect(await earning(() => payFrom('ash.de'))).toBe(share);
    await isAliasOf('ash.de', undefined);
    expect(await earning(() => pay({ customerId: 'cus_other', email: 'new@ash.de' }))).toBe(0);
    expect(await earning(() => payFrom('ash.de'))).toBe(share);
    await isAliasOf('ash.de', 'elder.com');
    const elder = await won('elder.com');
    expect(await earning(() => pay({ customerId: 'cus_elder', email: 'new@elder.com' }))).toBe(await shareOf(elder));
  });

  test('is never overlooked, whatever is told at the same moment', async () => {
    const dealId = await approved('yew.com');
    const earned = await earning(() => Promise.all([win(dealId), payFrom('yew.de'), isAliasOf('yew.de', 'yew.com')]));
    expect(earned).toBe(await shareOf(dealId));
    expect(earned).toBeGreaterThan(0);
  });
});

describe('A customer of several domains', () => {
  test('is not new where it bought from another one [T8]', async () => {
    const alone = await dealItem(cloud(), await won('rowan.com'));
    expect(alone.won?.newCustomer).toBe(true);
    await payFrom('pine.de');
    await isAliasOf('pine.de', 'pine.com');
    await cloud().clock.moveTo(cloud().clock.now() + 60_000);
    expect((await dealItem(cloud(), await won('pine.com'))).won?.newCustomer, 'paid').toBe(false);
    await won('cedar.de');
    await isAliasOf('cedar.de', 'cedar.com');
    expect((await dealItem(cloud(), await won('cedar.com'))).won?.newCustomer, 'won').toBe(false);
  });

  test('is told as won under any of them', async () => {
    await isAliasOf('birch.de', 'birch.com');
    const dealId = await approved('birch.com');
    const told = { dealId: 'crm-birch', domain: 'birch.de', customerId: 'cus_birch' };
    expect((await send(cloud(), 'deal.won', told, { at: now() })).status).toBe(202);
    await cloud().settle();
    expect(await dealItem(cloud(), dealId)).toMatchObject({ state: 'won', won: { customerId: 'cus_birch' } });
  });
});
