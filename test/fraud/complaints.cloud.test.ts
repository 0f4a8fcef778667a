import { beforeAll, describe, expect, test } from 'vitest';
import { readAccused } from '../../functions/fraud/reporting.ts';
import { withCloud } from '../support/cloud.ts';
import { anotherIp, items, join, MANAGER, OPS, signIn } from '../support/people.ts';

const cloud = withCloud();
let partnerId = '';
let ann = '';
let mara = '';

beforeAll(async () => {
  partnerId = await join(cloud(), 'loud');
  ann = await signIn(cloud(), 'ann@loud.example');
  mara = await signIn(cloud(), MANAGER);
  const ops = await signIn(cloud(), OPS);
  const give = `/api/ops/partners/${partnerId}/coupons`;
  expect((await cloud().http('POST', give, { cookie: ops, body: { code: 'LOUD10' } })).status).toBe(201);
});

const url = 'https://videos.example/loud?v=1';
const complain = async (over: Record<string, unknown> = {}, sourceIp = anotherIp()) => {
  const body = { about: 'LOUD10', seen: 'It promises twice the price back.', url, ...over };
  const reply = await cloud().http('POST', '/api/complaints', { body, sourceIp });
  await cloud().settle();
  return reply;
};
const flags = () => items(cloud(), `PARTNER#${partnerId}`, 'FLAG#');

describe('Whom a complaint is about', () => {
  test.each([
    ['a link', 'https://go.acme.example/r/ann-writes', { code: 'ann-writes' }],
    ['a coupon', ' LOUD10 ', { code: 'LOUD10' }],
    ['a website', 'www.loud.example/page', { host: 'loud.example' }],
    ['nothing that we know how to read', 'my neighbour Joe!', undefined],
  ])('%s', (_, typed, accused) => {
    expect(readAccused(typed)).toEqual(accused);
  });
});

describe('A complaint about misleading claims [F1]', () => {
  test('raises a flag with its evidence, which holds until a person has looked', async () => {
    expect((await complain()).status).toBe(202);
    const [flag] = await flags();
    expect(flag).toMatchObject({ rule: 'misleading-claims', action: 'hold', state: 'open', raisedBy: 'customer' });
    expect(flag?.findings).toEqual([
      { rule: 'misleading-claims', evidence: { seen: 'It promises twice the price back.', url } },
    ]);
  });

  test('of the same page and day is one flag, whoever complains and in whatever words, by code or website', async () => {
    expect((await complain({ seen: 'Other words.' })).status).toBe(202);
    expect((await complain({ about: 'https://www.loud.example' })).status).toBe(202);
    expect(await flags()).toHaveLength(1);
    expect((await complain({ url: 'https://videos.example/loud?v=2' })).status).toBe(202);
    expect(await flags()).toHaveLength(2);
  });

  test('shows the partner the reason, never who has told or where; confirmed by a person, it is rejected', async () => {
    const { text } = await cloud().http('GET', '/api/portal/flags', { cookie: ann });
    expect(text).toContain('may mislead');
    expect(text).not.toMatch(/videos\.example|twice the price/);
    const [flag] = await flags();
    const path = `/api/ops/partners/${partnerId}/flags/${flag?.flagId}/decision`;
    const body = { outcome: 'rejected', reason: 'The video says so.' };
    expect((await cloud().http('POST', path, { cookie: mara, body })).status).toBe(200);
    expect((await flags()).map(({ state }) => state).sort()).toEqual(['open', 'rejected']);
  });

  test('needs a page to look at and a partner that we know; too many from one place are refused', async () => {
    expect((await complain({ url: undefined })).status).toBe(422);
    expect((await complain({ url: 'javascript:alert(1)' })).status).toBe(422);
    const stranger = await complain({ about: 'nobody.example' });
    expect(stranger.status).toBe(422);
    expect(stranger.json().detail).toContain('We know no partner by this');
    const statuses = [];
    for (let nth = 0; nth < 6; nth++) statuses.push((await complain({}, '198.51.100.7')).status);
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
  });
});
