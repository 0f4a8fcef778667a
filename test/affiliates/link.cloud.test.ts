import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { item, join, signIn } from '../support/people.ts';
import { FIREFOX } from './visits.ts';

const cloud = withCloud();
let partnerId = '';
let cookie = '';
const get = (path: string) => cloud().http('GET', path, { cookie });

const follow = async (url: string, headers: Record<string, string>) => {
  const reply = await cloud().http('GET', new URL(url).pathname, { headers });
  await cloud().settle();
  return reply;
};
const clicksOf = async (code: string) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud().clientConfig()));
  const found = await client.send(
    new QueryCommand({
      TableName: 'tandem-local-clicks',
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': `LINK#${code}` },
    }),
  );
  return found.Items ?? [];
};
const firstClick = () => item(cloud(), `PARTNER#${partnerId}`, 'FACT#1#first-click');
const accept = async () => {
  const { hash } = (await get('/api/portal/agreement')).json();
  await cloud().http('POST', '/api/portal/agreement/acceptance', { cookie, body: { hash, owner: 'Ann Miller' } });
  await cloud().settle();
};

beforeAll(async () => {
  partnerId = await join(cloud(), 'gamma');
  cookie = await signIn(cloud(), 'ann@gamma.example');
});

describe('The link of an affiliate', () => {
  test('opens when the agreement is accepted', async () => {
    expect((await get('/api/portal/link')).json()).toEqual({});
    await accept();
    const { link } = (await get('/api/portal/link')).json();
    expect(link).toMatchObject({ clicks: 0, more: false, open: true });
    expect(link.url).toMatch(/\/r\/[a-z0-9]{13}$/);
  });

  test('a bot and a prefetch are recorded and do not count', async () => {
    const { link } = (await get('/api/portal/link')).json();
    await follow(link.url, { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' });
    const ahead = await follow(link.url, { 'user-agent': FIREFOX, 'sec-purpose': 'prefetch' });
    expect(ahead.status).toBe(503); // a browser would use any other answer for the real click
    expect((await clicksOf(link.code)).map((click) => click.discounted).toSorted()).toEqual(['bot', 'prefetch']);
    expect(await firstClick()).toBeUndefined();
  });

  test('a person is sent on; the first click is a fact, the second is not another', async () => {
    const { link } = (await get('/api/portal/link')).json();
    const visit = () => follow(link.url, { 'user-agent': FIREFOX, referer: 'https://blog.example.com/post' });
    const reply = await visit();
    expect(reply.status).toBe(302);
    const { searchParams } = new URL(reply.headers.location ?? '');
    expect(searchParams.get('ref')).toBe(link.code);
    const fact = await firstClick();
    const [code, clickId] = (searchParams.get('click') ?? '').split('.');
    expect(code).toBe(link.code);
    expect(fact).toMatchObject({ detail: { code, clickId } });
    await cloud().clock.moveTo(cloud().clock.now() + 60_000);
    await visit();
    expect(await firstClick()).toEqual(fact);
    expect((await get('/api/portal/link')).json().link).toMatchObject({ clicks: 2 });
  });

  test('keeps no address and no browser of a visitor', async () => {
    const { link } = (await get('/api/portal/link')).json();
    const kept = JSON.stringify(await clicksOf(link.code));
    expect(kept).toContain('blog.example.com');
    expect(kept).not.toMatch(/Firefox|203\.0|127\.0/);
  });

  test('one that does not exist is not found', async () => {
    expect((await cloud().http('GET', '/r/aaaaaaaaaaaaa')).status).toBe(404);
    expect((await cloud().http('GET', '/r/x%27--')).status).toBe(404);
  });

  test('after the partner has left, visitors still arrive and nothing counts', async () => {
    const { link } = (await get('/api/portal/link')).json();
    const left = await cloud().http('POST', '/api/portal/withdrawal', { cookie, body: {} });
    expect(left.status).toBe(200);
    await cloud().settle();
    expect((await follow(link.url, { 'user-agent': FIREFOX })).status).toBe(302);
    const reasons = (await clicksOf(link.code)).map((click) => click.discounted ?? 'counts');
    expect(reasons.filter((reason) => reason === 'counts')).toHaveLength(2);
    expect(reasons).toContain('link-closed');
  });
});
