import { beforeAll, describe, expect, test } from 'vitest';
import { type Affiliate, anAffiliate, balancesOf, send } from '../commissions/webhooks.ts';
import { withCloud } from '../support/cloud.ts';
import { MANAGER, signIn } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { flagsIn } from './builders.ts';

const cloud = withCloud({ assembly: withoutSchedules(), throttling: false });
let ann: Affiliate;
let mara = '';
let sales = 0;

/** A payment of 100.00 USD by a click of the partner's link, told by the customer's system. */
const sale = async (email: string, over: Record<string, unknown> = {}): Promise<string> => {
  sales += 1;
  const saleId = `pi_${sales}`;
  const about = { saleId, customerId: `cus_${sales}`, amountMinor: 10_000, currency: 'USD', email };
  const reply = await send(cloud(), 'sale', { ...about, touches: [await ann.click()], ...over });
  expect(reply.status).toBe(200);
  await cloud().settle();
  return saleId;
};
const money = async () => {
  const { pending = 0, held = 0, payable = 0 } = (await balancesOf(cloud(), ann.partnerId)) ?? {};
  return { pending, held, payable };
};
const flagOf = async (saleId: string) =>
  (await flagsIn(cloud(), ann.partnerId)).find(({ subject }) => String(subject).endsWith(`/${saleId}`));

beforeAll(async () => {
  ann = await anAffiliate(cloud(), 'kappa');
  mara = await signIn(cloud(), MANAGER);
});

describe('From a payment to the partner’s book', () => {
  test('a stranger’s payment is pending, and no rule has anything against it', async () => {
    const saleId = await sale('bob@elsewhere.example');
    expect(await flagOf(saleId)).toBeUndefined();
    expect(await money()).toEqual({ pending: 2_500, held: 0, payable: 0 });
  });

  test('the partner’s own payment earns nothing in the end', async () => {
    const saleId = await sale('Ann+1@KAPPA.example');
    expect(await flagOf(saleId)).toMatchObject({ state: 'rejected', rule: 'same-person' });
    expect(await money()).toEqual({ pending: 2_500, held: 0, payable: 0 });
    const receipt = await cloud().http('GET', `/api/portal/receipts/${saleId}`, { cookie: ann.cookie });
    expect(receipt.json()).toMatchObject({ state: 'rejected' });
  });

  test('a payment from the partner’s company is held, and pending again once a person has released it', async () => {
    const saleId = await sale('tim@kappa.example');
    expect(await money()).toEqual({ pending: 2_500, held: 2_500, payable: 0 });
    const flag = await flagOf(saleId);
    const decision = { outcome: 'released', reason: 'A client in the same house.' };
    const path = `/api/ops/partners/${ann.partnerId}/flags/${flag?.flagId}/decision`;
    expect((await cloud().http('POST', path, { cookie: mara, body: decision })).status).toBe(200);
    expect(await money()).toEqual({ pending: 5_000, held: 0, payable: 0 });
  });

  test('an appeal that is granted brings a rejected commission back', async () => {
    const { flagId } = (await flagOf('pi_2')) ?? {};
    const post = (cookie: string, path: string, body: object) => cloud().http('POST', path, { cookie, body });
    await post(ann.cookie, `/api/portal/flags/${flagId}/appeal`, { reason: 'For a client without a card.' });
    await cloud().settle();
    const { tasks } = (await cloud().http('GET', '/api/ops/tasks', { cookie: mara })).json();
    const task = tasks.find(({ kind }: { kind: string }) => kind === 'appeal');
    await post(mara, `/api/ops/tasks/${task.taskId}/decision`, {
      outcome: 'reinstated',
      reason: 'The invoice says so.',
    });
    expect(await money()).toEqual({ pending: 7_500, held: 0, payable: 0 });
  });

  test('no plain address, domain or account of a customer is kept by it', async () => {
    const kept = JSON.stringify(await flagsIn(cloud(), ann.partnerId));
    expect(kept).not.toMatch(/elsewhere|kappa\.example|tim@|bob@/i);
  });
});
