import { beforeAll, describe, expect, test } from 'vitest';
import { fact, page } from '../../functions/ledger/contract.ts';
import { domainSignal } from '../../functions/shared/signals.ts';
import { credit, wonDeal } from '../commissions/story.ts';
import { type Affiliate, anAffiliate, programKeyOf, putOnBus, send } from '../commissions/webhooks.ts';
import { withCloud } from '../support/cloud.ts';
import { OPS, signIn } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { fetchPart, rebuild } from './rebuilding.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
const DEAL = '01JDEAL0000000000000000001';
let partners: readonly Affiliate[] = [];
let cookie = '';

const pay = async (saleId: string, customer: object) => {
  const at = new Date(cloud().clock.now()).toISOString();
  const sold = { saleId, amountMinor: 10_000, currency: 'USD', touches: [], ...customer };
  const reply = await send(cloud(), 'sale', sold, { at });
  expect(reply.status, reply.text).toBe(200);
  await cloud().settle();
};

beforeAll(async () => {
  partners = [await anAffiliate(cloud(), 'dora'), await anAffiliate(cloud(), 'eve')];
  const [dora = '', eve = ''] = partners.map(({ partnerId }) => partnerId);
  const deal = wonDeal({
    dealId: DEAL,
    customer: { domainHash: domainSignal(await programKeyOf(cloud()), 'oak.example'), customerId: 'cus_named' },
    wonAt: new Date(cloud().clock.now()).toISOString(),
    from: '2027-01-01T00:00:00.000Z',
    origination: { partnerId: dora, run: 1, invoicing: 'agency', parts: [{ rule: 'margin', shareBp: 2_000 }] },
    credits: [credit(eve, { minor: 4_000, currency: 'USD' }, { rule: 'meeting' })],
  });
  await putOnBus(cloud(), 'deal-closed-won.v1', `deal/${DEAL}/won`, deal);
  await cloud().settle();
  await pay('pi_named', { customerId: 'cus_named' });
  await pay('pi_domain', { customerId: 'cus_other', domain: 'oak.example' });
  cookie = await signIn(cloud(), OPS);
});

describe('From the export of a program that has won a deal', () => {
  test('every balance is rebuilt: what the deal earns by itself, and by everybody who pays on it', async () => {
    const facts = (await fetchPart(cloud(), cookie, 'facts')).map((one) => fact.parse(one));
    const books = rebuild(
      facts,
      (await fetchPart(cloud(), cookie, 'pages')).map((one) => page.parse(one)),
    );
    for (const [index, pending] of [4_000, 4_000].entries()) {
      const partnerId = partners[index]?.partnerId ?? '';
      expect(books[`${partnerId}/USD`]).toMatchObject({ pending });
    }
    expect(facts.filter(({ kind }) => kind === 'deal-won').length).toBeGreaterThan(1);
    expect(new Set(facts.map(({ customer, number }) => `${customer}/${number}`)).size).toBe(facts.length);
  });

  test('and the sheet of commissions has all of them', async () => {
    const { text } = await cloud().http('GET', '/api/ops/export-sheet?sheet=commissions', { cookie });
    for (const sale of ['pi_named', 'pi_domain', DEAL]) expect(text).toContain(sale);
  });
});
