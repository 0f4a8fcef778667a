import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { item, MANAGER, OPS, signIn } from '../support/people.ts';
import { type Affiliate, anAffiliate, send } from './webhooks.ts';

const cloud = withCloud();
let ann: Affiliate;
let partnerId = '';
let mara = '';
let noor = '';

const inDays = (days: number): string => new Date(cloud().clock.now() + days * 86_400_000).toISOString();
const path = () => `/api/ops/partners/${partnerId}/terms`;
const terms = async () => (await cloud().http('GET', path(), { cookie: mara })).json();
const change = async (cookie: string, body: object) => {
  const reply = await cloud().http('POST', path(), { cookie, body: { reason: 'As agreed by phone.', ...body } });
  await cloud().settle();
  return reply;
};
const task = async () => {
  const { tasks } = (await cloud().http('GET', '/api/ops/tasks', { cookie: noor })).json();
  return tasks.find((one: { kind: string }) => one.kind === 'terms');
};
const decide = async (cookie: string, outcome: string) => {
  const body = { outcome, reason: 'Checked.' };
  const reply = await cloud().http('POST', `/api/ops/tasks/${(await task()).taskId}/decision`, { cookie, body });
  await cloud().settle();
  return reply;
};
const earns = async (customerId: string, saleId: string): Promise<number> => {
  const sale = { saleId, customerId, amountMinor: 10_000, currency: 'USD', touches: [await ann.click()] };
  return (await send(cloud(), 'sale', sale)).json().commissions[0].minor;
};
const lastLetter = async () => (await cloud().inbox.to('ann@terms.example')).at(-1);

beforeAll(async () => {
  ann = await anAffiliate(cloud(), 'terms');
  partnerId = ann.partnerId;
  [mara, noor] = [await signIn(cloud(), MANAGER), await signIn(cloud(), OPS)];
});

describe('Terms of one partner', () => {
  test('are those of its tier, until it has its own', async () => {
    const view = await terms();
    expect(view).toMatchObject({ now: { plan: 'default', because: 'tier' }, versions: [], changes: [] });
    expect(view.plans.map(({ plan }: { plan: string }) => plan)).toContain('hybrid-100');
  });

  test('a plan that nobody knows is refused, with those that there are', async () => {
    const reply = await change(mara, { key: 'no-such-plan', plan: 'golden', from: inDays(40) });
    expect(reply.status).toBe(422);
    expect(reply.json().detail).toContain('preferred');
  });

  test('take effect ten minutes after they are asked for at the earliest, and worse ones after 30 days [Z2]', async () => {
    const now = await change(mara, { key: 'for-today', plan: 'preferred', from: inDays(0) });
    expect(now.json()).toMatchObject({ status: 422, title: 'effective too early' });
    const worse = await change(mara, { key: 'for-tomorrow', plan: 'shop', from: inDays(1) });
    expect(worse.json().detail).toContain('30 days of notice. First payments: 25 % becomes 10 %.');
  });

  test('wait for a second person, who is not the first [A14]', async () => {
    const from = inDays(2);
    const asked = await change(mara, { key: 'preferred-1', plan: 'preferred', from });
    expect(asked.json()).toMatchObject({ state: 'proposed', plan: 'preferred', worse: [] });
    expect((await change(mara, { key: 'preferred-1', plan: 'preferred', from })).json()).toEqual(asked.json());
    expect((await change(mara, { key: 'preferred-1', plan: 'saas', from })).status).toBe(422);
    expect((await terms()).versions).toEqual([]);
    expect((await decide(mara, 'approved')).json().title).toBe('second person needed');
    expect((await decide(noor, 'approved')).status).toBe(200);
    const view = await terms();
    expect(view.versions).toMatchObject([{ plan: 'preferred', from }]);
    expect(view.changes[0]).toMatchObject({ state: 'approved' });
    expect(view.now.because).toBe('tier');
    expect(await item(cloud(), `TERMS#${partnerId}`, 'TERMS')).toMatchObject({ versions: [{ plan: 'preferred' }] });
  });

  test('the partner reads what changes before it does [B3]', async () => {
    const letter = await lastLetter();
    expect(letter?.subject).toContain('Your terms');
    expect(letter?.text).toContain('Wednesday, 3 March 2027');
    expect(letter?.text).toContain('First payments: 25 % becomes 30 %.');
    expect(await earns('cus_1', 'pi_1')).toBe(2_500);
    await cloud().clock.moveTo(cloud().clock.now() + 3 * 86_400_000);
    expect(await earns('cus_2', 'pi_2')).toBe(3_000);
    expect((await terms()).now).toMatchObject({ plan: 'preferred', because: 'own terms' });
  });

  test('worse ones that are decided late take effect later, so that the notice is kept', async () => {
    await change(mara, { key: 'back-again', plan: null, from: inDays(31) });
    await cloud().clock.moveTo(cloud().clock.now() + 3 * 86_400_000);
    await decide(noor, 'approved');
    const { versions } = await terms();
    expect(versions[1].plan).toBeNull();
    expect(Date.parse(versions[1].from) - Date.parse(versions[1].approvedAt)).toBe(30 * 86_400_000);
    expect((await lastLetter())?.text).toContain('30 % becomes 25 %');
  });

  test('that are refused change nothing', async () => {
    await change(noor, { key: 'for-life-1', plan: 'for-life', from: inDays(60) });
    await cloud().clock.moveTo(cloud().clock.now() + 6_000);
    expect((await cloud().http('GET', '/api/ops/tasks', { cookie: mara })).json().tasks).not.toEqual([]);
    await decide(mara, 'refused');
    const view = await terms();
    expect(view.versions).toHaveLength(2);
    expect(view.changes[0]).toMatchObject({ plan: 'for-life', state: 'refused' });
  });

  test('of nobody are a 404', async () => {
    const nobody = '/api/ops/partners/01ARZ3NDEKTSV4RRFFQ69G5FAV/terms';
    expect((await cloud().http('GET', nobody, { cookie: mara })).status).toBe(404);
  });
});
