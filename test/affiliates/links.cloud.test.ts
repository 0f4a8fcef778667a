import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { FIRST_COOKIE_DAYS } from '../../functions/affiliates/clicks/store.ts';
import { clickItem, clickKeyOf, couponEarns, couponItem, MOST_LINKS } from '../../functions/affiliates/contract.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';
import type { HttpReply } from '../../infra/local/cloud.ts';
import { withCloud } from '../support/cloud.ts';
import { item, join, OPS, signIn, subjectsTo } from '../support/people.ts';
import { CHROME, FIREFOX } from './visits.ts';

const cloud = withCloud();
let ids: readonly string[] = [];
let ann = '';
let bea = '';
let ops = '';
const as = (cookie: string) => ({
  get: (path: string) => cloud().http('GET', path, { cookie }),
  post: (path: string, body: unknown) => cloud().http('POST', path, { cookie, body }),
  delete: (path: string) => cloud().http('DELETE', path, { cookie }),
});
const accept = async (cookie: string) => {
  const { hash } = (await as(cookie).get('/api/portal/agreement')).json();
  await as(cookie).post('/api/portal/agreement/acceptance', { hash, owner: 'Ann Miller' });
  await cloud().settle();
};
const follow = (path: string, headers: Record<string, string> = {}) =>
  cloud().http('GET', path, { headers: { 'user-agent': FIREFOX, ...headers } });
const referenceIn = (reply: HttpReply): string => new URL(reply.headers.location ?? '').searchParams.get('click') ?? '';
const clickAt = async (reference: string) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud().clientConfig()));
  const Key = clickKeyOf(reference);
  return clickItem.parse((await client.send(new GetCommand({ TableName: 'tandem-local-clicks', Key }))).Item);
};
const later = (ms: number) => cloud().clock.moveTo(cloud().clock.now() + ms);
const rowOf = async (cookie: string, code: string) =>
  (await as(cookie).get('/api/portal/links')).json().links.find((one: { code: string }) => one.code === code);

beforeAll(async () => {
  ids = [await join(cloud(), 'lambda'), await join(cloud(), 'omega', { email: 'bea@omega.example' })];
  ann = await signIn(cloud(), 'ann@lambda.example');
  bea = await signIn(cloud(), 'bea@omega.example');
  ops = await signIn(cloud(), OPS);
});

describe("A partner's own links", () => {
  test('open with the agreement', async () => {
    const view = (await as(ann).get('/api/portal/links')).json();
    expect(view).toMatchObject({ links: [], mayAdd: false, because: expect.stringContaining('agreement') });
    expect((await as(ann).post('/api/portal/links', { code: 'ann-writes' })).status).toBe(409);
    await accept(ann);
    await accept(bea);
    expect((await as(ann).get('/api/portal/links')).json()).toMatchObject({
      links: [{ automatic: true }],
      mayAdd: true,
    });
  });

  test('are made with a code, a page, a campaign and a sub-id; a repeat makes nothing new', async () => {
    const asked = { code: 'ann-writes', target: '/pricing', campaign: 'Spring', sub: 'blog' };
    const made = await as(ann).post('/api/portal/links', asked);
    expect(made.status).toBe(201);
    expect(made.json().url).toMatch(/\/r\/ann-writes$/);
    expect((await as(ann).post('/api/portal/links', asked)).status).toBe(201);
    expect(await rowOf(ann, 'ann-writes')).toMatchObject({ campaign: 'Spring', sub: 'blog', open: true });
  });

  test.each([
    ['a code that somebody has', { code: 'ann-writes' }, 409],
    ['the name of the program', { code: 'acme-best' }, 422],
    ['a page elsewhere', { code: 'bea-sings', target: '//evil.example' }, 422],
    ['a field that is not theirs to set (fault 36)', { code: 'bea-sings', partnerId: 'x', closedAt: null }, 422],
    ['a sub-id with markup', { code: 'bea-sings', sub: '<b>' }, 422],
    ['a line break in the campaign', { code: 'bea-sings', campaign: 'a\r\nb' }, 422],
  ])('are refused: %s', async (_label, asked, status) => {
    expect((await as(bea).post('/api/portal/links', asked)).status).toBe(status);
  });

  test('cannot be closed, seen or counted by another partner, and are as if they were not there (fault 35)', async () => {
    expect((await as(bea).post('/api/portal/links/ann-writes/state', { open: false })).status).toBe(404);
    expect((await as(bea).post('/api/portal/links/nobody-has-it/state', { open: false })).status).toBe(404);
    expect(await rowOf(bea, 'ann-writes')).toBeUndefined();
    expect((await as(ann).get(`/api/ops/partners/${ids[1]}/links`)).status).toBe(404);
  });

  test('one code for two partners at once goes to one of them', async () => {
    const asked = { code: 'wanted' };
    const replies = await Promise.all([ann, bea, ann, bea].map((who) => as(who).post('/api/portal/links', asked)));
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([201, 201, 409, 409]);
  });

  test('are limited in number', async () => {
    for (let n = 0; n < MOST_LINKS; n++) await as(bea).post('/api/portal/links', { code: `bea-${n}` });
    expect((await as(bea).post('/api/portal/links', { code: 'one-more' })).status).toBe(409);
    expect((await as(bea).get('/api/portal/links')).json()).toMatchObject({ mayAdd: false });
  });
});

describe('A click', () => {
  test('lies where its reference says, with campaign and sub-id; utm values pass on', async () => {
    const reply = await follow('/r/ann-writes?utm_medium=video&lang=de', {
      referer: 'https://blog.example.com/x',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
      'sec-fetch-user': '?1',
    });
    expect(reply.status).toBe(302);
    const url = new URL(reply.headers.location ?? '');
    expect(url.pathname).toBe('/pricing');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      utm_source: 'partner',
      utm_medium: 'video',
      utm_campaign: 'lambda-ltd-spring',
      ref: 'ann-writes',
      click: referenceIn(reply),
    });
    expect(await clickAt(referenceIn(reply))).toMatchObject({
      code: 'ann-writes',
      counts: true,
      campaign: 'Spring',
      sub: 'blog',
      gesture: true,
      visits: 1,
      referrerHost: 'blog.example.com',
    });
  });

  test('names its own sub-id; capitals in the code do not matter', async () => {
    const reply = await follow('/r/Ann-Writes?sub=mail-7', { 'user-agent': CHROME });
    expect(await clickAt(referenceIn(reply))).toMatchObject({ sub: 'mail-7' });
  });

  test('counts once when the same browser comes twice within half a minute', async () => {
    await later(60_000 - (cloud().clock.now() % 60_000));
    const before = (await rowOf(ann, 'ann-writes')).clicks;
    const replies = await Promise.all([follow('/r/ann-writes'), follow('/r/ann-writes'), follow('/r/ann-writes')]);
    expect(new Set(replies.map(referenceIn)).size).toBe(1);
    expect(await clickAt(referenceIn(replies[0] as HttpReply))).toMatchObject({ visits: 3 });
    const after = (await rowOf(ann, 'ann-writes')).clicks;
    expect(after.counted).toBe(before.counted + 1);
    expect(after.reasons.repeat).toBe(2);
    await later(30_000);
    expect(referenceIn(await follow('/r/ann-writes'))).not.toBe(referenceIn(replies[0] as HttpReply));
  });

  test('leaves a cookie with the latest clicks, as long as the cookie window of the policy', async () => {
    const first = await follow('/r/ann-writes');
    const held = (first.cookies[0] ?? '').split(';')[0] ?? '';
    expect(first.cookies[0]).toContain(`Max-Age=${firstPolicy.terms.cookieDays * 86_400}`);
    expect(FIRST_COOKIE_DAYS).toBe(firstPolicy.terms.cookieDays);
    const second = await cloud().http('GET', '/r/wanted', { cookie: held, headers: { 'user-agent': FIREFOX } });
    const [value] = (second.cookies[0] ?? '').split(';');
    expect(value).toBe(`tandem_clicks=${referenceIn(first)}~${referenceIn(second)}`);
  });

  test.each([
    ['a bot', { 'user-agent': 'Googlebot/2.1' }],
    ['an image on another page', { 'sec-fetch-dest': 'image' }],
    ['a hidden frame', { 'sec-fetch-dest': 'iframe' }],
  ])('by %s is recorded, does not count and sets no cookie', async (_label, headers) => {
    const reply = await follow('/r/ann-writes', headers);
    expect(reply.status).toBe(302);
    expect(reply.cookies).toEqual([]);
    expect(await clickAt(referenceIn(reply))).toMatchObject({ counts: false });
  });

  test('is not made by HEAD, which is told where the link leads', async () => {
    const before = (await rowOf(ann, 'ann-writes')).clicks;
    const reply = await cloud().http('HEAD', '/r/ann-writes', { headers: { 'user-agent': CHROME } });
    expect(reply.status).toBe(302);
    expect(new URL(reply.headers.location ?? '').searchParams.has('click')).toBe(false);
    expect((await rowOf(ann, 'ann-writes')).clicks).toEqual(before);
    expect((await cloud().http('HEAD', '/r/not-there')).status).toBe(404);
  });

  test('costs one write unit, and two requests once the function is warm', async () => {
    await follow('/r/ann-writes');
    await later(60_000);
    cloud().counters.clear();
    await follow('/r/ann-writes');
    const calls = cloud().counters.all();
    const ofTables = calls.filter((call) => call.service === 'dynamodb' && call.role.includes('FollowLink'));
    expect(ofTables.map(({ action, calls: times }) => [action, times])).toEqual([
      ['GetItem', 1],
      ['UpdateItem', 1],
    ]);
    expect(cloud().counters.sum({ service: 'dynamodb' })).toMatchObject({ writeUnits: 1, readUnits: 0.5 });
  });
});

describe('The page view of a click', () => {
  const view = (click: string) =>
    cloud().http('POST', '/api/page-views', {
      body: `click=${click}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    });

  test('is kept with the click, once, and shows in the counts', async () => {
    const reference = referenceIn(await follow('/r/ann-writes', { 'user-agent': `${CHROME} x` }));
    const reply = await view(reference);
    expect(reply.status).toBe(204);
    expect(reply.headers['access-control-allow-origin']).toBe('*');
    const { seenAt } = await clickAt(reference);
    expect(seenAt).toBeDefined();
    await later(5_000);
    await view(reference);
    expect((await clickAt(reference)).seenAt).toBe(seenAt);
    expect((await rowOf(ann, 'ann-writes')).clicks.seen).toBe(1);
  });

  test('of a click that nobody made is not kept; of one long ago neither', async () => {
    expect((await view('ann-writes.01ZZZZZZZZZZZZZZZZZZZZZZZZ')).status).toBe(204);
    const reference = referenceIn(await follow('/r/ann-writes'));
    await later(86_400_000);
    await view(reference);
    expect((await clickAt(reference)).seenAt).toBeUndefined();
  });

  test('is refused when it is something else (fault 40)', async () => {
    expect((await view('x')).status).toBe(422);
    expect((await view('x'.repeat(2_000))).status).toBe(413);
    expect((await cloud().http('POST', '/api/page-views', { body: { click: {} } })).status).toBe(422);
  });
});

describe('A link that is closed', () => {
  test('sends visitors on and does not count, until it is opened again', async () => {
    expect((await as(ann).post('/api/portal/links/ann-writes/state', { open: false })).status).toBe(200);
    const reply = await follow('/r/ann-writes');
    expect(reply.status).toBe(302);
    expect(await clickAt(referenceIn(reply))).toMatchObject({ counts: false, discounted: 'link-closed' });
    await as(ann).post('/api/portal/links/ann-writes/state', { open: true });
    expect(await clickAt(referenceIn(await follow('/r/ann-writes')))).toMatchObject({ counts: true });
  });
});

describe('Coupons', () => {
  const couponOf = async (code: string) => couponItem.parse(await item(cloud(), `COUPON#${code}`, 'COUPON'));

  test('are asked for by the partner and earn once the team agrees [A3]', async () => {
    const asked = await as(ann).post('/api/portal/coupons', { code: ' ann10 ', note: 'For the newsletter' });
    expect(asked.status).toBe(202);
    expect(asked.json().coupon).toMatchObject({ code: 'ANN10', state: 'requested' });
    expect((await as(bea).post('/api/portal/coupons', { code: 'Ann10' })).status).toBe(409);
    expect(couponEarns(await couponOf('ANN10'), '2030-01-01T00:00:00.000Z')).toBe(false);
    const given = await as(ops).post(`/api/ops/partners/${ids[0]}/coupons`, { code: 'ANN10' });
    expect(given.json().coupon).toMatchObject({ state: 'active', from: expect.any(String) });
    const coupon = await couponOf('ANN10');
    expect(coupon).toMatchObject({ partnerId: ids[0], approvedBy: expect.any(String) });
    expect(couponEarns(coupon, coupon.from ?? '')).toBe(true);
    expect(couponEarns(coupon, '2020-01-01T00:00:00.000Z')).toBe(false);
  });

  test('that were asked for are decided by the team; nobody answers, and the code stays taken', async () => {
    const ask = (code: string) => as(ann).post('/api/portal/coupons', { code, note: 'For the podcast' });
    const decide = async (code: string, outcome: string) => {
      await cloud().settle();
      const { tasks } = (await as(ops).get('/api/ops/tasks')).json();
      const asked = tasks.filter((one: { kind: string }) => one.kind === 'coupon');
      const all = await Promise.all(
        asked.map(async ({ taskId }: { taskId: string }) => (await as(ops).get(`/api/ops/tasks/${taskId}`)).json()),
      );
      const { taskId } = all.find((one) => one.detail.code === code);
      await as(ops).post(`/api/ops/tasks/${taskId}/decision`, { outcome, reason: 'As agreed.', detail: {} });
      await cloud().settle();
    };
    await ask('POD-1');
    await ask('POD-2');
    await decide('POD-1', 'given');
    await decide('POD-2', 'refused');
    expect(await couponOf('POD-1')).toMatchObject({ state: 'active', approvedBy: expect.any(String) });
    expect(await couponOf('POD-2')).toMatchObject({ state: 'closed' });
    expect((await as(ops).post(`/api/ops/partners/${ids[1]}/coupons`, { code: 'POD-2' })).status).toBe(409);
    await ask('POD-3');
    const at = new Date(cloud().clock.now()).toISOString();
    const decision = { outcome: 'refused', by: 'rule', at, detail: {} };
    const data = { taskId: 'x'.repeat(32), kind: 'coupon', key: 'pod-3', decision };
    const detail = {
      id: 'ruled',
      name: 'decision-made.v1',
      occurredAt: at,
      recordedAt: at,
      partnerId: ids[0],
      run: 1,
      data,
    };
    expect((await cloud().invoke('tandem-local-affiliates-conclude-coupon', { detail })).error).toBeUndefined();
    expect(await couponOf('POD-3')).toMatchObject({ state: 'closed' });
    const late = { detail: { ...detail, data: { ...data, key: 'pod-1' } } };
    expect((await cloud().invoke('tandem-local-affiliates-conclude-coupon', late)).error).toBeUndefined();
    expect(await couponOf('POD-1')).toMatchObject({ state: 'active' });
  });

  test('given with dates earn between them, and never for two partners', async () => {
    const dates = { from: '2027-04-01T00:00:00.000Z', until: '2027-05-01T00:00:00.000Z' };
    const give = (to: string | undefined, body: unknown) => as(ops).post(`/api/ops/partners/${to}/coupons`, body);
    expect((await give(ids[1], { code: 'SPRING', ...dates })).status).toBe(201);
    expect((await give(ids[1], { code: 'SPRING', ...dates })).status).toBe(201);
    expect((await give(ids[0], { code: 'SPRING' })).status).toBe(409);
    expect((await give(ids[0], { code: 'X1Y', from: dates.until, until: dates.from })).status).toBe(422);
    const coupon = await couponOf('SPRING');
    expect(couponEarns(coupon, '2027-04-30T23:59:59.999Z')).toBe(true);
    expect(couponEarns(coupon, dates.until)).toBe(false);
  });

  test('that are closed earn nothing later, keep what was earned, and are not given again', async () => {
    const path = `/api/ops/partners/${ids[0]}/coupons`;
    const before = new Date(cloud().clock.now()).toISOString();
    await later(1_000);
    expect((await as(ops).delete(`/api/ops/partners/${ids[1]}/coupons/ANN10`)).status).toBe(404);
    expect((await as(ops).delete(`${path}/ann10`)).json().coupon).toMatchObject({ state: 'closed' });
    const coupon = await couponOf('ANN10');
    expect(couponEarns(coupon, before)).toBe(true);
    expect(couponEarns(coupon, coupon.closedAt ?? '')).toBe(false);
    expect((await as(ops).post(path, { code: 'ANN10' })).status).toBe(409);
    expect((await as(ops).delete(`${path}/ann10`)).json().coupon.closedAt).toBe(coupon.closedAt);
  });

  test('are told to the contact by letter, and stand on the timeline, once for each decision', async () => {
    await cloud().settle();
    const told = async (address: string) =>
      (await subjectsTo(cloud(), address)).filter((subject) => subject.startsWith('Coupon '));
    expect(await told('ann@lambda.example')).toEqual([
      'Coupon ANN10 is yours',
      'Coupon POD-1 is yours',
      'Coupon POD-2 is not given',
      'Coupon POD-3 is not given',
      'Coupon ANN10 was closed',
    ]);
    expect(await told('bea@omega.example')).toEqual(['Coupon SPRING is yours']);
    const { entries } = (await as(ann).get('/api/portal/timeline?kind=program')).json();
    const texts = entries.map(({ text }: { text: string }) => text).filter((text: string) => text.includes('coupon'));
    expect(texts).toContain('The coupon ANN10 was closed.');
    expect(texts.filter((text: string) => text === 'The coupon ANN10 was given.')).toHaveLength(1);
  });
});

test('the team allows coupon sites and brand bidding by partner [F2]', async () => {
  const path = `/api/ops/partners/${ids[0]}`;
  const none = { couponSites: false, brandBidding: false };
  expect((await as(ops).get(`${path}/links`)).json()).toMatchObject({ traffic: none, coupons: expect.any(Array) });
  await as(ops).post(`${path}/traffic`, { ...none, couponSites: true });
  expect((await as(ops).get(`${path}/links`)).json().traffic).toEqual({ ...none, couponSites: true });
  expect(await item(cloud(), `PARTNER#${ids[0]}`, 'TRAFFIC')).toMatchObject({ by: expect.any(String) });
});

test('with the partner its links and coupons close, and do not open again', async () => {
  const left = await as(bea).post('/api/portal/withdrawal', {});
  expect(left.status).toBe(200);
  await cloud().settle();
  expect(await item(cloud(), 'LINK#bea-1', 'LINK')).toMatchObject({ closedBy: 'stop' });
  expect(await item(cloud(), 'COUPON#SPRING', 'COUPON')).toMatchObject({ state: 'closed' });
  const reply = await follow('/r/bea-1', { 'user-agent': CHROME });
  expect(await clickAt(referenceIn(reply))).toMatchObject({ discounted: 'link-closed' });
});
