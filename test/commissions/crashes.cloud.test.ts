import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { item, timelineOf } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { type Affiliate, anAffiliate, balancesOf, send } from './webhooks.ts';

const cloud = withCloud({ throttling: false, assembly: withoutSchedules() });
let ann: Affiliate;
let touch = '';
const aSale = (saleId: string, customerId = `cus_${saleId}`) => ({
  ...{ saleId, customerId, amountMinor: 10_000, currency: 'USD', touches: [touch] },
});
const pending = async () => (await balancesOf(cloud(), ann.partnerId))?.pending ?? 0;

/** Kills the function right after its nth write to the ledger, once. */
const killAfterWrite = (nth: number): void => {
  let writes = 0;
  cloud().faults = ({ action, from, body }) => {
    if (
      action !== 'PutItem' ||
      !from?.function.includes('commissions') ||
      !Buffer.from(body).toString().includes('-ledger')
    )
      return;
    writes += 1;
    return writes === nth ? { kind: 'crash', when: 'after' } : undefined;
  };
};

beforeAll(async () => {
  ann = await anAffiliate(cloud(), 'crashes');
  touch = await ann.click();
});

describe('A function that is killed', () => {
  test.each([
    ['between claim and fact', 1],
    ['after the fact, before it could answer', 2],
  ])('%s leaves nothing half done once the sale is told again', async (_, nth) => {
    const before = await pending();
    const at = new Date(cloud().clock.now()).toISOString();
    killAfterWrite(nth);
    const killed = await send(cloud(), 'sale', aSale(`pi_killed_${nth}`), { at });
    cloud().faults = undefined;
    expect(killed.status).toBeGreaterThanOrEqual(500);
    const again = await send(cloud(), 'sale', aSale(`pi_killed_${nth}`), { at });
    expect(again.status).toBe(200);
    expect(again.json().commissions).toMatchObject([{ minor: 2_500 }]);
    expect((await pending()) - before).toBe(2_500);
    expect(await item(cloud(), `PARTNER#${ann.partnerId}`, 'FACT#1#first-sale')).toBeDefined();
    const told = await timelineOf(cloud(), ann.partnerId);
    expect(told.length).toBeGreaterThan(0);
  });

  test('while it takes a refund that came first leaves it to whoever tells the sale', async () => {
    const refund = { refundId: 're_1', saleId: 'pi_late', amountMinor: 10_000, currency: 'USD' };
    const before = await pending();
    killAfterWrite(1);
    expect((await send(cloud(), 'refund', refund)).status).toBeGreaterThanOrEqual(500);
    cloud().faults = undefined;
    expect((await send(cloud(), 'sale', aSale('pi_late'))).status).toBe(200);
    expect(await pending()).toBe(before);
  });
});

describe('Many at once', () => {
  test('sales of one partner by 100 customers are all in its book', async () => {
    const before = await pending();
    const ids = Array.from({ length: 100 }, (_, index) => `pi_many_${index}`);
    const replies = await Promise.all(ids.map((saleId) => send(cloud(), 'sale', aSale(saleId))));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await pending()) - before).toBe(100 * 2_500);
  });

  test('sales of one customer are decided one after the other: one first payment, the rest later ones', async () => {
    const before = await pending();
    const ids = Array.from({ length: 6 }, (_, index) => `pi_one_${index}`);
    const told = () => Promise.all(ids.map((saleId) => send(cloud(), 'sale', aSale(saleId, 'cus_one'))));
    // Who lost the race eight times is told to come again.
    const statuses = (await told()).map(({ status }) => status);
    expect(statuses.every((status) => status === 200 || status === 503)).toBe(true);
    expect((await pending()) - before).toBe(2_500 + 5 * 1_500);
  });
});
