import { describe, expect, test } from 'vitest';
import type { SessionRecord } from '../../functions/access/contract.ts';
import { mayAsk, portalOf } from '../../functions/access/portal.ts';
import {
  cookieText,
  cookieValue,
  freshUntil,
  isLive,
  renewedIdle,
  sessionEnds,
} from '../../functions/access/session.ts';
import { introduce, visitorOf } from '../../functions/access/visitor.ts';
import { memberWith } from '../../functions/access/who.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';
import { addressHash } from '../../functions/shared/address.ts';
import { memberId } from '../../functions/shared/team.ts';
import { aProfile, KEY, NOW, PARTNER, PERSON } from '../applications/builders.ts';

const HOUR = 3_600_000;
const rules = firstPolicy.access;
const session: SessionRecord = {
  type: 'SESSION',
  personId: PERSON,
  role: 'partner',
  partnerId: PARTNER,
  ...sessionEnds(rules, NOW),
};
const team = [
  { name: 'Mara Vogel', email: 'mara@acme.example', role: 'manager' },
  { name: 'Noor Haddad', email: 'Noor@acme.example', role: 'ops' },
] as const;

describe('How long a session lasts', () => {
  test.each([
    ['at sign-in', 0, true],
    ['a millisecond before 14 idle days', 336 * HOUR - 1, true],
    ['after 14 idle days', 336 * HOUR, false],
  ])('%s: %i ms, live is %s', (_, after, live) => {
    expect(isLive(session, NOW + after)).toBe(live);
  });

  test('use moves the idle end on, written at most once an hour', () => {
    expect(renewedIdle(session, rules, NOW + HOUR - 1)).toBeUndefined();
    expect(renewedIdle(session, rules, NOW + HOUR)).toBe(new Date(NOW + 337 * HOUR).toISOString());
  });

  test('30 days after sign-in it is over, however much it was used', () => {
    const used = { ...session, idleUntil: new Date(NOW + 800 * HOUR).toISOString() };
    expect(isLive(used, NOW + 720 * HOUR - 1)).toBe(true);
    expect(isLive(used, NOW + 720 * HOUR)).toBe(false);
  });
});

describe('A fresh sign-in', () => {
  test('is one of the last 15 minutes, however much the session is used', () => {
    expect(freshUntil(session, rules)).toBe(new Date(NOW + HOUR / 4).toISOString());
  });
});

describe('The cookie', () => {
  test('no script reads it, no other site sends it, and it is Secure where the site has https', () => {
    expect(cookieText('session', 'abc', 60, 'https://p.example')).toBe(
      'session=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
    );
    expect(cookieText('session', 'abc', 60, 'http://127.0.0.1:4567')).not.toContain('Secure');
  });

  test.each([
    ['alone', ['session=abc'], 'abc'],
    ['among others', ['a=1', 'session=abc', 'b=2'], 'abc'],
    ['in one header', ['a=1; session=abc; b=2'], 'abc'],
    ['under a longer name it is another', ['xsession=abc'], undefined],
    ['absent', [], undefined],
  ])('is found %s', (_, cookies, value) => {
    expect(cookieValue(cookies, 'session')).toBe(value);
  });
});

describe('What a partner may ask for [L16, S8]', () => {
  test.each([
    ['open', 'POST', '/api/portal/courses/sales/attempts', true],
    ['closed', 'GET', '/api/portal/journey', true],
    ['closed', 'POST', '/api/portal/application', true],
    ['closed', 'POST', '/api/portal/withdrawal', true],
    ['closed', 'GET', '/api/portal/agreement', false],
    ['closed', 'GET', '/api/portal/courses', false],
    ['limited', 'GET', '/api/portal/balances', true],
    ['limited', 'GET', '/api/portal/statements', true],
    ['limited', 'GET', '/api/portal/statements/2027-03', true],
    ['limited', 'PUT', '/api/portal/payout-method', true],
    ['limited', 'POST', '/api/portal/sign-in-letter', true],
    ['limited', 'GET', '/api/portal/statementsx', false],
    ['limited', 'GET', '/api/portal/journey', false],
    ['limited', 'GET', '/api/portal/link', false],
  ] as const)('a portal that is %s: %s %s is %s', (portal, method, path, allowed) => {
    expect(mayAsk(portal, method, path)).toBe(allowed);
  });

  test('before the profile is there nothing is open', () => {
    expect(portalOf(undefined)).toBe('closed');
  });
});

describe('Who is behind a session', () => {
  const asking = { programKey: KEY, team, sessionHash: 'hash', nowMs: NOW };
  const person = {
    type: 'PERSON',
    personId: PERSON,
    name: 'Ann Miller',
    email: 'ann@acme.com',
    partnerId: PARTNER,
    run: 1,
    marketingConsent: false,
    createdAt: '2027-03-01T09:00:00.000Z',
  } as const;
  const visit = { session, person, profile: aProfile() };

  test('a partner, by name', () => {
    expect(visitorOf(visit, asking)).toEqual({
      personId: PERSON,
      role: 'partner',
      partnerId: PARTNER,
      name: 'Ann Miller',
      sessionHash: 'hash',
    });
  });

  test('nobody, once the person was erased (fault 43)', () => {
    expect(
      visitorOf({ ...visit, person: { ...person, erasedAt: '2027-03-01T10:00:00.000Z' } }, asking),
    ).toBeUndefined();
    expect(visitorOf({ ...visit, person: undefined }, asking)).toBeUndefined();
  });

  test('a member of the team with the role of today, and nobody once the member has left', () => {
    const noor: SessionRecord = { ...session, personId: memberId(KEY, team[1]), role: 'manager', partnerId: '' };
    const of = { session: noor, person: undefined, profile: undefined };
    expect(visitorOf(of, asking)).toMatchObject({ role: 'ops', name: 'Noor Haddad', partnerId: '' });
    expect(visitorOf(of, { ...asking, team: [team[0]] })).toBeUndefined();
  });

  test('a member of the team is found by mailbox, however the settings spell it', () => {
    expect(memberWith(KEY, team, addressHash(KEY, 'noor+x@ACME.example'))).toEqual({
      personId: memberId(KEY, team[1]),
      role: 'ops',
    });
    expect(memberWith(KEY, team, addressHash(KEY, 'eve@acme.example'))).toBeUndefined();
  });

  test('a page learns why a partnership ended', () => {
    const visitor = visitorOf(visit, asking);
    if (!visitor) throw new Error('a visitor was expected');
    expect(
      introduce(visitor, aProfile({ stage: 'sunset', portal: 'limited', reason: 'No activity for a year.' })),
    ).toMatchObject({
      portal: 'limited',
      stage: 'sunset',
      reason: 'No activity for a year.',
    });
  });
});
