import { beforeAll, describe, expect, test } from 'vitest';
import { firstPolicy } from '../../functions/policy/contract.ts';
import { withCloud } from '../support/cloud.ts';
import { anotherIp, item, items, join, OPS, signIn, subjectsTo } from '../support/people.ts';
import { aChannelPartner, type ChannelPartner, put } from '../tiers/world.ts';
import { withoutSchedules } from '../workflows/play.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
const DAY_MS = 86_400_000;
let acme: ChannelPartner;
let rival: ChannelPartner;
const as = (cookie: string, method: 'GET' | 'POST', path: string, body?: unknown) =>
  cloud().http(method, path, { cookie, ...(body === undefined ? {} : { body }) });
const invite = async (email: string, cookie = acme.cookie) => {
  const reply = await as(cookie, 'POST', '/api/portal/colleagues', { name: 'Bob Brown', email });
  await cloud().settle();
  return reply;
};
const tokenTo = async (address: string): Promise<string> => {
  const links = (await cloud().inbox.to(address)).flatMap((letter) => letter.links);
  const link = links.findLast((one) => one.includes('/join#')) ?? '';
  return link.slice(link.indexOf('#') + 1);
};
const accept = async (token: string) => {
  const reply = await cloud().http('POST', '/api/colleagues/acceptance', { body: { token }, sourceIp: anotherIp() });
  await cloud().settle();
  return reply;
};
const team = async (cookie = acme.cookie) => (await as(cookie, 'GET', '/api/portal/colleagues')).json().people;
const bobs = async (cookie = acme.cookie) =>
  (await team(cookie)).find(({ email }: { email: string }) => email === 'bob@acme-team.example');
/** Reads all modules of the sales course, and begins the quiz. */
const learns = async (cookie: string) => {
  for (const { id } of firstPolicy.certification.sales.modules)
    expect((await as(cookie, 'POST', `/api/portal/courses/sales/modules/${id}/completion`, {})).status).toBe(200);
  expect((await as(cookie, 'POST', '/api/portal/courses/sales/attempts', {})).status).toBe(200);
};
const learned = async (personId: string) => {
  const kept = ['ATTEMPT#sales#', 'COURSE#sales#'].map((prefix) =>
    items(cloud(), `PARTNER#${acme.partnerId}`, `${prefix}${personId}`),
  );
  return (await Promise.all(kept)).flat().map(({ type }) => type);
};
let bob = '';

beforeAll(async () => {
  acme = await aChannelPartner(cloud(), 'acme-team');
  rival = await aChannelPartner(cloud(), 'rival-team');
});

describe('Colleagues of a partner', () => {
  test('are invited by letter; a known address and a stranger get the same answer', async () => {
    const stranger = await invite('bob@acme-team.example');
    const known = await invite('ann@rival-team.example');
    const own = await invite('ann@acme-team.example');
    expect([known.status, known.text, own.status, own.text]).toEqual([202, stranger.text, 202, stranger.text]);
    const shown = (await team()).map(({ email, role }: { email: string; role: string }) => [email, role]);
    expect(shown.toSorted()).toEqual([
      ['ann@acme-team.example', 'owner'],
      ['ann@rival-team.example', 'invited'],
      ['bob@acme-team.example', 'invited'],
    ]);
    expect((await cloud().inbox.to('ann@rival-team.example')).at(-1)?.text).toContain(
      'belongs to another partner already',
    );
  });

  test('invited twice is one letter, and nobody is in before the link is followed', async () => {
    await invite('Bob+x@acme-team.example');
    const letters = (await subjectsTo(cloud(), 'bob@acme-team.example')).filter((subject) =>
      subject.includes('invites you'),
    );
    expect(letters).toHaveLength(1);
    expect((await bobs()).role).toBe('invited');
  });

  test('a link that was changed, or was made for something else, is worth nothing', async () => {
    const token = await tokenTo('bob@acme-team.example');
    expect((await accept(`${token.slice(0, -1)}x`)).status).toBe(410);
    expect((await accept('nothing.at-all')).status).toBe(410);
  });

  test('join by the link, and sign in by a letter of their own', async () => {
    const token = await tokenTo('bob@acme-team.example');
    expect((await accept(token)).status).toBe(200);
    expect((await accept(token)).status).toBe(200);
    bob = await signIn(cloud(), 'bob@acme-team.example');
    const session = (await as(bob, 'GET', '/api/session')).json();
    expect(session).toMatchObject({ partnerId: acme.partnerId, name: 'Bob Brown', contact: false });
    expect((await bobs()).role).toBe('member');
  });

  test('who belongs to another partner cannot join before having left there', async () => {
    expect((await accept(await tokenTo('ann@rival-team.example'))).status).toBe(409);
  });

  test('learn and look, but do not bind the company, nor invite or remove anybody', async () => {
    expect((await as(bob, 'GET', '/api/portal/courses')).status).toBe(200);
    expect((await as(bob, 'GET', '/api/portal/tier')).status).toBe(200);
    for (const [path, body] of [
      ['/api/portal/withdrawal', {}],
      ['/api/portal/colleagues', { name: 'Eve', email: 'eve@acme-team.example' }],
      [`/api/portal/colleagues/${acme.personId}/removal`, {}],
    ] as const) {
      expect([path, (await as(bob, 'POST', path, body)).status]).toEqual([path, 403]);
    }
  });

  test("another partner's people do not exist for a partner", async () => {
    const { personId } = await bobs();
    expect((await as(rival.cookie, 'POST', `/api/portal/colleagues/${personId}/removal`, {})).status).toBe(404);
    expect((await as(acme.cookie, 'POST', `/api/portal/colleagues/${rival.personId}/removal`, {})).status).toBe(404);
    expect((await as(acme.cookie, 'POST', `/api/portal/colleagues/${acme.personId}/removal`, {})).status).toBe(404);
  });

  test('count with their own certificates; removed, the session is over and the certificate does not count', async () => {
    const { personId } = await bobs();
    const expiresOn = new Date(cloud().clock.now() + 300 * DAY_MS).toISOString();
    const about = { partnerId: acme.partnerId, run: 1, personId, track: 'sales', issuedAt: '2027-03-01T09:00:00.000Z' };
    const key = { PK: `PARTNER#${acme.partnerId}`, SK: `CERTIFICATE#sales#${personId}` };
    await put(cloud(), {
      ...key,
      type: 'CERTIFICATE',
      ...about,
      expiresOn,
      expiryDate: expiresOn.slice(0, 10),
      state: 'current',
    });
    expect((await bobs()).certificates).toEqual(['sales']);
    const certified = async () => (await as(acme.cookie, 'GET', '/api/portal/tier')).json().requirements[0].has;
    expect(await certified()).toBe('1 person');
    expect((await as(acme.cookie, 'POST', `/api/portal/colleagues/${personId}/removal`, {})).status).toBe(200);
    await cloud().settle();
    expect((await as(acme.cookie, 'POST', `/api/portal/colleagues/${personId}/removal`, {})).status).toBe(200);
    expect(await certified()).toBe('0 people');
    expect((await as(bob, 'GET', '/api/portal/tier')).status).toBe(403);
    expect(await bobs()).toBeUndefined();
    expect(await item(cloud(), `PERSON#${personId}`, 'PERSON')).not.toHaveProperty('email');
  });

  test('removed, the mailbox is free: for another partner, or to be invited again', async () => {
    await invite('bob@acme-team.example');
    expect((await accept(await tokenTo('bob@acme-team.example'))).status).toBe(200);
    expect((await bobs()).role).toBe('member');
  });

  test('an invitation is over after a week', async () => {
    await invite('carl@acme-team.example');
    const token = await tokenTo('carl@acme-team.example');
    await cloud().clock.moveTo(cloud().clock.now() + 8 * DAY_MS);
    expect((await accept(token)).status).toBe(410);
  });

  test('erased, a colleague is never written to again, and the partner goes on', async () => {
    const noor = await signIn(cloud(), OPS);
    const { personId } = await bobs();
    const path = `/api/ops/partners/${acme.partnerId}/colleagues/${personId}/erasure`;
    await learns(await signIn(cloud(), 'bob@acme-team.example'));
    expect(await learned(personId)).toEqual(['ATTEMPT', 'COURSE']);
    expect((await as(noor, 'POST', path, { reason: 'Asked for by the person.' })).status).toBe(200);
    await cloud().settle();
    const before = (await subjectsTo(cloud(), 'bob@acme-team.example')).length;
    await invite('bob@acme-team.example', await signIn(cloud(), 'ann@acme-team.example'));
    expect(await subjectsTo(cloud(), 'bob@acme-team.example')).toHaveLength(before);
    expect(await bobs(await signIn(cloud(), 'ann@acme-team.example'))).toMatchObject({
      role: 'invited',
      certificates: [],
    });
    expect(await learned(personId), 'invited anew, the person starts clean').toEqual([]);
    expect((await item(cloud(), `PARTNER#${acme.partnerId}`, 'PROFILE'))?.stage).toBe('Activate');
  });

  test('somebody who applies for the company anew is told to ask for an invitation', async () => {
    await expect(join(cloud(), 'acme-team', { email: 'dora@acme-team.example' })).resolves.toBe(acme.partnerId);
    expect((await cloud().inbox.to('dora@acme-team.example')).at(-1)?.text).toContain(
      'Ask your colleague there to add',
    );
  });
});
