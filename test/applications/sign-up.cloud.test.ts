import { describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import {
  anotherIp,
  apply,
  askToSignIn,
  confirm,
  item,
  join,
  MANAGER,
  subjectsTo,
  tokenFor,
  typed,
} from '../support/people.ts';

const cloud = withCloud();

describe('Applying', () => {
  test('one letter asks to confirm, and nothing is claimed before', async () => {
    const { reply } = await apply(cloud(), typed('alpha'));
    expect(reply.status).toBe(202);
    expect(await subjectsTo(cloud(), 'ann@alpha.example')).toHaveLength(1);
    expect(await item(cloud(), 'DOMAIN#alpha.example', 'PARTNER')).toBeUndefined();
  });

  test('confirming claims domain and mailbox, and the lifecycle takes it from there without a person', async () => {
    const reply = await confirm(cloud(), await tokenFor(cloud(), 'ann@alpha.example', '/verify'));
    expect(reply.json()).toMatchObject({ outcome: 'verified' });
    const partnerId = String((await item(cloud(), 'DOMAIN#alpha.example', 'PARTNER'))?.partnerId);
    expect(await item(cloud(), `PARTNER#${partnerId}`, 'PROFILE')).toMatchObject({
      stage: 'Activate',
      tier: 'Standard',
    });
    expect((await subjectsTo(cloud(), 'ann@alpha.example')).length).toBeGreaterThan(1);
  });

  test('confirming again answers the same and does nothing twice', async () => {
    const letters = cloud().inbox.count();
    const reply = await confirm(cloud(), await tokenFor(cloud(), 'ann@alpha.example', '/verify'));
    expect(reply.json()).toMatchObject({ outcome: 'verified' });
    expect(cloud().inbox.count()).toBe(letters);
  });

  test('two clicks at once are one partner', async () => {
    await apply(cloud(), typed('beta'));
    const token = await tokenFor(cloud(), 'ann@beta.example', '/verify');
    const replies = await Promise.all([confirm(cloud(), token), confirm(cloud(), token)]);
    expect(replies.map((reply) => reply.status)).toEqual([200, 200]);
    const welcomes = (await subjectsTo(cloud(), 'ann@beta.example')).filter((subject) => /welcome/i.test(subject));
    expect(welcomes).toHaveLength(1);
  });

  test('the same form sent twice is one application', async () => {
    const { sent } = await apply(cloud(), typed('gamma'));
    const again = await cloud().http('POST', '/api/applications', { body: sent, sourceIp: anotherIp() });
    await cloud().settle();
    expect(again.status).toBe(202);
    expect(await subjectsTo(cloud(), 'ann@gamma.example')).toHaveLength(1);
  });
});

describe('Nobody learns who is here (fault 38)', () => {
  test('a known address gets the same answer, and a sign-in letter', async () => {
    const stranger = await apply(cloud(), typed('delta'));
    const known = await apply(cloud(), typed('epsilon', { email: 'Ann+again@Alpha.example' }));
    expect(known.reply.status).toBe(stranger.reply.status);
    expect(known.reply.text).toBe(stranger.reply.text);
    expect(Object.keys(known.reply.headers).sort()).toEqual(Object.keys(stranger.reply.headers).sort());
    expect(await tokenFor(cloud(), 'ann@alpha.example', '/sign-in')).toContain('.');
    expect(await subjectsTo(cloud(), 'Ann+again@Alpha.example')).toEqual([]);
  });

  test.each([
    ['the hidden field filled in', { fax: '555-1234' }, 60],
    ['a form filled in within 1 second', {}, 1],
  ])('%s is answered alike and dropped', async (_, extra, seconds) => {
    const before = cloud().inbox.count();
    const { reply } = await apply(cloud(), typed(`machine${seconds}`, extra), { seconds });
    expect(reply.status).toBe(202);
    expect(cloud().inbox.count()).toBe(before);
  });

  test('the 31st form from one address of origin within ten minutes is refused with Retry-After', async () => {
    const ip = anotherIp();
    const form = await cloud().http('GET', '/api/application-form', { sourceIp: ip });
    const body = { formToken: form.json().formToken, ...typed('eta') };
    const replies = [];
    for (let sent = 1; sent <= 31; sent++) {
      replies.push(await cloud().http('POST', '/api/applications', { body, sourceIp: ip }));
    }
    expect(replies.slice(0, 30).every((reply) => reply.status === 202)).toBe(true);
    expect(replies[30]?.status).toBe(429);
    expect(Number(replies[30]?.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('Refused', () => {
  test('a disposable address is answered alike; whoever confirms it reads the reason [F1]', async () => {
    const { reply } = await apply(cloud(), typed('theta', { email: 'bob@mailinator.com' }));
    expect(reply.status).toBe(202);
    const confirmed = await confirm(cloud(), await tokenFor(cloud(), 'bob@mailinator.com', '/verify'));
    expect(confirmed.json()).toMatchObject({ outcome: 'refused', message: expect.stringContaining('disposable') });
    expect(await item(cloud(), 'DOMAIN#theta.example', 'PARTNER')).toBeUndefined();
    expect((await cloud().inbox.to('bob@mailinator.com')).at(-1)?.text).toContain('disposable');
  });

  test('a company that is here already is refused with the reason', async () => {
    await apply(cloud(), typed('iota', { website: 'https://www.alpha.example/about' }));
    const confirmed = await confirm(cloud(), await tokenFor(cloud(), 'ann@iota.example', '/verify'));
    expect(confirmed.json()).toMatchObject({ outcome: 'refused', message: expect.stringContaining('partner already') });
  });

  test('two profiles on one platform are two partners', async () => {
    for (const name of ['kappa', 'lambda']) {
      await apply(cloud(), typed(name, { website: `youtube.com/@${name}` }));
      const confirmed = await confirm(cloud(), await tokenFor(cloud(), `ann@${name}.example`, '/verify'));
      expect(confirmed.json()).toMatchObject({ outcome: 'verified' });
    }
    expect(await item(cloud(), 'DOMAIN#youtube.com/@kappa', 'PARTNER')).toBeDefined();
  });

  test('an affiliate below the gate has no access until a named person overrides [S8]', async () => {
    const customers = {
      kind: 'shares',
      segment: { enterprise: 100 },
      industry: { software: 100 },
      companySize: { '50-249': 100 },
      region: { 'asia-pacific': 100 },
    };
    const partnerId = await join(cloud(), 'mu', { customers });
    expect(await item(cloud(), `PARTNER#${partnerId}`, 'PROFILE')).toMatchObject({
      stage: 'Evaluate',
      portal: 'closed',
    });
    const asked = await cloud().inbox.to(MANAGER);
    expect(asked.at(-1)?.links.some((link) => link.includes('/ops/tasks/'))).toBe(true);
  });
});

describe('Links', () => {
  test.each([
    ['that was made up', 'made.up'],
    ['without a signature', '01ARZ3NDEKTSV4RRFFQ69G5FAV'],
  ])('a token %s is refused', async (_, token) => {
    expect((await confirm(cloud(), token)).status).toBe(400);
  });

  test('a sign-in token confirms nothing', async () => {
    await askToSignIn(cloud(), 'ann@alpha.example');
    const token = await tokenFor(cloud(), 'ann@alpha.example', '/sign-in');
    expect((await confirm(cloud(), token)).status).toBe(400);
  });
});

describe('Bad input at the edge (faults 24, 27, 36, 40)', () => {
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    cloud().http('POST', '/api/applications', { body, headers, sourceIp: anotherIp() });

  test.each([
    ['a status of its own choice', typed('xi', { formToken: 'x', status: 'approved', role: 'admin' })],
    ['a header in a name', typed('xi', { formToken: 'x', contactName: 'Ann\r\nBcc: x@y.z' })],
    ['a look-alike address', typed('xi', { formToken: 'x', email: 'pаypal@gmail.com' })],
    ['the address of the metadata service', typed('xi', { formToken: 'x', website: 'http://169.254.169.254/' })],
    ['a script for a website', typed('xi', { formToken: 'x', website: 'javascript:alert(1)' })],
    ['a form that was never opened', typed('xi', { formToken: 'x' })],
    ['a list', []],
    ['nothing', {}],
  ])('%s is a 422 that says why, with an id to quote', async (_, body) => {
    const reply = await post(body);
    expect(reply.status).toBe(422);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(reply.json()).toMatchObject({ status: 422, detail: expect.any(String), requestId: expect.any(String) });
    expect(reply.text).not.toMatch(/\.ts|\.js|at .*\(/);
  });

  test.each([
    ['broken JSON', '{"a":', 'application/json', 400],
    ['a form post', 'a=1', 'application/x-www-form-urlencoded', 415],
    ['plain text', 'hello', 'text/plain', 415],
    ['600 KB', JSON.stringify({ company: 'x'.repeat(600_000) }), 'application/json', 413],
    ['a depth of 10,000', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'application/json', 422],
  ])('%s is answered as a problem', async (_, body, type, status) => {
    const reply = await post(body, { 'content-type': type });
    expect(reply.status).toBe(status);
    expect(reply.json()).toMatchObject({ requestId: expect.any(String) });
  });
});

describe('Letters to one address in a day (fault 38)', () => {
  const lateEvening = withCloud({ start: '2027-03-01T23:40:00.000Z' });

  test('at most three, and more after midnight', async () => {
    const of = (letter: string) => typed('zeta', { company: `Zeta ${letter}` });
    for (const letter of ['a', 'b', 'c', 'd']) {
      expect((await apply(lateEvening(), of(letter))).reply.status).toBe(202);
    }
    expect(await subjectsTo(lateEvening(), 'ann@zeta.example')).toHaveLength(3);
    await lateEvening().clock.moveTo(Date.parse('2027-03-02T00:00:00.000Z'));
    await apply(lateEvening(), of('e'));
    expect(await subjectsTo(lateEvening(), 'ann@zeta.example')).toHaveLength(4);
  });
});

test('no log line holds an address, a name or a token (fault 42)', async () => {
  const lines = cloud()
    .logs.map((line) => line.line)
    .join('\n');
  expect(lines.length).toBeGreaterThan(0);
  expect(lines).not.toMatch(/ann@|Ann Miller|mailinator/);
  expect(lines).not.toContain(await tokenFor(cloud(), 'ann@alpha.example', '/verify'));
});
