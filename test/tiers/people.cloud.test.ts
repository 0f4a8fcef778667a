import { beforeAll, describe, expect, test } from 'vitest';
import { type Affiliate, anAffiliate } from '../commissions/webhooks.ts';
import { withCloud } from '../support/cloud.ts';
import { item, join, MANAGER, OPS, signIn } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aChannelPartner, type ChannelPartner, put } from './world.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
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

  test('what a tier gives that takes people is asked for, and answered by letter and on the page', async () => {
    const ask = (text: string, what = 'co-creation') => post(ann.cookie, '/api/portal/tier/asks', { what, text });
    const asks = async () => (await cloud().http('GET', '/api/portal/tier', { cookie: ann.cookie })).json().asks;
    expect(await asks()).toEqual([{ what: 'co-creation', given: true }]);
    expect((await ask('Sell with us.', 'co-selling')).json().detail).toContain('does not give co-selling');
    expect((await ask('A guide for shops.')).status).toBe(202);
    expect((await ask('A guide for shops.')).status).toBe(202);
    expect((await ask('Another one.')).status).toBe(409);
    const { tasks } = (await cloud().http('GET', '/api/ops/tasks', { cookie: mara })).json();
    const [task, ...more] = tasks.filter(({ kind }: { kind: string }) => kind === 'tier-ask');
    expect(more).toEqual([]);
    expect(task.detail).toMatchObject({ asksFor: 'content made together', text: 'A guide for shops.' });
    await post(mara, `/api/ops/tasks/${task.taskId}/decision`, {
      outcome: 'agreed',
      reason: 'Tom writes it with you.',
    });
    expect(await asks()).toMatchObject([{ last: { state: 'agreed', answer: 'Tom writes it with you.' } }]);
    const letter = (await cloud().inbox.to('ann@ann-people.example')).at(-1);
    expect([letter?.subject, letter?.text]).toEqual([
      'Agreed: content made together',
      expect.stringContaining('Tom writes it with you.'),
    ]);
    const told = JSON.stringify((await cloud().http('GET', '/api/portal/timeline', { cookie: ann.cookie })).json());
    expect(told).toContain('Asked for co creation: agreed. Tom writes it with you.');
    expect((await ask('The next one.')).status).toBe(202);
  });

  test('with dedicated support it is to be answered within a day, and a lower tier keeps what was said', async () => {
    const gold = await aChannelPartner(cloud(), 'gold-people');
    const path = '/api/portal/tier/asks';
    const body = { what: 'co-selling', text: 'Join us on Thursday.' };
    expect((await post(gold.cookie, path, body)).status).toBe(409);
    await post(mara, `/api/ops/partners/${gold.partnerId}/tier`, { tier: 'Gold', reason: 'As agreed.' });
    expect((await post(gold.cookie, path, body)).status).toBe(202);
    const { tasks } = (await cloud().http('GET', '/api/ops/tasks', { cookie: mara })).json();
    const task = tasks.find(({ partnerId }: { partnerId: string }) => partnerId === gold.partnerId);
    expect(Date.parse(task.deadline) - cloud().clock.now()).toBeLessThanOrEqual(24 * 3_600_000);
    await post(mara, `/api/ops/partners/${gold.partnerId}/tier`, { tier: 'Silver', reason: 'As agreed.' });
    const { asks } = (await cloud().http('GET', '/api/portal/tier', { cookie: gold.cookie })).json();
    expect(asks).toMatchObject([{ what: 'co-selling', given: false, last: { state: 'asked' } }]);
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
    const others = ['01ARZ3NDEKTSV4RRFFQ69G5FA1', '01ARZ3NDEKTSV4RRFFQ69G5FA2', '01ARZ3NDEKTSV4RRFFQ69G5FA3'];
    const holders = { type: 'HOLDERS', Strategic: others, Growth: [], version: 1 };
    await put(cloud(), { PK: 'PROGRAM-TIERS', SK: 'HOLDERS', ...holders });
    const fifth = acme.partnerId;
    for (const partnerId of [ann.partnerId, fifth])
      expect((await set(partnerId, { tier: 'Strategic' })).status).toBe(200);
    const sixth = await join(cloud(), 'sixth-people');
    const full = await set(sixth, { tier: 'Strategic' });
    expect([full.status, full.json().detail]).toEqual([409, expect.stringContaining('holds 5 partners and is full')]);
    expect((await set(fifth, { tier: 'Ecosystem', reason: 'Quiet for a year.' })).status).toBe(200);
    const told = (await cloud().inbox.to('ann@acme-people.example')).filter(
      ({ tags }) => tags.letter === 'program-tier-set',
    );
    expect(told.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('You are a Strategic partner'),
      expect.stringContaining('You are a partner'),
    ]);
    expect(told.at(-1)?.text).not.toContain('Quiet for a year');
    expect((await set(sixth, { tier: 'Strategic' })).json()).toMatchObject({ overCapacity: false });
    const beyond = await set(fifth, { tier: 'Strategic', reason: 'The board wants it.', override: true });
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
