import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import {
  apply,
  askToSignIn,
  confirm,
  item,
  join,
  OPS,
  signIn,
  subjectsTo,
  tokenFor,
  typed,
} from '../support/people.ts';

const cloud = withCloud();
let ops = '';
const post = (path: string, body: unknown, cookie = ops) => cloud().http('POST', path, { body, cookie });
const profile = (partnerId: string) => item(cloud(), `PARTNER#${partnerId}`, 'PROFILE');

beforeAll(async () => {
  ops = await signIn(cloud(), OPS);
});

describe('A nomination', () => {
  const { marketingConsent: _, category: __, ...nominated } = typed('oak');

  test("asks the company's contact to confirm", async () => {
    expect((await post('/api/ops/nominations', nominated)).status).toBe(202);
    await cloud().settle();
    expect(await subjectsTo(cloud(), 'ann@oak.example')).toHaveLength(1);
  });

  test('without a category, the contact is asked for it and the scorecard goes on when it is there', async () => {
    await confirm(cloud(), await tokenFor(cloud(), 'ann@oak.example', '/verify'));
    const partnerId = String((await item(cloud(), 'DOMAIN#oak.example', 'PARTNER'))?.partnerId);
    expect(await profile(partnerId)).toMatchObject({ stage: 'Evaluate', portal: 'closed' });
    const cookie = await signIn(cloud(), 'ann@oak.example');
    expect((await post('/api/portal/application', {}, cookie)).status).toBe(422);
    expect((await post('/api/portal/application', { category: 'nonsense' }, cookie)).status).toBe(422);
    expect((await post('/api/portal/application', { category: 'crm' }, cookie)).status).toBe(200);
    await cloud().settle();
    expect(await profile(partnerId)).toMatchObject({ stage: 'Activate', tier: 'Standard' });
    expect((await post('/api/portal/application', { category: 'crm' }, cookie)).status).toBe(409);
  });

  test('of a company that is here already is refused', async () => {
    expect((await post('/api/ops/nominations', { ...nominated, email: 'bob@oak.example' })).status).toBe(409);
  });
});

describe('Erasure during a journey (fault 43)', () => {
  let partnerId = '';
  let cookie = '';

  test('stops the journey, ends the session and forgets the person, but not that the address is suppressed', async () => {
    partnerId = await join(cloud(), 'pine');
    cookie = await signIn(cloud(), 'ann@pine.example');
    const personId = String((await profile(partnerId))?.personId);
    const reply = await post(`/api/ops/partners/${partnerId}/erasure`, { reason: 'Asked for by the person.' });
    expect(reply.status).toBe(200);
    await cloud().settle();
    const person = await item(cloud(), `PERSON#${personId}`, 'PERSON');
    expect(person).toMatchObject({ erasedAt: expect.any(String) });
    expect(JSON.stringify(person)).not.toMatch(/ann|pine/i);
    expect(await item(cloud(), 'DOMAIN#pine.example', 'PARTNER')).toBeUndefined();
    expect(await item(cloud(), `APPLICATION#${partnerId}`, 'APPLICATION')).not.toHaveProperty('facts');
    expect(await profile(partnerId)).toMatchObject({ stage: 'withdrawn' });
    expect((await cloud().http('GET', '/api/portal/journey', { cookie })).status).toBe(403);
  });

  test('asked for twice is done once', async () => {
    const reply = await post(`/api/ops/partners/${partnerId}/erasure`, { reason: 'Asked for again.' });
    expect(reply.status).toBe(200);
  });

  test('nothing more is written to the address', async () => {
    const before = (await subjectsTo(cloud(), 'ann@pine.example')).length;
    await askToSignIn(cloud(), 'ann@pine.example');
    expect((await subjectsTo(cloud(), 'ann@pine.example')).length).toBe(before);
  });

  test('the same person may sign up again, as a new partner', async () => {
    await apply(cloud(), typed('pine'));
    const reply = await confirm(cloud(), await tokenFor(cloud(), 'ann@pine.example', '/verify'));
    expect(reply.json()).toMatchObject({ outcome: 'verified' });
    const again = String((await item(cloud(), 'DOMAIN#pine.example', 'PARTNER'))?.partnerId);
    expect(again).not.toBe(partnerId);
    expect(await profile(again)).toMatchObject({ stage: 'Activate', run: 1 });
  });

  test('of a partner that is not there is a 404', async () => {
    expect((await post('/api/ops/partners/01ARZ3NDEKTSV4RRFFQ69G5FAV/erasure', { reason: 'x' })).status).toBe(404);
  });
});

describe('Coming back after the end [L16]', () => {
  test('the same mailbox begins the next run of the same partner', async () => {
    const partnerId = await join(cloud(), 'elm');
    expect((await post(`/api/ops/partners/${partnerId}/stop`, { reason: 'No activity.' })).status).toBe(200);
    await cloud().settle();
    await apply(cloud(), typed('elm', { audienceSize: 200_000 }));
    const reply = await confirm(cloud(), await tokenFor(cloud(), 'ann@elm.example', '/verify'));
    expect(reply.json()).toMatchObject({ outcome: 'verified' });
    expect(await profile(partnerId)).toMatchObject({ run: 2, stage: 'Activate', audience: 200_000 });
    expect(await item(cloud(), `PARTNER#${partnerId}`, 'SCORECARD#2#0001')).toMatchObject({ run: 2 });
    expect(await item(cloud(), `PARTNER#${partnerId}`, 'SCORECARD#1#0001')).toMatchObject({ run: 1 });
  });
});
