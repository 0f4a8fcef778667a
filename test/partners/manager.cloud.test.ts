import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { join, MANAGER, OPS, signIn, timelineOf } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
let partnerId = '';
let noor = '';
let ann = '';

const set = async (managerId: string | null, cookie = noor) => {
  const reply = await cloud().http('PUT', `/api/ops/partners/${partnerId}/manager`, { cookie, body: { managerId } });
  await cloud().settle();
  return reply;
};
const shown = async () => (await cloud().http('GET', `/api/ops/partners/${partnerId}`, { cookie: noor })).json();
const atPortal = async () => (await cloud().http('GET', '/api/portal/tier', { cookie: ann })).json();

beforeAll(async () => {
  partnerId = await join(cloud(), 'oak');
  [noor, ann] = [await signIn(cloud(), OPS), await signIn(cloud(), 'ann@oak.example')];
});

describe('Who looks after a partner', () => {
  test('is everybody, until somebody is named', async () => {
    expect((await atPortal()).manager).toBeUndefined();
    expect((await shown()).profile.managerId).toBeUndefined();
  });

  test('a manager is named, once; the partner sees who it is, and the timeline tells', async () => {
    const [{ personId, name }] = (await shown()).managers;
    expect((await set(personId)).status).toBe(200);
    expect((await set(personId)).status, 'again').toBe(200);
    expect((await atPortal()).manager).toEqual({ name, email: MANAGER });
    const entries = (await timelineOf(cloud(), partnerId)).filter((told) => told === 'manager-set.v1');
    expect(entries).toHaveLength(1);
  });

  test('nobody but a manager of the team can be named, and no partner names one', async () => {
    const { status, text } = await set('01ARZ3NDEKTSV4RRFFQ69G5FAV');
    expect([status, text]).toEqual([422, expect.stringContaining('must be one of')]);
    expect((await set(null, ann)).status, 'as if it did not exist').toBe(404);
    expect((await shown()).profile.managerId).toBeDefined();
  });

  test('later moves of the partner keep the name; taken back, everybody is asked again', async () => {
    const reply = await cloud().http('POST', `/api/ops/partners/${partnerId}/tier`, {
      cookie: noor,
      body: { tier: 'Preferred', reason: 'Sells well.' },
    });
    expect(reply.status, reply.text).toBe(200);
    await cloud().settle();
    expect((await shown()).profile).toMatchObject({ tier: 'Preferred', managerId: expect.any(String) });
    expect((await set(null)).status).toBe(200);
    expect((await atPortal()).manager).toBeUndefined();
  });
});
