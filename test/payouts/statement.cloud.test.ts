import { beforeAll, describe, expect, test } from 'vitest';
import { pagesOf } from '../ledger/facts.ts';
import { withCloud } from '../support/cloud.ts';
import { signIn } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aPartner, earn, opsCookie, type Partner, refund } from './world.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
let bo: Partner;
let cookie = '';
/** A session is over within a month. */
const moveTo = async (instant: string): Promise<void> => {
  await cloud().clock.moveTo(Date.parse(instant));
  cookie = await signIn(cloud(), bo.email);
};

beforeAll(async () => {
  bo = await aPartner(cloud(), 'boreal', { ops: await opsCookie(cloud()) });
  cookie = bo.cookie;
  await earn(cloud(), bo.partnerId, 30_000);
});

describe('A statement', () => {
  const get = async (path: string) => (await cloud().http('GET', `/api/portal/statements${path}`, { cookie })).json();

  test('is open while its month is, and closes some hours after', async () => {
    expect(await get('/2027-03')).not.toHaveProperty('closedAt');
    expect(await get('')).toMatchObject({ open: '2027-03', statements: [] });
    expect((await cloud().http('GET', '/api/portal/statements/2027-04', { cookie })).status).toBe(404);
    await moveTo('2027-04-01T09:00:00.000Z');
    expect((await get('')).statements).toEqual([]);
    await moveTo('2027-04-01T11:00:00.000Z');
    expect(await get('')).toMatchObject({ open: '2027-04', statements: [{ period: '2027-03' }] });
  });

  test('never changes once closed: a refund stands in the month it came in [I5, A13, fault 3]', async () => {
    const before = await get('/2027-03');
    const [closed] = (await get('')).statements;
    await refund(cloud(), bo.partnerId, 1_000);
    const after = await get('/2027-03');
    expect(after).toEqual(before);
    expect(after.sha256).toBe(closed.sha256);
    const april = await get('/2027-04');
    expect(april.books[0].lines.at(-1)).toMatchObject({ minor: -1_000 });
    expect(april.books[0].opening).toEqual(before.books[0].closing);
    expect((await pagesOf(cloud(), bo.partnerId)).at(-1)?.balances).toEqual(april.books[0].closing);
  });

  test('closes when it is first asked for after its month, on the page or on paper', async () => {
    await moveTo('2027-06-01T12:00:00.000Z');
    expect(await get('/2027-04')).toMatchObject({ closedAt: '2027-06-01T12:00:00.000Z' });
    await cloud().http('GET', '/api/portal/statements/2027-05/pdf', { cookie });
    expect((await get('')).statements.map(({ period }: { period: string }) => period)).toEqual([
      '2027-05',
      '2027-04',
      '2027-03',
    ]);
  });

  test('prints to the same bytes each time, of the partner’s own alone', async () => {
    const print = async () => cloud().http('GET', '/api/portal/statements/2027-03/pdf', { cookie });
    const [one, other] = [await print(), await print()];
    expect(one.headers['content-type']).toBe('application/pdf');
    expect(one.text.slice(0, 5)).toBe('%PDF-');
    expect(other.text).toBe(one.text);
  });
});
