import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { keys } from '../../functions/shared/keys.ts';
import { withCloud } from '../support/cloud.ts';
import { PARTNER, PERSON } from './support.ts';

const cloud = withCloud();
const TABLE = 'tandem-local-program';
const MINUTE = 60_000;
let table: DynamoDBDocumentClient;
let number = 0;
let address = '';
let personId = '';
let partnerId = '';

const put = (item: Record<string, unknown>) => table.send(new PutCommand({ TableName: TABLE, Item: item }));
const read = async (key: { PK: string; SK: string }) =>
  (await table.send(new GetCommand({ TableName: TABLE, Key: key, ConsistentRead: true }))).Item;
const itemOf = (step: string) => read(keys.letter(`${partnerId}/1/${step}`));
const now = () => new Date(cloud().clock.now()).toISOString();
const pass = async (ms: number) => {
  await cloud().clock.moveTo(cloud().clock.now() + ms);
  await cloud().settle();
};

/** Another partner for each test: what one test suppresses stays suppressed. */
beforeEach(async () => {
  table = DynamoDBDocumentClient.from(new DynamoDBClient(cloud().clientConfig()));
  number++;
  const tail = String(number).padStart(2, '0');
  [personId, partnerId] = [`${PERSON.slice(0, 24)}${tail}`, `${PARTNER.slice(0, 24)}${tail}`];
  address = `ana${number}@ruiz.example`;
  cloud().faults = undefined;
  cloud().inbox.clear();
  await put({
    ...keys.person(personId),
    type: 'PERSON',
    personId,
    partnerId,
    run: 1,
    name: 'Ana Ruiz',
    email: address,
    marketingConsent: false,
    createdAt: '2027-01-01T00:00:00.000Z',
  });
  await put({
    ...keys.partner(partnerId),
    type: 'PROFILE',
    partnerId,
    run: 1,
    programType: 'channel',
    path: 'self-serve',
    targetTier: 'Registered',
    stage: 'Activate',
    stageSince: now(),
    company: 'Ruiz Consulting',
    personId,
    portal: 'open',
    firstPayoutHeld: false,
    policyVersion: 1,
    startedAt: now(),
    moves: 2,
  });
});

const order = async (
  step: string,
  letter = 'program-guide',
  data: Record<string, unknown> = {},
  to: unknown = 'contact',
) => {
  const answer = await cloud().invoke('tandem-local-email-order-letter', { partnerId, run: 1, step, letter, to, data });
  await cloud().settle();
  return answer;
};
const received = () => cloud().inbox.to(address);
const sentToday = async (): Promise<number> => {
  const { Items } = await table.send(
    new QueryCommand({
      TableName: TABLE,
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :today)',
      ExpressionAttributeValues: { ':pk': 'MAIL', ':today': `DAY#${now().slice(0, 10)}#SENT#` },
    }),
  );
  return (Items ?? []).reduce((sum, { sent }) => sum + Number(sent), 0);
};

describe('Ordered, it is sent', () => {
  test('at once and once, however often it is ordered, and the timeline hears of it', async () => {
    const before = await sentToday();
    await order('a/guide');
    await order('a/guide');
    expect((await received()).map(({ subject }) => subject)).toEqual(['Your first 30 days, week by week']);
    expect(await itemOf('a/guide')).toMatchObject({ status: 'sent' });
    expect(await sentToday()).toBe(before + 1);
    expect((await itemOf('a/guide'))?.GSI1PK).toBeUndefined();
    const { Items } = await table.send(
      new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: 'PK = :pk',
        ExpressionAttributeValues: { ':pk': `EVENT#${partnerId}/1/a/guide/letter-sent` },
      }),
    );
    expect(Items?.[0]?.event).toMatchObject({ name: 'letter-sent.v1', data: { letter: 'program-guide' } });
    expect(JSON.stringify(Items)).not.toContain('ruiz');
  });

  test.each([
    ['a letter that does not exist', 'no-such-letter', {}],
    ['data that the letter does not know', 'program-guide', { more: 1 }],
  ])('%s is told to the workflow that orders it', async (_, letter, data) => {
    const { error } = await order('a/wrong', letter, data);
    expect(error?.type).toBe('InvalidInput');
    expect(await itemOf('a/wrong')).toBeUndefined();
  });
});

describe('When SES says no, or nothing', () => {
  test('too fast: the sweeper sends it, once', async () => {
    cloud().mail.throttle(3);
    await order('b/guide');
    expect(await received()).toEqual([]);
    expect(await itemOf('b/guide')).toMatchObject({ status: 'ordered', waitsFor: 'throttled', unknowns: 0 });
    await pass(20 * MINUTE);
    await pass(20 * MINUTE);
    expect(await received()).toHaveLength(1);
  });

  test('a busy second: sent after a pause, without the sweeper', async () => {
    cloud().mail.throttle(2);
    await order('b/busy');
    expect(await received()).toHaveLength(1);
  });

  test('a crash after SES took it, before we noted it: a second letter at most (I7)', async () => {
    let crashed = false;
    cloud().faults = (call) => {
      if (call.action !== 'SendRawEmail' || crashed) return undefined;
      crashed = true;
      return { kind: 'crash', when: 'after' };
    };
    await order('c/guide');
    await pass(20 * MINUTE);
    const letters = await received();
    expect(crashed).toBe(true);
    expect(letters.length).toBeGreaterThanOrEqual(1);
    expect(letters.length).toBeLessThanOrEqual(2);
    expect(await itemOf('c/guide')).toMatchObject({ status: 'sent' });
  });

  test('a crash before SES was asked: sent all the same', async () => {
    let crashed = false;
    cloud().faults = (call) => {
      if (call.action !== 'SendRawEmail' || crashed) return undefined;
      crashed = true;
      return { kind: 'crash', when: 'before' };
    };
    await order('d/guide');
    await pass(20 * MINUTE);
    expect(await received()).toHaveLength(1);
  });
});

describe('A mailbox that does not exist', () => {
  test('gets nothing more; ops are written to and the task is asked for, once', async () => {
    await order('e/one');
    cloud().mail.bounce(address);
    cloud().mail.bounce(address);
    cloud().mail.delivered(address);
    await cloud().settle();
    expect(await itemOf('e/one')).toMatchObject({ delivery: 'bounced' });
    await order('e/two', 'withdrawn', { reason: 'You asked to leave.' });
    expect(await received()).toHaveLength(1);
    expect(await itemOf('e/two')).toMatchObject({ status: 'skipped', reason: 'unreachable' });
    const toOps = (await cloud().inbox.to('noor@acme.example')).filter(({ subject }) => subject.includes('come back'));
    expect(toOps).toHaveLength(1);
    expect(await read(keys.event(`${partnerId}/1/contact-unreachable`))).toBeDefined();
    expect(await read(keys.event(`${partnerId}/1/task-requested/contact-unreachable`))).toBeDefined();
  });
});

describe('Unsubscribing (row 23)', () => {
  const path = async (): Promise<string> => {
    const header = (await received())[0]?.headers['list-unsubscribe'] ?? '';
    return new URL(header.slice(1, -1)).pathname;
  };
  const oneClick = (to: string) =>
    cloud().http('POST', to, {
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });

  test('in one click, without cookies; a repeat is fine; what concerns the account still comes', async () => {
    await order('f/one');
    const link = await path();
    expect((await oneClick(link)).status).toBe(200);
    expect((await oneClick(link)).status).toBe(200);
    await order('f/two');
    await order('f/three', 'withdrawn', { reason: 'You asked to leave.' });
    expect(await itemOf('f/two')).toMatchObject({ status: 'skipped', reason: 'unsubscribed' });
    expect(await received()).toHaveLength(2);
  });

  test('a scanner that follows the link sees a page and changes nothing', async () => {
    await order('g/one');
    const page = await cloud().http('GET', await path());
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain('<form method="post">');
    await order('g/two');
    expect(await received()).toHaveLength(2);
  });

  test.each([
    ['with a letter changed', (link: string) => `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`],
    ['for somebody else', (link: string) => link.replace(personId, PERSON)],
    ['without a signature', (link: string) => link.replace(/\.[^.]*$/, '.')],
  ])('a link %s is refused and changes nothing', async (_, forge) => {
    await order('h/one');
    const answer = await oneClick(forge(await path()));
    expect(answer.status).toBe(400);
    await order('h/two');
    expect(await received()).toHaveLength(2);
  });
});

test('too many complaints let tips and reminders rest; what concerns an account goes out', async () => {
  for (const step of ['i/1', 'i/2', 'i/3']) {
    await order(step, 'withdrawn', { reason: 'You asked to leave.' });
    cloud().mail.complain(address);
    await cloud().settle();
  }
  expect(await read(keys.mailPause())).toMatchObject({ pausedAt: now() });
  const other = { personId: PERSON.replace(/..$/, 'ZZ'), email: 'other@ruiz.example' };
  await put({ ...(await read(keys.person(personId))), ...keys.person(other.personId), ...other });
  await order('i/tip', 'program-guide', {}, { personId: other.personId });
  await order('i/account', 'withdrawn', { reason: 'You asked to leave.' }, { personId: other.personId });
  expect((await cloud().inbox.to(other.email)).map(({ subject }) => subject)).toEqual(['You have left Acme Partners']);
  expect(await itemOf('i/tip')).toMatchObject({ status: 'ordered', waitsFor: 'paused' });
});
