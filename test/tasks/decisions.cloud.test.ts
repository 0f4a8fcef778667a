import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { items, join, MANAGER, OPS, signIn } from '../support/people.ts';

const SCORES = {
  'brand-reputation': 4,
  'technical-readiness': 4,
  'executive-sponsorship': 4,
  'cultural-alignment': 4,
};
const SILVER = { programType: 'channel', targetTier: 'Silver' };

describe('Decisions, on the page of the team', () => {
  const cloud = withCloud();
  let mara = '';
  let noor = '';
  let acme = '';
  beforeAll(async () => {
    acme = await join(cloud(), 'acme', SILVER);
    mara = await signIn(cloud(), MANAGER);
    noor = await signIn(cloud(), OPS);
  });
  const get = (path: string, cookie = mara) => cloud().http('GET', path, { cookie });
  const post = (path: string, body: unknown, cookie = mara) => cloud().http('POST', path, { cookie, body });
  const taskOf = async (partnerId: string): Promise<string> => {
    const { tasks } = (await get('/api/ops/tasks')).json();
    return tasks.find((one: { partnerId: string }) => one.partnerId === partnerId)?.taskId;
  };
  const stageOf = async (partnerId: string): Promise<string> =>
    (await get(`/api/ops/partners/${partnerId}`)).json().profile.stage;
  const scored = { outcome: 'scored', reason: 'We know them well.', detail: { scores: SCORES } };

  test('the manager finds the open decision, with the company, the question and the deadline', async () => {
    const { tasks } = (await get('/api/ops/tasks')).json();
    expect(tasks).toMatchObject([
      { partnerId: acme, company: 'acme Ltd', kind: 'scorecard', state: 'open', assignee: 'manager' },
    ]);
    expect(Date.parse(tasks[0].deadline) - Date.parse(tasks[0].openedAt)).toBe(48 * 3_600_000);
  });

  test('the letter to the manager leads to the decision, and shows no token', async () => {
    const letters = await cloud().inbox.to(MANAGER);
    const taskId = await taskOf(acme);
    expect(letters.flatMap(({ links }) => links).some((link) => link.endsWith(`/ops/tasks/${taskId}`))).toBe(true);
    const [wait] = await items(cloud(), `PARTNER#${acme}`, 'WAIT#');
    const token = String(wait?.token);
    expect(token.length).toBeGreaterThan(20);
    expect(letters.some(({ raw }) => Buffer.from(raw).includes(token))).toBe(false);
    expect(cloud().logs.some(({ line }) => line.includes(token))).toBe(false);
  });

  test('a tampered or invented id is no task, and changes nothing', async () => {
    const taskId = await taskOf(acme);
    const tampered = `${taskId.slice(0, -1)}${taskId.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of [tampered, 'x', '..%2F..', taskId.toLowerCase()]) {
      expect((await post(`/api/ops/tasks/${wrong}/decision`, scored)).status, wrong).toBe(404);
    }
    expect(await stageOf(acme)).toBe('Evaluate');
  });

  test('an answer that the question does not have is refused, field by field', async () => {
    const path = `/api/ops/tasks/${await taskOf(acme)}/decision`;
    const half = { ...scored, detail: { scores: { ...SCORES, 'brand-reputation': 3.2 } } };
    expect((await post(path, half)).json()).toMatchObject({
      status: 422,
      errors: [{ field: 'detail.scores.brand-reputation' }],
    });
    expect((await post(path, { ...scored, outcome: 'admitted' })).status).toBe(422);
    expect((await post(path, { ...scored, tier: 'Platinum' })).status).toBe(422);
  });

  test('a partner sees no page of the team', async () => {
    const ann = await signIn(cloud(), 'ann@acme.example');
    for (const path of ['/api/ops/tasks', '/api/ops/partners', `/api/ops/partners/${acme}`]) {
      expect((await get(path, ann)).status).toBe(404);
    }
    expect((await post(`/api/ops/tasks/${await taskOf(acme)}/decision`, scored, ann)).status).toBe(404);
  });

  test('two people decide in the same moment: the first stands, the other reads who it was', async () => {
    const path = `/api/ops/tasks/${await taskOf(acme)}/decision`;
    const both = await Promise.all([post(path, scored, mara), post(path, scored, noor)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const second = both.find(({ status }) => status === 409)?.json();
    expect(second.detail).toMatch(/^Already decided by .+ at 2027-03-01T.+: scored\.$/);
    await cloud().settle();
    expect(await stageOf(acme)).toBe('Activate');
  });

  test('what was decided is on the timeline, by whom, and for good', async () => {
    const { timeline, profile } = (await get(`/api/ops/partners/${acme}`)).json();
    expect(profile).toMatchObject({ tier: 'Silver', portal: 'open', firstPayoutHeld: false });
    const texts = timeline.map(({ text }: { text: string }) => text).join('\n');
    expect(texts).toMatch(/Decision on scorecard: scored, by .+ We know them well\./);
    expect(texts).toContain('Evaluate to Activate');
  });

  test('after the deadline the rule has decided: 410, and the state stays', async () => {
    const slow = await join(cloud(), 'slow', SILVER);
    const taskId = await taskOf(slow);
    await cloud().clock.moveTo(cloud().clock.now() + 49 * 3_600_000);
    const before = await stageOf(slow);
    expect((await post(`/api/ops/tasks/${taskId}/decision`, scored)).json()).toMatchObject({
      status: 410,
      title: 'decided by rule',
    });
    expect(await stageOf(slow)).toBe(before);
  });

  test('a partner that has left leaves nothing to decide', async () => {
    const gone = await join(cloud(), 'gone', SILVER);
    const taskId = await taskOf(gone);
    const reason = { reason: 'The program for resellers closes.' };
    expect((await post(`/api/ops/partners/${gone}/stop`, reason)).json()).toEqual({ stage: 'sunset' });
    await cloud().settle();
    expect((await post(`/api/ops/tasks/${taskId}/decision`, scored)).status).toBe(410);
    expect((await post(`/api/ops/partners/${gone}/stop`, reason)).status).toBe(409);
  });
});

describe('The list of partners', () => {
  const cloud = withCloud({ seed: 'list' });
  let mara = '';
  beforeAll(async () => {
    for (const name of ['one', 'two', 'three']) await join(cloud(), name);
    await join(cloud(), 'four', SILVER);
    mara = await signIn(cloud(), MANAGER);
  });
  const list = async (query: string) => cloud().http('GET', `/api/ops/partners${query}`, { cookie: mara });

  test('shows one stage, or all', async () => {
    const stages = async (query: string) =>
      (await list(query)).json().partners.map((one: { stage: string }) => one.stage);
    expect(await stages('?stage=Activate')).toEqual(['Activate', 'Activate', 'Activate']);
    expect((await stages('')).sort()).toEqual(['Activate', 'Activate', 'Activate', 'Evaluate']);
  });

  test.each(['x', '%00', 'e30', Buffer.from('{"PK":"POLICY"}').toString('base64url')])(
    'a cursor that it did not give is refused: %s',
    async (cursor) => {
      expect((await list(`?cursor=${cursor}`)).status).toBe(400);
    },
  );

  test('a cursor of another list is refused', async () => {
    const key = { PK: 'PARTNER#x', SK: 'PROFILE', GSI1PK: 'TASKS#open', GSI1SK: 'x' };
    const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
    expect((await list(`?cursor=${cursor}`)).status).toBe(400);
  });

  test('an unknown stage is told so', async () => {
    expect((await list('?stage=activate')).status).toBe(422);
  });
});
