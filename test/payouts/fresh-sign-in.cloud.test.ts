import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { anotherIp, item, signIn, tokenFor } from '../support/people.ts';
import { aPartner, lettersTo, opsCookie, type Partner, payPal } from './world.ts';

const cloud = withCloud();
const MINUTE_MS = 60_000;
let ann: Partner;

beforeAll(async () => {
  ann = await aPartner(cloud(), 'fresh-air', { ops: await opsCookie(cloud()) });
});

const changes = (cookie: string, to: string) =>
  cloud().http('PUT', '/api/portal/payout-method', { cookie, body: payPal(to) });
const mayChange = async (cookie: string): Promise<unknown> =>
  (await cloud().http('GET', '/api/portal/payouts', { cookie })).json().mayChangeMethod;
const askForLetter = async (cookie: string) => {
  const reply = await cloud().http('POST', '/api/portal/sign-in-letter', { cookie, body: {}, sourceIp: anotherIp() });
  await cloud().settle();
  return reply;
};

describe('Where the money goes is changed only after a fresh sign-in', () => {
  test('a session of 15 minutes reads everything, and is told what to do before it changes the account', async () => {
    await cloud().clock.moveTo(cloud().clock.now() + 15 * MINUTE_MS);
    expect(await mayChange(ann.cookie)).toBe(false);
    const refused = await changes(ann.cookie, 'somebody-else');
    expect(refused.status).toBe(403);
    expect(refused.json()).toMatchObject({ title: 'sign in again' });
    expect(refused.json().detail).toContain('POST /api/portal/sign-in-letter');
    expect(await item(cloud(), `PAYEE#${ann.partnerId}`, 'CURRENT')).toMatchObject({ version: 1 });
  });

  test('the letter goes to the mailbox of who is signed in; its link opens a fresh session, and only that one counts', async () => {
    expect((await askForLetter(ann.cookie)).status).toBe(202);
    const token = await tokenFor(cloud(), ann.email, '/sign-in');
    const opened = await cloud().http('POST', '/api/sessions', { body: { token }, sourceIp: anotherIp() });
    const fresh = (opened.cookies[0] ?? '').split(';')[0] ?? '';
    expect((await changes(ann.cookie, 'somebody-else')).status).toBe(403);
    expect(await mayChange(fresh)).toBe(true);
    expect((await changes(fresh, 'new-account')).status).toBe(200);
    await cloud().settle();
    expect(await lettersTo(cloud(), ann.email)).toContain('payout-details-changed');
  });

  test('use does not keep a sign-in fresh', async () => {
    const cookie = await signIn(cloud(), ann.email);
    for (let minute = 0; minute < 15; minute += 5) {
      expect(await mayChange(cookie)).toBe(true);
      await cloud().clock.moveTo(cloud().clock.now() + 5 * MINUTE_MS);
    }
    expect((await changes(cookie, 'third-account')).status).toBe(403);
  });

  test('at most five sign-in letters go to a mailbox within an hour', async () => {
    await cloud().clock.moveTo(cloud().clock.now() + 60 * MINUTE_MS);
    const replies = [];
    for (let nth = 0; nth < 6; nth++) replies.push((await askForLetter(ann.cookie)).status);
    expect(replies).toEqual([202, 202, 202, 202, 202, 429]);
  });
});
