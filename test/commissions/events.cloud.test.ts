import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../functions/shared/ids.ts';
import { pagesOf } from '../ledger/facts.ts';
import { withCloud } from '../support/cloud.ts';
import { item } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { type Affiliate, anAffiliate, balancesOf, firstSecret, putSecrets, readSecrets, send } from './webhooks.ts';

// Eight days before a month ends.
const cloud = withCloud({ start: '2027-03-25T09:00:00.000Z', throttling: false, assembly: withoutSchedules() });
let ann: Affiliate;
let sales = 0;
const aSale = async (over: Record<string, unknown> = {}) => {
  sales += 1;
  const touches = [await ann.click()];
  return { saleId: `pi_${sales}`, customerId: `cus_${sales}`, amountMinor: 10_000, currency: 'USD', touches, ...over };
};
const pending = async () => (await balancesOf(cloud(), ann.partnerId))?.pending ?? 0;
const later = (ms: number) => cloud().clock.moveTo(cloud().clock.now() + ms);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

beforeAll(async () => {
  ann = await anAffiliate(cloud(), 'events');
});

describe('A sale that is told', () => {
  test('earns its commission, says of which, and is the first sale of the partner', async () => {
    const told = await send(cloud(), 'sale', await aSale());
    expect(told.status, told.text).toBe(200);
    expect(told.json()).toEqual({
      key: 'pi_1',
      saleId: 'pi_1',
      state: 'recorded',
      commissions: [
        { id: expect.any(String), partnerId: ann.partnerId, minor: 2_500, currency: 'USD', state: 'pending' },
      ],
    });
    expect(await pending()).toBe(2_500);
    expect(await item(cloud(), `PARTNER#${ann.partnerId}`, 'FACT#1#first-sale')).toMatchObject({
      by: 'rule',
      detail: { sale: 'pi_1', minor: 2_500, currency: 'USD' },
    });
  });

  test('five times at once is one accrual and five times the same answer', async () => {
    const before = await pending();
    const sale = await aSale();
    const at = new Date(cloud().clock.now()).toISOString();
    const replies = await Promise.all(Array.from({ length: 5 }, () => send(cloud(), 'sale', sale, { at })));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(replies.map((reply) => reply.json().commissions[0].id)).size).toBe(1);
    expect(replies.filter((reply) => reply.json().state === 'recorded')).toHaveLength(1);
    expect((await pending()) - before).toBe(2_500);
  });

  test('is a repeat after 11 minutes and after 25 hours', async () => {
    const sale = await aSale();
    const at = new Date(cloud().clock.now()).toISOString();
    const first = (await send(cloud(), 'sale', sale, { at })).json();
    const before = await pending();
    for (const wait of [11 * MINUTE_MS, 25 * HOUR_MS]) {
      await later(wait);
      expect((await send(cloud(), 'sale', sale, { at })).json()).toEqual({ ...first, state: 'repeat' });
    }
    expect(await pending()).toBe(before);
  });

  test('with another amount under the same id is refused, and the first stays', async () => {
    const sale = await aSale();
    const at = new Date(cloud().clock.now()).toISOString();
    await send(cloud(), 'sale', sale, { at });
    const before = await pending();
    const refused = await send(cloud(), 'sale', { ...sale, amountMinor: 20_000 }, { at });
    expect(refused.status).toBe(422);
    expect(refused.json().title).toBe('mismatched repeat');
    expect(await pending()).toBe(before);
    expect(cloud().logs.some(({ line }) => line.includes('MISMATCHED_REPEAT'))).toBe(true);
  });

  test('eight days late is earned in its own month', async () => {
    const sale = await aSale();
    const at = new Date(cloud().clock.now()).toISOString();
    await later(8 * 24 * HOUR_MS);
    const before = await pending();
    expect((await send(cloud(), 'sale', sale, { at })).status).toBe(200);
    expect((await pending()) - before).toBe(2_500);
    const [line] = (await pagesOf(cloud(), ann.partnerId)).at(-1)?.lines ?? [];
    expect(line).toMatchObject({ earnedPeriod: '2027-03', late: true, occurredAt: at });
  });

  test('costs a claim and a fact: three write units at most', async () => {
    const sale = await aSale();
    await cloud().settle();
    const role = cloud().credentials('tandem-local-commissions-receive-event').accessKeyId;
    const ledger = { service: 'dynamodb', action: 'PutItem', role };
    const before = cloud().counters.sum(ledger);
    expect((await send(cloud(), 'sale', sale)).status).toBe(200);
    const after = cloud().counters.sum(ledger);
    expect(after.calls - before.calls).toBe(2);
    expect(after.writeUnits - before.writeUnits).toBeLessThanOrEqual(3);
  });
});

describe('A click that a server tells of', () => {
  test('can be the first of a partner: its journey hears of it', async () => {
    const bob = await anAffiliate(cloud(), 'server-clicks');
    const { link } = (await cloud().http('GET', '/api/portal/link', { cookie: bob.cookie })).json();
    const at = new Date(cloud().clock.now()).toISOString();
    const touch = `${link.code}.${'01KKK'.padEnd(26, '0')}`;
    const data = { touch, ip: '203.0.113.8', userAgent: 'Mozilla/5.0' };
    expect((await send(cloud(), 'click', data, { at })).status).toBe(202);
    await cloud().settle();
    expect(await item(cloud(), `PARTNER#${bob.partnerId}`, 'FACT#1#first-click')).toMatchObject({ by: 'rule' });
  });

  test('is one click however often it is told, and leads to a sale', async () => {
    const code = (await ann.click()).split('.')[0];
    const touch = `${code}.${newId(Math.floor(cloud().clock.now()))}`;
    const at = new Date(cloud().clock.now()).toISOString();
    for (const _ of [1, 2]) {
      const told = await send(cloud(), 'click', { touch, ip: '203.0.113.9', userAgent: 'Mozilla/5.0' }, { at });
      expect(told.status).toBe(202);
      await cloud().settle();
    }
    await later(MINUTE_MS);
    const told = await send(cloud(), 'sale', await aSale({ touches: [touch] }));
    expect(told.json().commissions).toMatchObject([{ partnerId: ann.partnerId, minor: 2_500 }]);
  });

  test('of no link of ours leads to nothing', async () => {
    const touch = `no-such-link.${newId(Math.floor(cloud().clock.now()))}`;
    expect((await send(cloud(), 'click', { touch })).status).toBe(202);
    await cloud().settle();
    const told = await send(cloud(), 'sale', await aSale({ touches: [touch] }));
    expect(told.json()).toMatchObject({ commissions: [], because: 'No partner led to it.' });
  });
});

describe('A lead and a subscription', () => {
  test('of a customer whose later payment names nobody: the lead names the partner', async () => {
    const lead = { leadId: 'lead_1', customerId: 'cus_led', touches: [await ann.click()] };
    expect((await send(cloud(), 'lead', lead)).json()).toMatchObject({ key: 'lead_1', state: 'recorded' });
    await later(MINUTE_MS);
    const told = await send(cloud(), 'sale', await aSale({ customerId: 'cus_led', touches: [] }));
    expect(told.json().commissions).toMatchObject([{ partnerId: ann.partnerId, minor: 2_500 }]);
  });

  test('a subscription that ends takes nothing away', async () => {
    const before = await pending();
    const ends = { subscriptionId: 'sub_1', customerId: 'cus_1', state: 'cancelled' };
    expect((await send(cloud(), 'subscription', ends)).json()).toMatchObject({ state: 'recorded', commissions: [] });
    expect(await pending()).toBe(before);
  });
});

describe('A message', () => {
  const sale = { saleId: 'pi_unproven', amountMinor: 100, currency: 'USD' };
  test.each([
    ['signed six minutes ago', { late: 360 }],
    ['signed six minutes ahead', { late: -360 }],
    ['with one byte changed', { change: (text: string) => text.replace('100', '900') }],
    ['signed with another secret', { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }],
  ])('%s is refused and nothing is written', async (_, sending) => {
    const refused = await send(cloud(), 'sale', sale, sending);
    expect(refused.status).toBe(401);
    expect(refused.headers['content-type']).toBe('application/problem+json');
  });

  test('without a signature is refused before it is read', async () => {
    const body = { type: 'nonsense' };
    expect((await cloud().http('POST', '/api/events', { body })).status).toBe(401);
    expect((await send(cloud(), 'nonsense', {})).status).toBe(422);
  });

  test('signed four minutes ago is believed', async () => {
    expect((await send(cloud(), 'sale', await aSale(), { late: 240 })).status).toBe(200);
  });

  test('passes by the old secret and by the new one while one replaces the other', async () => {
    const old = await firstSecret(cloud());
    const secrets = await readSecrets(cloud());
    const added = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    await putSecrets(cloud(), { ...secrets, standard: [added] });
    await later(2 * MINUTE_MS);
    for (const secret of [old, added]) {
      expect((await send(cloud(), 'sale', await aSale(), { secret })).status).toBe(200);
    }
    await putSecrets(cloud(), { standard: [added], stripe: [] });
    await later(2 * MINUTE_MS);
    expect((await send(cloud(), 'sale', await aSale(), { secret: old })).status).toBe(401);
    await putSecrets(cloud(), secrets);
    await later(2 * MINUTE_MS);
  });
});

describe('An amount', () => {
  test.each([
    ['negative', -5],
    ['no number', 'NaN'],
    ['a decimal', 12.5],
    ['a text', '12.345'],
    ['too large for a number', 2 ** 53],
    ['nothing', null],
  ])('that is %s is refused', async (_, amountMinor) => {
    const refused = await send(cloud(), 'sale', { ...(await aSale()), amountMinor });
    expect(refused.status).toBe(422);
    expect(refused.json().detail).toContain('amountMinor');
  });

  test('of a currency without decimals, or with three, is counted in its own minor units and its own book', async () => {
    await send(cloud(), 'sale', await aSale({ currency: 'JPY', amountMinor: 10_001 }));
    await send(cloud(), 'sale', await aSale({ currency: 'BHD', amountMinor: 12_345 }));
    expect(await balancesOf(cloud(), ann.partnerId, 'JPY')).toMatchObject({ pending: 2_500 });
    expect(await balancesOf(cloud(), ann.partnerId, 'BHD')).toMatchObject({ pending: 3_086 });
  });

  test('of tax earns nothing', async () => {
    const told = await send(cloud(), 'sale', await aSale({ amountMinor: 11_900, taxMinor: 1_900 }));
    expect(told.json().commissions[0].minor).toBe(2_500);
    expect((await send(cloud(), 'sale', await aSale({ amountMinor: 100, taxMinor: 101 }))).status).toBe(422);
  });
});
