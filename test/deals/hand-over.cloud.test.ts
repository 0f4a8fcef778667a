import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { item, MANAGER, signIn } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aReseller, dealItem, dealLetters, desk, pass, type Reseller, registration } from './world.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
let first: Reseller;
let second: Reseller;
let mara = '';
const asFirst = desk(cloud, () => first.cookie);
const asSecond = desk(cloud, () => second.cookie);
const asMara = desk(cloud, () => mara);

beforeAll(async () => {
  first = await aReseller(cloud(), 'first', { tier: 'Gold' });
  second = await aReseller(cloud(), 'second', { tier: 'Gold' });
  mara = await signIn(cloud(), MANAGER);
}, 60_000);

/** The first partner's approved deal, and the second's place in line behind it. */
const both = async (customer: string) => {
  const own = (await asFirst('POST', '/api/portal/deals', registration(customer))).body.dealId;
  await asMara('POST', `/api/ops/deals/${own}/decision`, { outcome: 'approved' });
  await pass(cloud(), 60_000);
  const waiting = (await asSecond('POST', '/api/portal/deals', registration(customer))).body.dealId;
  return { own, waiting };
};
const claimOf = async (dealId: string) =>
  item(cloud(), `CUSTOMER-CLAIM#${(await dealItem(cloud(), dealId)).customer.hash}`, 'CLAIM');

describe('A customer that asks for another partner', () => {
  test('is handed over in one write, however that fails: the first is owed its fee once the second wins', async () => {
    const { own, waiting } = await both('asking');
    const handOver = () =>
      asMara('POST', `/api/ops/deals/${own}/hand-over`, { toDealId: waiting, reason: 'Their mail of today.' });
    for (const fault of [
      { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 },
      { kind: 'crash', when: 'after' },
    ] as const) {
      let struck = false;
      cloud().faults = (call) => {
        if (struck || !call.role.includes('HandOverDeal') || call.action !== 'TransactWriteItems') return undefined;
        struck = true;
        return fault;
      };
      await handOver();
      expect(struck).toBe(true);
    }
    cloud().faults = undefined;
    expect((await handOver()).status).toBe(200);
    expect(await dealItem(cloud(), own)).toMatchObject({ state: 'conflict', owner: { dealId: waiting } });
    expect(await dealItem(cloud(), waiting)).toMatchObject({ state: 'approved', owes: [own] });
    expect(await claimOf(own)).toMatchObject({ dealId: waiting });
    expect(await item(cloud(), `PARTNER#${first.partnerId}`, 'OPEN-DEALS')).toMatchObject({ open: 0 });
    expect(await dealLetters(cloud(), first.email)).toEqual(['deal-registered', 'deal-approved', 'deal-conflict']);

    const wonOn = new Date(cloud().clock.now()).toISOString().slice(0, 10);
    await asSecond('POST', `/api/portal/deals/${waiting}/win`, { wonOn, termYears: 3 });
    const told = await item(cloud(), `EVENT#deal/${waiting}/won`, 'EVENT');
    expect(told?.event).toMatchObject({
      data: {
        origination: {
          partnerId: second.partnerId,
          parts: [
            { rule: 'margin', shareBp: 3_000 },
            { rule: 'registered-deal', shareBp: 500 },
            { rule: 'new-customer', shareBp: 300 },
            { rule: 'three-years', shareBp: 500 },
          ],
        },
        credits: [{ rule: 'conflict-fee', partnerId: first.partnerId, earns: { shareBp: 500 } }],
      },
    });
    expect(await dealItem(cloud(), own)).toMatchObject({ state: 'won' });
  });

  test('is not handed over to a deal about somebody else', async () => {
    const { own } = await both('loyal');
    const other = (await asSecond('POST', '/api/portal/deals', registration('different'))).body.dealId;
    const reply = await asMara('POST', `/api/ops/deals/${own}/hand-over`, { toDealId: other, reason: 'A mistake.' });
    expect(reply.status).toBe(422);
  });
});

describe('When the customer is free again', () => {
  test('the first in line alone is told, and has it by checking again', async () => {
    const { own, waiting } = await both('freed');
    await asFirst('POST', `/api/portal/deals/${own}/end`, { as: 'lost', reason: 'They chose nobody.' });
    expect(await dealLetters(cloud(), second.email)).toContain('deal-next-in-line');
    expect(await claimOf(own)).toBeUndefined();
    expect((await asSecond('POST', `/api/portal/deals/${waiting}/checks`)).body).toMatchObject({ state: 'in-review' });
    expect(await claimOf(own)).toMatchObject({ dealId: waiting });
  });

  test('a customer that was won before is no new customer, and its payments count from the win', async () => {
    const { own } = await both('twice');
    const wonOn = new Date(cloud().clock.now()).toISOString().slice(0, 10);
    await asFirst('POST', `/api/portal/deals/${own}/win`, { wonOn, termYears: 1 });
    const again = (await asFirst('POST', '/api/portal/deals', registration('twice', { products: ['More'] }))).body;
    expect(again.state).toBe('in-review');
    await asMara('POST', `/api/ops/deals/${again.dealId}/decision`, { outcome: 'approved' });
    await asFirst('POST', `/api/portal/deals/${again.dealId}/win`, { wonOn, termYears: 1 });
    const told = await item(cloud(), `EVENT#deal/${again.dealId}/won`, 'EVENT');
    expect(JSON.stringify(told?.event)).not.toContain('new-customer');
  });
});

describe('A co-sell credit', () => {
  test('needs the partner in the CRM, and stands beside the margin once the deal is won', async () => {
    const own = (await asFirst('POST', '/api/portal/deals', registration('shared'))).body.dealId;
    const path = `/api/ops/deals/${own}/credits`;
    const credit = { rule: 'co-sell', kind: 'demo-support', evidence: 'Held the demo.', partnerId: second.partnerId };
    expect((await asMara('POST', path, { ...credit, crmField: 'Somebody else' })).status).toBe(422);
    expect((await asMara('POST', path, { ...credit, crmField: 'second' })).status).toBe(200);
    expect((await asMara('POST', path, { ...credit, crmField: 'second' })).body.credits).toHaveLength(1);
    expect((await asMara('POST', path, { rule: 'meeting', evidence: 'Brought the CFO.' })).status).toBe(200);
    const told = async ({ email }: Reseller) =>
      (await cloud().inbox.to(email)).filter(({ tags }) => tags.letter === 'deal-credited').map(({ text }) => text);
    expect(await told(second), 'once, though it was said twice').toEqual([expect.stringContaining('Held the demo.')]);
    expect(await told(first)).toEqual([expect.stringContaining('Brought the CFO.')]);
  });

  test('is told once on the timeline of who has it; the deal itself only to its own partner', async () => {
    const told = async (cookie: string) => {
      const { entries } = (await cloud().http('GET', '/api/portal/timeline?kind=deals', { cookie })).json();
      return entries.filter(({ text }: { text: string }) => text.startsWith('Credit for the deal with shared Inc'));
    };
    const text = 'Credit for the deal with shared Inc was recorded:';
    const [theirs, ...more] = await told(second.cookie);
    expect([theirs.text, theirs.about, more]).toEqual([`${text} co sell.`, undefined, []]);
    expect(await told(first.cookie)).toMatchObject([{ text: `${text} meeting.`, about: { what: 'deal' } }]);
  });
});
