import { beforeAll, describe, expect, test } from 'vitest';
import { sendSigned } from '../commissions/webhooks.ts';
import { registration } from '../deals/world.ts';
import { aReseller, type Reseller } from '../mdf/world.ts';
import { withCloud } from '../support/cloud.ts';
import { join, MANAGER, OPS, signIn } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aLead, atLeads, enters, leadOf } from './world.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
let ann: Reseller;
let bo: Reseller;
let ops = '';
const send = async (body: object, more: Parameters<typeof sendSigned>[3] = {}) => {
  const reply = await sendSigned(cloud(), '/api/leads', body, more);
  await cloud().settle();
  return reply;
};

const registers = async ({ cookie }: Reseller, over: Record<string, unknown>): Promise<string> => {
  const reply = await cloud().http('POST', '/api/portal/deals', { cookie, body: registration('any', over) });
  await cloud().settle();
  expect(reply.status, reply.text).toBe(201);
  return reply.json().dealId;
};
const dealOf = async ({ cookie }: Reseller, dealId: string) =>
  (await cloud().http('GET', `/api/portal/deals/${dealId}`, { cookie })).json();

beforeAll(async () => {
  ann = await aReseller(cloud(), 'acacia', 'Gold');
  bo = await aReseller(cloud(), 'begonia', 'Silver');
  ops = await signIn(cloud(), OPS);
  for (const { cookie } of [ann, bo]) expect((await atLeads(cloud(), { cookie }).takes()).status).toBe(200);
});

describe('A lead that is told', () => {
  test('is believed if it is signed, and taken once', async () => {
    const lead = aLead();
    expect((await send(lead, { secret: 'whsec_c29tZWJvZHkgZWxzZQ==' })).status).toBe(401);
    expect((await send(lead, { late: 400 })).status).toBe(401);
    const [first, again] = await Promise.all([send(lead), send(lead)]);
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(first.json().leadId).toBe(again.json().leadId);
    expect((await leadOf(cloud(), first.json().leadId))?.offers).toHaveLength(1);
    expect((await send({ ...lead, company: 'Somebody else' })).status).toBe(422);
  });

  test.each([
    ['without consent', { consent: undefined }],
    ['of a region that there is not', { region: 'the-moon' }],
    ['with a line break in a name', { person: { name: 'Ann\r\nBcc: x@y.z', email: 'a@b.example' } }],
    ['with an owner of its own choosing', { owner: 'me' }],
  ])('%s is refused', async (_, over) => {
    expect((await send(aLead(over))).status).toBe(422);
  });
});

describe('A partner', () => {
  test('reads who is behind a lead once it has accepted it, and nobody else does', async () => {
    const leadId = await enters(cloud(), ops);
    const first = await atLeads(cloud(), ann).find(leadId);
    expect(first).toMatchObject({ state: 'offered', region: 'europe' });
    expect(JSON.stringify(first)).not.toContain('Nora');
    expect((await atLeads(cloud(), bo).accept(leadId)).status).toBe(404);
    const { leads } = (await cloud().http('GET', '/api/ops/leads', { cookie: ops })).json();
    expect(leads.find((one: { leadId: string }) => one.leadId === leadId)).toMatchObject({
      owner: { company: 'acacia Ltd' },
    });
    expect((await atLeads(cloud(), ann).accept(leadId)).json()).toMatchObject({ person: { name: 'Nora Wind' } });
    expect(await atLeads(cloud(), bo).find(leadId)).toBeUndefined();
    expect((await atLeads(cloud(), ann).decline(leadId)).status).toBe(409);
  });

  test('that declines passes it on, and reads no more of it', async () => {
    const leadId = await enters(cloud(), ops);
    expect((await atLeads(cloud(), ann).decline(leadId)).json()).toMatchObject({ state: 'gone' });
    expect(await atLeads(cloud(), bo).find(leadId)).toMatchObject({ state: 'offered' });
    expect((await atLeads(cloud(), ann).accept(leadId)).status).toBe(409);
    await atLeads(cloud(), bo).accept(leadId);
    const dealId = await registers(bo, { customer: 'Tulip', domain: 'tulip.com' });
    expect((await atLeads(cloud(), ann).report(leadId, 'won', { dealId })).status).toBe(422);
    expect((await atLeads(cloud(), bo).report(leadId, 'won', { dealId: 'D-1' })).status).toBe(422);
    expect((await atLeads(cloud(), bo).report(leadId, 'won', { dealId })).json()).toMatchObject({ dealId });
    expect((await dealOf(bo, dealId)).lead).toMatchObject({ leadId });
    expect((await atLeads(cloud(), bo).report(leadId, 'lost')).status).toBe(409);
    const runsOf = async ({ partnerId }: Reseller) => {
      const path = `/api/ops/partners/${partnerId}/timeline?kind=runs`;
      const { entries } = (await cloud().http('GET', path, { cookie: ops })).json();
      return JSON.stringify(entries.filter(({ input }: { input?: string }) => input?.includes(leadId)));
    };
    expect(await runsOf(bo), 'kept on the timeline of who had it').toContain('Workflow lead-routing has ended: won.');
    expect(await runsOf(ann)).toBe('[]');
  });

  test('gets none before it asks for them, and an affiliate never', async () => {
    await join(cloud(), 'clover');
    const affiliate = { cookie: await signIn(cloud(), 'ann@clover.example') };
    expect((await atLeads(cloud(), affiliate).takes()).status).toBe(409);
    expect((await atLeads(cloud(), affiliate).show()).blocked).toContain('channel program');
    expect((await atLeads(cloud(), ann).takes({ regions: ['the-moon'] })).status).toBe(422);
  });
});

describe('A lead whose customer its partner registers', () => {
  test.each([
    ['by its name', (company: string) => ({ customer: `The ${company} GmbH`, domain: 'elsewhere.com' })],
    ['by the mailbox of who asked', () => ({ customer: 'Wind and Sons', domain: 'northwind.example' })],
  ])('is linked to the deal, %s; each page shows the other', async (_, says) => {
    const leadId = await enters(cloud(), ops);
    await atLeads(cloud(), ann).accept(leadId);
    const { company } = (await atLeads(cloud(), ann).find(leadId)) ?? { company: '' };
    const dealId = await registers(ann, says(company));
    expect(await atLeads(cloud(), ann).find(leadId)).toMatchObject({ dealId });
    expect((await dealOf(ann, dealId)).lead).toEqual({ leadId, company });
    const mara = await signIn(cloud(), MANAGER);
    expect((await cloud().http('GET', `/api/ops/deals/${dealId}`, { cookie: mara })).json().lead).toMatchObject({
      leadId,
    });
    const other = await registers(bo, { customer: company, domain: `${leadId}.com` });
    expect((await dealOf(bo, other)).lead).toBeUndefined();
    await atLeads(cloud(), ann).report(leadId, 'lost');
  });
});

describe('Erasing', () => {
  test('forgets the person, from the partner that had it too', async () => {
    const leadId = await enters(cloud(), ops);
    await atLeads(cloud(), ann).accept(leadId);
    const path = `/api/ops/leads/${leadId}`;
    const erased = await cloud().http('POST', `${path}/erasure`, { cookie: ops, body: { reason: 'As asked.' } });
    await cloud().settle();
    expect(erased.json()).toMatchObject({ state: 'dropped', erasedAt: expect.any(String) });
    expect((await cloud().http('GET', path, { cookie: ops })).text).not.toContain('Nora');
    expect(JSON.stringify(await atLeads(cloud(), ann).show())).not.toContain(
      `"leadId":"${leadId}","company":"Northwind","person"`,
    );
    expect((await atLeads(cloud(), ann).find(leadId))?.person).toBeUndefined();
  });
});
