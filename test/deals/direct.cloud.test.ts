import { beforeAll, describe, expect, test } from 'vitest';
import { send } from '../commissions/webhooks.ts';
import { withCloud } from '../support/cloud.ts';
import { item, MANAGER, OPS, signIn } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aReseller, crmTells, dealItem, desk, pass, type Reseller, registration } from './world.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
let north: Reseller;
let south: Reseller;
let mara = '';
let noor = '';
const asNorth = desk(cloud, () => north.cookie);
const asSouth = desk(cloud, () => south.cookie);
const asMara = desk(cloud, () => mara);
const asNoor = desk(cloud, () => noor);
const registers = (by: typeof asNorth, customer: string, over = {}) =>
  by('POST', '/api/portal/deals', registration(customer, over));

beforeAll(async () => {
  north = await aReseller(cloud(), 'north', { tier: 'Silver' });
  south = await aReseller(cloud(), 'south');
  mara = await signIn(cloud(), MANAGER);
  noor = await signIn(cloud(), OPS);
}, 60_000);

describe('Our own pipeline', () => {
  test('lets a registration be reviewed; in conflict the older side owns, and the fee is due when it wins', async () => {
    const about = {
      opportunityId: 'opp-1',
      domain: 'www.direct.com',
      name: 'Direct Co',
      openedAt: '2027-02-01T09:00:00Z',
    };
    expect((await crmTells(cloud(), 'opportunity.opened', about)).status).toBe(202);
    expect((await crmTells(cloud(), 'opportunity.opened', about, '2027-01-01T00:00:00Z')).json().state).toBe('older');
    const { body } = await registers(asNorth, 'direct');
    expect(body).toMatchObject({ state: 'in-review' });
    const decided = await asMara('POST', `/api/ops/deals/${body.dealId}/decision`, { outcome: 'conflict' });
    expect(decided.body).toMatchObject({
      state: 'conflict',
      decision: { outcome: 'conflict' },
      credits: [{ rule: 'conflict-fee' }],
    });
    await pass(cloud(), 60_000);
    await crmTells(cloud(), 'opportunity.closed', { ...about, outcome: 'won' });
    expect(await dealItem(cloud(), body.dealId)).toMatchObject({ state: 'won' });
    const told = await item(cloud(), `EVENT#deal/${body.dealId}/won`, 'EVENT');
    expect(told).toMatchObject({ event: { data: { credits: [{ rule: 'conflict-fee', earns: { shareBp: 500 } }] } } });
    expect(told?.event).not.toHaveProperty('data.origination');
  });

  test('told of late is looked at again, and an older registration keeps the customer', async () => {
    const { body } = await registers(asSouth, 'latecomer');
    const about = {
      opportunityId: 'opp-2',
      domain: 'latecomer.com',
      openedAt: new Date(cloud().clock.now() + 1_000).toISOString(),
    };
    await cloud().clock.moveTo(cloud().clock.now() + 60_000);
    await crmTells(cloud(), 'opportunity.opened', about);
    const seen = (await asMara('GET', `/api/ops/deals/${body.dealId}`)).body;
    expect(seen).toMatchObject({ clean: false, can: { conflict: true } });
    const decided = await asMara('POST', `/api/ops/deals/${body.dealId}/decision`, { outcome: 'conflict' });
    expect(decided.body).toMatchObject({ state: 'approved' });
    expect(decided.body.decision.says).toContain('the partner owns the customer');
  });

  test('is imported from CSV after a dry run, and refuses what it cannot read', async () => {
    const text = [
      'Opportunity ID,Website,Account Name,Status,Created,Last Modified',
      'crm-1,https://imported.com,=HYPERLINK("x"),Open,2027-01-10,2027-02-01',
      '=cmd,bad.com,Bad,Open,2027-01-10,2027-02-01',
      'crm-2,not a domain,Nobody,Open,2027-01-10,2027-02-01',
      'crm-3,other.com,Other,Closed Won,2027-01-10,2027-02-01',
    ].join('\n');
    const dry = (await asNoor('POST', '/api/ops/direct-pipeline', { text })).body;
    expect(dry).toMatchObject({ written: false, counts: { new: 2, refused: 2 } });
    expect((await asNoor('POST', '/api/ops/direct-pipeline', { text: `${text}\n`, confirm: dry.hash })).status).toBe(
      422,
    );
    const done = (await asNoor('POST', '/api/ops/direct-pipeline', { text, confirm: dry.hash })).body;
    expect(done).toMatchObject({ written: true, counts: { new: 2 } });
    const again = (await asNoor('POST', '/api/ops/direct-pipeline', { text, confirm: dry.hash })).body;
    expect(again.counts).toMatchObject({ new: 0, same: 2 });
    const { opportunities } = (await asMara('GET', '/api/ops/direct-pipeline')).body;
    expect(opportunities.map(({ name }: { name: string }) => name)).toContain('HYPERLINK("x")');
    expect((await registers(asSouth, 'imported')).body.checks[1]).toMatchObject({ says: 'review' });
    const lost = `${text.split('\n')[0]}\ncrm-1,https://imported.com,Imported,Closed Lost,2027-01-10,2027-03-01`;
    const { hash } = (await asNoor('POST', '/api/ops/direct-pipeline', { text: lost })).body;
    await asNoor('POST', '/api/ops/direct-pipeline', { text: lost, confirm: hash });
    const open = (await asMara('GET', '/api/ops/direct-pipeline')).body.opportunities;
    expect(open.map(({ opportunityId }: { opportunityId: string }) => opportunityId)).not.toContain('crm-1');
  });

  test('that tells of a win under an id of its own wins the deal of whoever has the customer', async () => {
    const { body } = await registers(asNorth, 'heard');
    await asMara('POST', `/api/ops/deals/${body.dealId}/decision`, { outcome: 'approved' });
    const before = await item(cloud(), `PARTNER#${north.partnerId}`, 'OPEN-DEALS');
    expect((await send(cloud(), 'deal.won', { dealId: 'opp-of-the-crm', domain: 'www.heard.com' })).status).toBe(202);
    await cloud().settle();
    expect(await dealItem(cloud(), body.dealId)).toMatchObject({ state: 'won', won: { by: 'webhook' } });
    const after = await item(cloud(), `PARTNER#${north.partnerId}`, 'OPEN-DEALS');
    expect(Number(before?.open) - Number(after?.open)).toBe(1);
    expect((await registers(asSouth, 'heard')).body.checks).toContainEqual(
      expect.objectContaining({ check: 'won-before', says: expect.not.stringMatching('passes') }),
    );
  });

  test.each(['before', 'after'])(
    'tells the years of the contract and who invoices, %s the decision [D6, T1]',
    async (when) => {
      const { dealId } = (await registers(asNorth, `years-${when}`)).body;
      const approve = () => asMara('POST', `/api/ops/deals/${dealId}/decision`, { outcome: 'approved' });
      const data = { dealId, domain: `years-${when}.com`, termYears: 3, invoicing: 'resale' };
      if (when === 'after') await approve();
      expect((await send(cloud(), 'deal.won', { ...data, termYears: 0 })).status).toBe(422);
      expect((await send(cloud(), 'deal.won', data)).status).toBe(202);
      await cloud().settle();
      if (when === 'before') await approve();
      const { state, won } = await dealItem(cloud(), dealId);
      expect({ state, ...won }).toMatchObject({ state: 'won', termYears: 3, invoicing: 'resale' });
      expect(won?.parts.map(({ rule }) => rule)).toContain('three-years');
      const { entries } = (await asNoor('GET', `/api/ops/partners/${north.partnerId}/timeline?kind=runs`)).body;
      expect(entries.filter(({ input }: { input?: string }) => input?.includes(dealId))).toMatchObject([
        { text: 'Workflow deal-registration has ended: won.' },
      ]);
    },
  );
});
