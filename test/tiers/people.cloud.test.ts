import { beforeAll, describe, expect, test } from 'vitest';
import { type Affiliate, anAffiliate, putOnBus, sendSigned } from '../commissions/webhooks.ts';
import { withCloud } from '../support/cloud.ts';
import { item, join, MANAGER, OPS, signIn, subjectsTo } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aChannelPartner, type ChannelPartner, put } from './world.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
const DAY_MS = 86_400_000;
let acme: ChannelPartner;
let ann: Affiliate;
let [mara, noor] = ['', ''];
const post = async (cookie: string, path: string, body: unknown) => {
  const reply = await cloud().http('POST', path, { cookie, body });
  await cloud().settle();
  return reply;
};
const tierOf = async (partnerId: string) => (await item(cloud(), `PARTNER#${partnerId}`, 'PROFILE'))?.tier;

beforeAll(async () => {
  [mara, noor] = [await signIn(cloud(), MANAGER), await signIn(cloud(), OPS)];
  acme = await aChannelPartner(cloud(), 'acme-people');
  ann = await anAffiliate(cloud(), 'ann-people');
});

describe('Affiliate tiers change by application or invitation alone [T3]', () => {
  test('an affiliate applies for Preferred; declined, it reads why and can apply again', async () => {
    const path = '/api/portal/tier/application';
    expect((await post(ann.cookie, path, { text: 'Ten sales a month.' })).json()).toEqual({ state: 'asked' });
    expect((await post(ann.cookie, path, { text: 'Ten sales a month.' })).status).toBe(202);
    expect((await post(ann.cookie, path, { text: 'Something else.' })).status).toBe(409);
    const { tasks } = (await cloud().http('GET', '/api/ops/tasks', { cookie: mara })).json();
    const task = tasks.find(({ kind }: { kind: string }) => kind === 'tier-application');
    await post(mara, `/api/ops/tasks/${task.taskId}/decision`, { outcome: 'declined', reason: 'Too early for it.' });
    expect(await tierOf(ann.partnerId)).toBe('Standard');
    expect((await cloud().inbox.to('ann@ann-people.example')).at(-1)?.text).toContain('Too early for it.');
    expect((await post(ann.cookie, path, { text: 'Now twenty.' })).status).toBe(202);
  });

  test('granted, it is Preferred at once, with the plan of that tier', async () => {
    const { tasks } = (await cloud().http('GET', '/api/ops/tasks', { cookie: mara })).json();
    const task = tasks.find(({ kind }: { kind: string }) => kind === 'tier-application');
    await post(mara, `/api/ops/tasks/${task.taskId}/decision`, { outcome: 'granted', reason: 'Well done.' });
    expect(await tierOf(ann.partnerId)).toBe('Preferred');
    const terms = (await cloud().http('GET', `/api/ops/partners/${ann.partnerId}/terms`, { cookie: mara })).json();
    expect(terms.now).toMatchObject({ plan: 'preferred', because: 'tier' });
  });

  test('nobody becomes an Ambassador without an invitation, and with one only by saying yes', async () => {
    const answer = '/api/portal/tier/invitation';
    expect((await post(ann.cookie, answer, { answer: 'accepted' })).status).toBe(409);
    const invite = `/api/ops/partners/${ann.partnerId}/ambassador-invitation`;
    expect((await post(mara, invite, { text: 'Join us.' })).status).toBe(201);
    expect(await tierOf(ann.partnerId)).toBe('Preferred');
    expect((await post(ann.cookie, answer, { answer: 'accepted' })).status).toBe(200);
    expect((await post(ann.cookie, answer, { answer: 'accepted' })).status).toBe(200);
    expect((await post(ann.cookie, answer, { answer: 'refused' })).status).toBe(409);
    expect(await tierOf(ann.partnerId)).toBe('Ambassador');
    expect((await post(mara, invite, { text: 'Again.' })).status).toBe(409);
  });

  test('a channel partner can neither apply nor be invited', async () => {
    expect((await post(acme.cookie, '/api/portal/tier/application', { text: 'Please.' })).status).toBe(409);
    expect(
      (await post(mara, `/api/ops/partners/${acme.partnerId}/ambassador-invitation`, { text: 'Join.' })).status,
    ).toBe(409);
  });
});

describe('Program tiers are given by a person, within capacity [T7]', () => {
  const set = (partnerId: string, body: object) =>
    post(mara, `/api/ops/partners/${partnerId}/program-tier`, { reason: 'Joint roadmap.', ...body });

  test('the sixth Strategic partner needs a slot or a recorded override', async () => {
    const ids = [acme.partnerId, ann.partnerId];
    for (const name of ['s3', 's4', 's5', 's6']) ids.push(await join(cloud(), `${name}-people`));
    for (const partnerId of ids.slice(0, 5)) expect((await set(partnerId, { tier: 'Strategic' })).status).toBe(200);
    const sixth = ids[5] ?? '';
    const full = await set(sixth, { tier: 'Strategic' });
    expect([full.status, full.json().detail]).toEqual([409, expect.stringContaining('holds 5 partners and is full')]);
    expect((await set(ids[4] ?? '', { tier: 'Ecosystem', reason: 'Quiet for a year.' })).status).toBe(200);
    expect((await set(sixth, { tier: 'Strategic' })).json()).toMatchObject({ overCapacity: false });
    const beyond = await set(ids[4] ?? '', { tier: 'Strategic', reason: 'The board wants it.', override: true });
    expect(beyond.json()).toMatchObject({ overCapacity: true, reason: 'The board wants it.' });
    expect((await set(sixth, { tier: 'Strategic' })).json()).toMatchObject({ changes: 1 });
  });

  test('who leaves frees its slot', async () => {
    await post(noor, `/api/ops/partners/${ann.partnerId}/stop`, { reason: 'No activity.' });
    const { programTiers } = (await cloud().http('GET', '/api/ops/tiers', { cookie: mara })).json();
    const [strategic] = programTiers;
    expect(strategic).toMatchObject({ tier: 'Strategic', capacity: 5 });
    expect(strategic.holders.map(({ partnerId }: { partnerId: string }) => partnerId)).not.toContain(ann.partnerId);
  });
});

describe('Satisfaction [T5]', () => {
  const wins = async (dealId: string) => {
    const contact = { type: 'DEAL-CONTACT', dealId, name: 'Cora Customer', email: `cora@${dealId}.example` };
    await put(cloud(), { PK: `DEAL#${dealId}`, SK: 'CONTACT', ...contact });
    const at = new Date(cloud().clock.now()).toISOString();
    const origination = {
      partnerId: acme.partnerId,
      run: 1,
      invoicing: 'agency',
      parts: [{ rule: 'margin', shareBp: 1_000 }],
    };
    const won = {
      dealId,
      customer: { domainHash: 'x' },
      wonAt: at,
      from: at,
      origination,
      credits: [],
      policyVersion: 1,
    };
    await putOnBus(cloud(), 'deal-closed-won.v1', `deal/${dealId}/won`, won, { partnerId: acme.partnerId, run: 1 });
  };
  const daysLater = async (days: number) => {
    await cloud().clock.moveTo(cloud().clock.now() + days * DAY_MS);
    await cloud().invoke('tandem-local-tiers-send-surveys', {});
    await cloud().settle();
  };
  const tokenTo = async (address: string): Promise<string> => {
    const link =
      (await cloud().inbox.to(address)).flatMap(({ links }) => links).find((one) => one.includes('/survey#')) ?? '';
    return link.slice(link.indexOf('#') + 1);
  };

  test('a customer is asked 30 days after the deal, not before', async () => {
    await wins('deal-one');
    await wins('deal-one');
    await daysLater(29);
    expect(await subjectsTo(cloud(), 'cora@deal-one.example')).toEqual([]);
    await daysLater(2);
    expect(await subjectsTo(cloud(), 'cora@deal-one.example')).toEqual(['How is it going with acme-people Ltd?']);
  });

  test('and answers once, by a signed link that shows who is meant and changes nothing when it is opened', async () => {
    const path = `/api/surveys/${await tokenTo('cora@deal-one.example')}`;
    const shown = await cloud().http('GET', path);
    expect(shown.json()).toMatchObject({ company: 'acme-people Ltd', answered: false });
    expect((await cloud().http('POST', path, { body: { score: 6 } })).status).toBe(422);
    expect((await cloud().http('POST', path, { body: { score: 4 } })).status).toBe(200);
    expect((await cloud().http('POST', path, { body: { score: 4 } })).status).toBe(200);
    expect((await cloud().http('POST', path, { body: { score: 1 } })).status).toBe(409);
    expect((await cloud().http('GET', `${path.slice(0, -1)}x`)).status).toBe(410);
  });

  test('a survey that nobody answers is closed', async () => {
    await wins('deal-two');
    await daysLater(32);
    const path = `/api/surveys/${await tokenTo('cora@deal-two.example')}`;
    expect((await cloud().http('GET', path)).status).toBe(200);
    await daysLater(62);
    expect((await cloud().http('POST', path, { body: { score: 4 } })).status).toBe(410);
  });

  test('another tool tells answers by a signed webhook, each counted once', async () => {
    const at = new Date(cloud().clock.now() - DAY_MS).toISOString();
    const body = { answers: [{ partnerId: acme.partnerId, key: 'nps-1', score: 5, at }] };
    expect((await sendSigned(cloud(), '/api/satisfaction', body)).json()).toEqual({ taken: 1, before: 0 });
    expect((await sendSigned(cloud(), '/api/satisfaction', body)).json()).toEqual({ taken: 0, before: 1 });
    expect((await sendSigned(cloud(), '/api/satisfaction', body, { late: 400 })).status).toBe(401);
    const other = { answers: [{ ...body.answers[0], score: 1 }] };
    expect((await sendSigned(cloud(), '/api/satisfaction', other)).status).toBe(422);
    const future = { answers: [{ ...body.answers[0], key: 'nps-2', at: '2099-01-01T00:00:00.000Z' }] };
    expect((await sendSigned(cloud(), '/api/satisfaction', future)).status).toBe(422);
  });
});
