import { beforeAll, describe, expect, test } from 'vitest';
import type { Cloud } from '../../infra/local/cloud.ts';
import { sendSigned } from '../commissions/webhooks.ts';
import { registration } from '../deals/world.ts';
import { aReseller, type Reseller } from '../mdf/world.ts';
import { lettersTo } from '../payouts/world.ts';
import { withCloud } from '../support/cloud.ts';
import { items, OPS, signIn } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aLead, atLeads, leadOf } from './world.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
let ann: Reseller;
let bo: Reseller;
let ops = '';

/** Roles are named by their functions. */
const FUNCTIONS =
  /ReceiveLead|EnterLeads|StartRouting|BeginLead|CarryLead|ListLeads|ShowLead|EraseLead|ListOwnLeads|AnswerLead|ReportLead|SetLeadTaking|LinkDeal/;

/** Each call of each function of the room goes wrong in this way once: before it, after it, or on the way back. */
const strikeAll = (kind: 'refused' | 'killed' | 'lost', struck: Set<string>): Cloud['faults'] => {
  return ({ role, action }) => {
    const name = `${kind} ${role} ${action}`;
    if (!FUNCTIONS.test(role) || struck.has(name)) return undefined;
    // The bus tries three times: of what it calls only the write is struck.
    if (/LinkDeal/.test(role) && action !== 'PutItem') return undefined;
    struck.add(name);
    if (kind === 'killed') return { kind: 'crash', when: 'after' };
    const when = kind === 'refused' ? 'before' : 'after';
    return { kind: 'error', when, name: 'InternalServerError', status: 500 };
  };
};

/** Somebody who tries again until it works. */
const until = async <T extends { readonly status: number }>(ask: () => Promise<T>): Promise<T> => {
  for (let tries = 0; tries < 12; tries++) {
    const reply = await ask();
    await cloud().settle();
    if (reply.status < 500) return reply;
  }
  throw new Error('It never worked.');
};

beforeAll(async () => {
  ann = await aReseller(cloud(), 'anemone', 'Gold');
  bo = await aReseller(cloud(), 'borage', 'Silver');
  ops = await signIn(cloud(), OPS);
});

describe.each(['refused', 'killed', 'lost'] as const)('With each call of the room %s once', (kind) => {
  const struck = new Set<string>();
  const asOps = (method: 'GET' | 'POST', path: string, body?: object) =>
    until(() => cloud().http(method, `/api/ops/leads${path}`, { cookie: ops, ...(body ? { body } : {}) }));

  test('a lead comes in once, goes from one to the next, and is won once', async () => {
    cloud().faults = strikeAll(kind, struck);
    for (const { cookie } of [ann, bo]) await until(() => atLeads(cloud(), { cookie }).takes());
    const lead = aLead();
    const told = await until(() => sendSigned(cloud(), '/api/leads', lead));
    const { leadId } = told.json();
    expect((await until(() => sendSigned(cloud(), '/api/leads', lead))).json()).toEqual({ leadId, state: 'repeat' });
    await cloud().clock.moveTo(cloud().clock.now() + 3_600_000);
    await cloud().settle();
    await until(() => atLeads(cloud(), ann).decline(leadId));
    await cloud().clock.moveTo(cloud().clock.now() + 3_600_000);
    await cloud().settle();
    await until(() => atLeads(cloud(), bo).accept(leadId));
    await until(() => atLeads(cloud(), bo).report(leadId, 'meeting'));
    const customer = registration('any', { customer: String(lead.company), domain: `${kind}.com` });
    await until(() => cloud().http('POST', '/api/portal/deals', { cookie: bo.cookie, body: customer }));
    await cloud().clock.moveTo(cloud().clock.now() + 3_600_000);
    await cloud().settle();
    expect((await leadOf(cloud(), leadId))?.dealId).toBeDefined();
    await until(() => atLeads(cloud(), bo).report(leadId, 'won'));
    await asOps('GET', '');
    expect((await asOps('GET', `/${leadId}`)).json()).toMatchObject({
      state: 'won',
      owner: { partnerId: bo.partnerId },
    });
    const { offers, reports } = (await leadOf(cloud(), leadId)) ?? {};
    expect(offers).toMatchObject([
      { partnerId: ann.partnerId, result: 'declined' },
      { partnerId: bo.partnerId, result: 'accepted' },
    ]);
    expect(reports?.map(({ outcome }) => outcome)).toEqual(['meeting', 'won']);
  });

  test('two are entered at once and forgotten again', async () => {
    const entered = await asOps('POST', '', {
      leads: [aLead({ region: 'asia-pacific' }), aLead({ region: 'asia-pacific' })],
    });
    for (const { leadId } of entered.json().leads) {
      await asOps('POST', `/${leadId}/erasure`, { reason: 'As asked.' });
      expect(await items(cloud(), `LEAD#${leadId}`, 'PERSON')).toEqual([]);
      expect(await leadOf(cloud(), leadId)).toMatchObject({ state: 'dropped' });
    }
    cloud().faults = undefined;
    expect(struck.size).toBeGreaterThan(12);
  });
});

test('every offer was told once', async () => {
  for (const { email } of [ann, bo])
    expect((await lettersTo(cloud(), email)).filter((name) => name === 'lead-offered')).toHaveLength(3);
});
