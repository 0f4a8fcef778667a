import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { join, MANAGER, OPS, signIn } from '../support/people.ts';
import { aFact, pagesOf, record } from './facts.ts';

const cloud = withCloud();
let partnerId = '';
let mia = '';
let oli = '';
let ann = '';
let adjustmentId = '';
const inKronur = { key: 'other-money', minor: 1, currency: 'ISK' };
const post = async (cookie: string, path: string, body: unknown) => {
  const reply = await cloud().http('POST', path, { cookie, body });
  await cloud().settle();
  return reply;
};
const adjust = (cookie: string, body: object) =>
  post(cookie, `/api/ops/partners/${partnerId}/adjustments`, {
    kind: 'adjusted',
    currency: 'USD',
    reason: 'A coupon was forgotten.',
    ...body,
  });
const balances = async () => (await cloud().http('GET', '/api/portal/balances', { cookie: ann })).json();
const task = async () => {
  const { tasks } = (await cloud().http('GET', '/api/ops/tasks', { cookie: oli })).json();
  return tasks.find((one: { kind: string }) => one.kind === 'adjustment');
};

beforeAll(async () => {
  partnerId = await join(cloud(), 'adjust', { programType: 'affiliate' });
  [mia, oli, ann] = [
    await signIn(cloud(), MANAGER),
    await signIn(cloud(), OPS),
    await signIn(cloud(), 'ann@adjust.example'),
  ];
});

describe('An adjustment', () => {
  test('up to the limit is one person’s: the book has its page and the partner a letter', async () => {
    const reply = await adjust(mia, { key: 'first-one', minor: 50_000 });
    expect(reply.json()).toMatchObject({ state: 'approved', minor: 50_000 });
    expect(await pagesOf(cloud(), partnerId)).toMatchObject([
      { kind: 'adjusted', against: [{ account: 'expense', minor: -50_000 }], note: 'A coupon was forgotten.' },
    ]);
    expect((await balances()).balances).toEqual([
      { currency: 'USD', pending: 0, held: 0, payable: 50_000, transit: 0, paid: 0 },
    ]);
    const letter = (await cloud().inbox.all()).at(-1);
    expect(letter?.subject).toContain('was adjusted');
    expect(letter?.text).toContain('USD 500.00');
  });

  test('sent again is the same one; with another amount it is refused', async () => {
    expect((await adjust(mia, { key: 'first-one', minor: 50_000 })).status).toBe(200);
    expect((await adjust(mia, { key: 'first-one', minor: 1 })).status).toBe(422);
    expect(await pagesOf(cloud(), partnerId)).toHaveLength(1);
  });

  test('above the limit waits for a second person, who cannot be the first', async () => {
    expect((await adjust(mia, { key: 'large-one', minor: 50_001 })).json()).toMatchObject({ state: 'proposed' });
    expect(await pagesOf(cloud(), partnerId)).toHaveLength(1);
    const { taskId } = await task();
    const decide = (cookie: string) =>
      post(cookie, `/api/ops/tasks/${taskId}/decision`, { outcome: 'approved', reason: 'Checked with the shop.' });
    expect((await decide(mia)).json()).toMatchObject({ status: 409, title: 'second person needed' });
    expect((await decide(oli)).status).toBe(200);
    expect((await balances()).balances[0].payable).toBe(100_001);
  });

  test('in a currency without a rate always takes two', async () => {
    const proposed = (await adjust(mia, inKronur)).json();
    expect(proposed).toMatchObject({ state: 'proposed' });
    adjustmentId = proposed.adjustmentId;
  });

  test('that nobody decides is refused in the end, and nothing is posted', async () => {
    const { taskId, detail } = await task();
    const at = new Date(cloud().clock.now()).toISOString();
    const decision = { outcome: 'refused', by: 'rule', at, detail: {} };
    const data = { taskId, kind: 'adjustment', key: adjustmentId, decision };
    const event = { id: 'ruled', name: 'decision-made.v1', occurredAt: at, recordedAt: at, partnerId, run: 1, data };
    const ruled = await cloud().invoke('tandem-local-ledger-conclude-adjustment', { detail: event });
    expect(ruled.error).toBeUndefined();
    expect(detail).toMatchObject({ currency: 'ISK' });
    expect((await adjust(mia, inKronur)).json()).toMatchObject({ state: 'refused', decidedBy: 'rule' });
    expect(await pagesOf(cloud(), partnerId, 'ISK')).toEqual([]);
  });
});

describe('A write-off', () => {
  test('is refused where nothing is owed', async () => {
    expect((await adjust(mia, { key: 'no-debt-1', kind: 'written-off', minor: 100 })).status).toBe(409);
  });

  test('takes a debt away, as the program’s loss', async () => {
    const earned = [{ account: 'payable' as const, partnerId, minor: -100_101 }];
    await record(cloud(), aFact({ kind: 'refund', key: 'pi_1~re_1', earned }));
    expect((await adjust(mia, { key: 'the-debt-1', kind: 'written-off', minor: 100 })).json()).toMatchObject({
      state: 'approved',
    });
    const last = (await pagesOf(cloud(), partnerId)).at(-1);
    expect(last).toMatchObject({
      kind: 'written-off',
      against: [{ account: 'written-off', minor: -100 }],
      balances: { payable: 0 },
    });
  });
});
