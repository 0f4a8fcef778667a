import { beforeAll, describe, expect, test } from 'vitest';
import { aReseller, dealItem, desk, type Reseller, registration } from '../deals/world.ts';
import { withCloud } from '../support/cloud.ts';
import { item, MANAGER, OPS, signIn } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { balancesOf, send } from './webhooks.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
let [ops, mara] = ['', ''];
let fay: Reseller;
const asFay = desk(cloud, () => fay.cookie);
const asOps = desk(cloud, () => ops);
const asMara = desk(cloud, () => mara);
let sales = 0;

const now = () => new Date(cloud().clock.now()).toISOString();
const pay = async (customerId: string, more: Record<string, unknown> = {}) => {
  sales += 1;
  const sold = { saleId: `pi_${sales}`, customerId, amountMinor: 10_000, currency: 'USD', touches: [], ...more };
  const reply = await send(cloud(), 'sale', sold, { at: now() });
  expect(reply.status, reply.text).toBe(200);
  await cloud().settle();
  return reply.json();
};
/** What Fay has pending, as difference to before. */
const earning = async (does: () => Promise<unknown>): Promise<number> => {
  const pending = async () => (await balancesOf(cloud(), fay.partnerId))?.pending ?? 0;
  const before = await pending();
  await does();
  return (await pending()) - before;
};
/** An approved deal of Fay's; won, unless told. */
const aDeal = async (customer: string, { won = true, customerId = '' } = {}): Promise<string> => {
  const { dealId } = (await asFay('POST', '/api/portal/deals', registration(customer))).body;
  await asOps('POST', `/api/ops/deals/${dealId}/decision`, { outcome: 'approved' });
  const how = { wonOn: now().slice(0, 10), termYears: 1, ...(customerId ? { customerId } : {}) };
  if (won) expect((await asOps('POST', `/api/ops/deals/${dealId}/win`, how)).status).toBe(200);
  return dealId;
};
const join = (
  dealId: string,
  customerId: string,
  because = 'Their buyer wrote to us from that account.',
  who = asOps,
) => who('POST', `/api/ops/deals/${dealId}/customer-ids`, { customerId, because });

beforeAll(async () => {
  ops = await signIn(cloud(), OPS);
  mara = await signIn(cloud(), MANAGER);
  fay = await aReseller(cloud(), 'fay', { tier: 'Gold' });
}, 60_000);

describe('A payment that carries only a customer id nobody told together with the deal', () => {
  test('earns nothing, until ops join the id to the deal: then earlier and later payments do, as if the win had named it', async () => {
    const joined = await aDeal('joined');
    const early = await earning(() => pay('cus_joined'));
    const share = await earning(() => join(joined, 'cus_joined'));
    const later = await earning(() => pay('cus_joined'));
    expect([early, later]).toEqual([0, share]);
    expect(share).toBeGreaterThan(0);

    const named = await aDeal('named', { customerId: 'cus_named' });
    expect(await earning(() => pay('cus_named')), 'the win had named it').toBe(share);
    expect((await asOps('GET', `/api/ops/deals/${named}`)).body.customerIds).toMatchObject([
      { customerId: 'cus_named' },
    ]);
  });

  test('is the first sale of its partner, where it had none [L9]', async () => {
    const gil = await aReseller(cloud(), 'gil', { tier: 'Gold' });
    const asGil = desk(cloud, () => gil.cookie);
    const { dealId } = (await asGil('POST', '/api/portal/deals', registration('first'))).body;
    await asOps('POST', `/api/ops/deals/${dealId}/decision`, { outcome: 'approved' });
    await asOps('POST', `/api/ops/deals/${dealId}/win`, { wonOn: now().slice(0, 10), termYears: 1 });
    await pay('cus_first');
    const fact = () => item(cloud(), `PARTNER#${gil.partnerId}`, 'FACT#1#first-sale');
    expect(await fact()).toBeUndefined();
    await join(dealId, 'cus_first');
    expect(await fact()).toBeDefined();
  });

  test('is joined once, however often it is said, and also before it has ever paid', async () => {
    const dealId = await aDeal('often');
    await join(dealId, 'cus_often');
    const again = await join(dealId, 'cus_often', 'Said again, with other words.');
    expect(again.status).toBe(200);
    expect(again.body.customerIds).toHaveLength(1);
    const share = await earning(() => pay('cus_often'));
    expect(await earning(() => join(dealId, 'cus_often'))).toBe(0);
    expect(share).toBeGreaterThan(0);
    expect((await join(dealId, 'cus_second')).body.customerIds).toHaveLength(2);
    expect(await earning(() => pay('cus_second'))).toBe(share);
  });

  test('and who joined it and why is on the deal and on the timeline; the partner reads that it counts, and no more', async () => {
    const dealId = await aDeal('told');
    const { body } = await join(dealId, 'cus_told', 'The invoice names this account.');
    expect(body.customerIds).toMatchObject([{ customerId: 'cus_told', because: 'The invoice names this account.' }]);
    expect(body.history.at(-1)).toMatchObject({
      says: 'A customer id was joined to it',
      note: 'cus_told: The invoice names this account.',
    });
    const team = JSON.stringify((await asOps('GET', `/api/ops/partners/${fay.partnerId}/timeline`)).body);
    expect(team).toContain(
      'Payments of cus_told were joined to the deal with told Inc: The invoice names this account.',
    );
    const own = JSON.stringify([
      (await asFay('GET', '/api/portal/timeline')).body,
      (await asFay('GET', `/api/portal/deals/${dealId}`)).body,
    ]);
    expect(own).toContain('Payments of another account of told Inc count for the deal.');
    expect(own).not.toContain('cus_told');
    expect(own).not.toContain('The invoice names');
  });

  test('is joined by ops alone, with a reason, to a deal that is won', async () => {
    const dealId = await aDeal('open', { won: false });
    expect((await join(dealId, 'cus_open')).body.detail).toContain('not won yet');
    expect((await join(dealId, 'cus_open', '')).status).toBe(422);
    expect((await join(dealId, 'cus open')).status).toBe(422);
    expect((await join(dealId, 'cus_open', 'Because.', asMara)).status).toBe(403);
    expect((await join(dealId, 'cus_open', 'Because.', asFay)).status).toBe(404);
    expect((await dealItem(cloud(), dealId)).paysAs).toBeUndefined();
  });

  test('waits for a deal that is won and not in the books yet', async () => {
    const dealId = await aDeal('late', { won: false });
    await pay('cus_late');
    cloud().faults = ({ role }) =>
      role.includes('ApplyDeal')
        ? { kind: 'error', when: 'before', name: 'InternalServerError', status: 500 }
        : undefined;
    await asOps('POST', `/api/ops/deals/${dealId}/win`, { wonOn: now().slice(0, 10), termYears: 1 });
    await join(dealId, 'cus_late');
    cloud().faults = undefined;
    expect(
      await earning(async () => {
        for (let minute = 0; minute < 4; minute++) await cloud().clock.moveTo(cloud().clock.now() + 60_000);
        await cloud().settle();
      }),
    ).toBeGreaterThan(0);
  });
});
