import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { faultsByPlan } from '../../infra/local/door/fault-plan.ts';
import type { Fault } from '../../infra/local/door/faults.ts';
import { withCloud } from '../support/cloud.ts';
import { item, join, MANAGER, signIn, typed } from '../support/people.ts';

/** Rows 11 and 12: transactions that meet, throttles, batches of which a part is given back. */
const cloud = withCloud({ dynamodb: 'memory' });
let manager = '';
let partner = '';
let partnerId = '';
beforeAll(async () => {
  const low = typed('busy').customers;
  partnerId = await join(cloud(), 'busy', { programType: 'channel', targetTier: 'Silver', customers: low });
  manager = await signIn(cloud(), MANAGER);
  partner = await signIn(cloud(), 'ann@busy.example');
});
afterEach(() => {
  cloud().faults = undefined;
});
const strike = (name: string, action: string, fault: Fault, times: number): void => {
  const plan = Array.from({ length: times }, (_, index) => ({ function: name, action, nth: index + 1, fault }));
  cloud().faults = faultsByPlan(plan);
};
const withdraw = () => cloud().http('POST', '/api/portal/withdrawal', { cookie: partner, body: {} });
const tasks = () => cloud().http('GET', '/api/ops/tasks', { cookie: manager });
const withoutId = (text: string) => ({ ...JSON.parse(text), requestId: undefined });

describe('Two transactions that meet (row 11)', () => {
  test('too often: 503, when to try again, and nothing done', async () => {
    strike('partners-withdraw', 'TransactWriteItems', { kind: 'conflict' }, 100);
    const reply = await withdraw();
    expect(reply.status).toBe(503);
    expect(reply.headers['retry-after']).toBe('5');
    expect(cloud().counters.sum({ action: 'TransactWriteItems', service: 'dynamodb' }).errors).toBeGreaterThan(1);
    expect(await item(cloud(), `PARTNER#${partnerId}`, 'PROFILE')).not.toMatchObject({ stage: 'withdrawn' });
  });

  test('once or twice: it is tried again, and nobody notices', async () => {
    const from = cloud().clock.now();
    strike('partners-withdraw', 'TransactWriteItems', { kind: 'conflict' }, 2);
    expect((await withdraw()).status).toBe(200);
    expect(cloud().clock.now()).toBeLessThan(from + 5_000);
    await cloud().settle();
    expect(await item(cloud(), `PARTNER#${partnerId}`, 'PROFILE')).toMatchObject({ stage: 'withdrawn' });
  });
});

describe('A busy table (row 12)', () => {
  beforeAll(async () => {
    await join(cloud(), 'calm', { programType: 'channel', targetTier: 'Silver' });
  });

  test('throttled for long: 503; for a moment: the SDK waits and tries again', async () => {
    strike('tasks-list-tasks', 'Query', { kind: 'throttle' }, 100);
    const refused = await tasks();
    expect(withoutId(refused.text)).toMatchObject({ status: 503, title: 'busy' });
    strike('tasks-list-tasks', 'Query', { kind: 'throttle' }, 2);
    expect((await tasks()).status).toBe(200);
  });

  test('that gives keys back unread is asked for them again: every task has its company', async () => {
    const whole = (await tasks()).json();
    expect(whole.tasks.length).toBeGreaterThan(0);
    expect(whole.tasks.map((task: { company?: string }) => task.company)).not.toContain(undefined);
    strike('tasks-list-tasks', 'BatchGetItem', { kind: 'unprocessed' }, 3);
    expect((await tasks()).json()).toEqual(whole);
    strike('tasks-list-tasks', 'BatchGetItem', { kind: 'unprocessed' }, 100);
    expect((await tasks()).status).toBe(503);
  });
});
