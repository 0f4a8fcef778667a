import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { anotherIp, askToSignIn, item, join, MANAGER, OPS, signIn, subjectsTo, tokenFor } from '../support/people.ts';

const cloud = withCloud();
const ANN = 'ann@rho.example';
let partnerId = '';

beforeAll(async () => {
  partnerId = await join(cloud(), 'rho');
});

const open = (token: string) => cloud().http('POST', '/api/sessions', { body: { token }, sourceIp: anotherIp() });
const as = (cookie: string) => (path: string) => cloud().http('GET', path, { cookie });

describe('The link of the letter', () => {
  test('signs in once; the cookie is for this site alone and no script reads it', async () => {
    await askToSignIn(cloud(), ANN);
    const token = await tokenFor(cloud(), ANN, '/sign-in');
    const first = await open(token);
    expect(first.status).toBe(201);
    expect(first.json()).toEqual({ role: 'partner', goTo: '/portal' });
    expect(first.cookies[0]).toMatch(/^session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax/);
    const second = await open(token);
    expect(second.status).toBe(410);
    expect(second.cookies).toEqual([]);
  });

  test('followed twice at once, opens one session', async () => {
    await askToSignIn(cloud(), ANN);
    const token = await tokenFor(cloud(), ANN, '/sign-in');
    const replies = await Promise.all([open(token), open(token), open(token)]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 410, 410]);
  });

  test('works for 15 minutes', async () => {
    await askToSignIn(cloud(), ANN);
    const token = await tokenFor(cloud(), ANN, '/sign-in');
    await cloud().clock.moveTo(cloud().clock.now() + 15 * 60_000);
    expect((await open(token)).status).toBe(410);
  });

  test('is worth nothing when forged, or made for something else', async () => {
    expect((await open('01ARZ3NDEKTSV4RRFFQ69G5FAV.AAAA')).status).toBe(410);
    expect((await open(await tokenFor(cloud(), ANN, '/verify'))).status).toBe(410);
  });

  test('is kept as an id: nobody who reads the table can follow it', async () => {
    await askToSignIn(cloud(), ANN);
    const token = await tokenFor(cloud(), ANN, '/sign-in');
    const [tokenId = ''] = token.split('.');
    const kept = await item(cloud(), `SIGNIN#${tokenId}`, 'SIGNIN');
    expect(kept).toMatchObject({ state: 'issued' });
    expect((await open(tokenId)).status).toBe(410);
  });
});

describe('Asking for a link (fault 38)', () => {
  test('a known and an unknown address get the same answer; only one gets a letter', async () => {
    const known = await askToSignIn(cloud(), 'ANN+x@rho.example');
    const unknown = await askToSignIn(cloud(), 'nobody@rho.example');
    expect(unknown.status).toBe(202);
    expect(unknown.text).toBe(known.text);
    expect(await subjectsTo(cloud(), 'nobody@rho.example')).toEqual([]);
  });

  test('six wishes in an hour are five letters', async () => {
    await join(cloud(), 'sigma');
    const before = (await subjectsTo(cloud(), 'ann@sigma.example')).length;
    for (let wish = 1; wish <= 6; wish++) expect((await askToSignIn(cloud(), 'ann@sigma.example')).status).toBe(202);
    expect((await subjectsTo(cloud(), 'ann@sigma.example')).length - before).toBe(5);
  });

  test('the 31st from one address of origin is refused with Retry-After', async () => {
    const ip = anotherIp();
    const replies = [];
    for (let wish = 1; wish <= 31; wish++) replies.push(await askToSignIn(cloud(), `p${wish}@rho.example`, ip));
    expect(replies[29]?.status).toBe(202);
    expect(replies[30]?.status).toBe(429);
    expect(Number(replies[30]?.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('A session', () => {
  const CHI = 'ann@chi.example';
  let chi = '';
  let cookie = '';

  beforeAll(async () => {
    chi = await join(cloud(), 'chi');
    cookie = await signIn(cloud(), CHI);
  });

  test('says who it is; signing out ends it at once', async () => {
    const own = await signIn(cloud(), ANN);
    expect((await as(own)('/api/session')).json()).toMatchObject({
      signedIn: true,
      name: 'Ann Miller',
      partnerId,
      portal: 'open',
      programType: 'affiliate',
      contact: true,
    });
    expect((await as(own)('/api/portal/journey')).status).toBe(200);
    const out = await cloud().http('DELETE', '/api/session', { cookie: own });
    expect(out.status).toBe(204);
    expect(out.cookies[0]).toContain('Max-Age=0');
    expect((await as(own)('/api/session')).json()).toEqual({ signedIn: false });
    expect((await as(own)('/api/portal/journey')).status).toBe(403);
  });

  test('without one there is nothing to see', async () => {
    expect((await cloud().http('GET', '/api/session')).json()).toEqual({ signedIn: false });
    expect((await cloud().http('GET', '/api/portal/journey')).status).toBe(401);
    expect((await as('session=made-up')('/api/portal/journey')).status).toBe(403);
  });

  test('the first sign-in is a fact of the run, the second changes nothing', async () => {
    const fact = await item(cloud(), `PARTNER#${chi}`, 'FACT#1#signed-in');
    expect(fact).toMatchObject({ fact: 'signed-in' });
    await signIn(cloud(), CHI);
    expect(await item(cloud(), `PARTNER#${chi}`, 'FACT#1#signed-in')).toEqual(fact);
  });

  test("a partner gets the same answer for the team's pages as for no page", async () => {
    for (const path of ['/api/ops/tasks', '/api/ops/partners', `/api/ops/partners/${chi}`, '/api/ops/policy']) {
      expect((await as(cookie)(path)).status, path).toBe(404);
    }
  });

  test('managers and ops sign in the same way, by the addresses in the settings', async () => {
    const manager = await signIn(cloud(), MANAGER);
    expect((await as(manager)('/api/session')).json()).toEqual({ signedIn: true, role: 'manager', name: 'Mara Vogel' });
    const ops = await signIn(cloud(), OPS);
    expect((await as(ops)('/api/ops/tasks')).status).toBe(200);
    expect((await as(ops)('/api/portal/journey')).status).toBe(404);
  });
});

describe('After a sunset [L16]', () => {
  test('the portal closes at once but for what money needs, and says why', async () => {
    const id = await join(cloud(), 'tau');
    const cookie = await signIn(cloud(), 'ann@tau.example');
    const ops = await signIn(cloud(), OPS);
    const stop = { body: { reason: 'No activity for a year.' }, cookie: ops };
    expect((await cloud().http('POST', `/api/ops/partners/${id}/stop`, stop)).status).toBe(200);
    await cloud().settle();
    expect((await as(cookie)('/api/portal/journey')).status).toBe(403);
    expect((await as(cookie)('/api/portal/link')).status).toBe(403);
    expect((await as(cookie)('/api/session')).json()).toMatchObject({ portal: 'limited', stage: 'sunset' });
  });
});
