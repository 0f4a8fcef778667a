import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { item, items, join, signIn } from '../support/people.ts';

const cloud = withCloud();
const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0' };
const asks = (cookie: string) => ({
  get: (path: string) => cloud().http('GET', path, { cookie }),
  post: (path: string, body: unknown) => cloud().http('POST', path, { cookie, body, headers: BROWSER }),
});
let partnerId = '';
let ann: ReturnType<typeof asks>;

beforeAll(async () => {
  partnerId = await join(cloud(), 'alpha');
  ann = asks(await signIn(cloud(), 'ann@alpha.example'));
});

describe('An affiliate signs', () => {
  test('a text that has changed since is not accepted; the new hash is told', async () => {
    const shown = (await ann.get('/api/portal/agreement')).json();
    const reply = await ann.post('/api/portal/agreement/acceptance', { hash: 'a'.repeat(64), owner: 'Ann Miller' });
    expect(reply.status).toBe(409);
    expect(reply.json()).toMatchObject({ hash: shown.hash });
    expect(shown).toMatchObject({ agreement: 'referral', asksFor: 'nothing', ourOwner: 'Mara Vogel' });
    expect(shown.signBy).toBeDefined();
  });

  test('twice at once: one act on record, the same answer for both, and the fact', async () => {
    const { hash } = (await ann.get('/api/portal/agreement')).json();
    const accept = () => ann.post('/api/portal/agreement/acceptance', { hash, owner: 'Ann Miller' });
    const replies = await Promise.all([accept(), accept()]);
    await cloud().settle();
    expect(replies.map((reply) => reply.status)).toEqual([200, 200]);
    expect(replies[0].json()).toEqual(replies[1].json());
    const acts = await items(cloud(), `PARTNER#${partnerId}`, 'AGREEMENT#');
    expect(acts).toHaveLength(1);
    expect(acts[0]).toMatchObject({ hash, version: 'referral-affiliate.v1', owners: { yours: 'Ann Miller' } });
    expect(JSON.stringify(acts[0])).not.toContain('Firefox');
    expect(await item(cloud(), `PARTNER#${partnerId}`, 'FACT#1#agreement-accepted')).toMatchObject({
      detail: { hash },
    });
  });

  test('signed on other terms afterwards: refused, and the page shows what was accepted', async () => {
    const shown = (await ann.get('/api/portal/agreement')).json();
    expect(shown.accepted).toMatchObject({ owner: 'Ann Miller' });
    const reply = await ann.post('/api/portal/agreement/acceptance', { hash: shown.hash, owner: 'Eve' });
    expect(reply.status).toBe(422);
  });

  test('fields that nobody asked for are refused (fault 36)', async () => {
    const body = { hash: 'a'.repeat(64), owner: 'Ann', commissionRate: 0.9, role: 'admin' };
    expect((await ann.post('/api/portal/agreement/acceptance', body)).status).toBe(422);
  });
});

test('a channel partner that waits for a decision cannot sign yet', async () => {
  await join(cloud(), 'beta', { programType: 'channel', targetTier: 'Silver' });
  const ben = asks(await signIn(cloud(), 'ann@beta.example'));
  const shown = (await ben.get('/api/portal/agreement')).json();
  expect(shown.blocked).toMatch(/once you are admitted/);
  const reply = await ben.post('/api/portal/agreement/acceptance', { hash: shown.hash, owner: 'Ann Miller' });
  expect(reply.status).toBe(409);
});
