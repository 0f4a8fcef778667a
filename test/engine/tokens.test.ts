import { describe, expect, test } from 'vitest';
import { askAndWait, aWorld, FunctionError, look, refusal, START, tokenGiven, type World } from './world.ts';

async function asked(more: Record<string, unknown> = {}) {
  const world = aWorld({ functions: { ask: () => null } });
  const { executionArn } = await world.run({ Ask: askAndWait('ask', more) }, { partner: 'acme' });
  return { world, executionArn, token: tokenGiven(world) };
}

const approve = (world: World, taskToken: string, output = '{"approved":true}') =>
  world.call('SendTaskSuccess', { taskToken, output });

describe('Task tokens', () => {
  test('a decision is waited for until somebody sends it', async () => {
    const { world, executionArn, token } = await asked();
    await world.pass(30 * 86400);
    expect((await world.describe(executionArn)).status).toBe('RUNNING');
    await approve(world, token);
    await world.clock.idle();
    const run = await look(world, executionArn);
    expect(run).toMatchObject({ status: 'SUCCEEDED', result: { approved: true } });
    expect(run.types).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('a refusal fails the task with its error and cause', async () => {
    const { world, executionArn, token } = await asked();
    await world.call('SendTaskFailure', { taskToken: token, error: 'Declined', cause: 'by Ann' });
    await world.clock.idle();
    expect(await world.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'Declined', cause: 'by Ann' });
    expect((await world.types(executionArn)).slice(-2)).toEqual(['TaskFailed', 'ExecutionFailed']);
  });

  test('a refusal without a reason is one all the same', async () => {
    const { world, executionArn, token } = await asked();
    await world.call('SendTaskFailure', { taskToken: token });
    await world.clock.idle();
    const { status, error, cause } = await world.describe(executionArn);
    expect({ status, error, cause }).toEqual({ status: 'FAILED', error: undefined, cause: undefined });
  });

  test('the second of two decisions is told that the task is over', async () => {
    const { world, executionArn, token } = await asked();
    const both = await Promise.allSettled([approve(world, token, '1'), approve(world, token, '2')]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await world.clock.idle();
    expect((await look(world, executionArn)).result).toBe(1);
    expect(await refusal(approve(world, token))).toEqual({
      name: 'TaskTimedOut',
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
    expect((await refusal(world.call('SendTaskFailure', { taskToken: token }))).name).toBe('TaskTimedOut');
    expect((await refusal(world.call('SendTaskHeartbeat', { taskToken: token }))).name).toBe('TaskTimedOut');
  });

  test.each([
    ['a made-up token', () => 'made-up'],
    ['a token with another signature', (token: string) => `${token.slice(0, -4)}AAAA`],
    [
      'a token for another task',
      (token: string) => `${Buffer.from('["arn",1,"2"]').toString('base64url')}.${token.split('.')[1]}`,
    ],
  ])('%s is refused and changes nothing', async (_label, change) => {
    const { world, executionArn, token } = await asked();
    expect((await refusal(approve(world, change(token)))).name).toBe('InvalidToken');
    expect((await world.describe(executionArn)).status).toBe('RUNNING');
  });

  test('output that is not JSON is refused, and the task waits on', async () => {
    const { world, executionArn, token } = await asked();
    expect((await refusal(approve(world, token, 'yes please'))).name).toBe('InvalidOutput');
    expect((await refusal(approve(world, token, JSON.stringify('x'.repeat(300_000))))).name).toBe('InvalidOutput');
    await approve(world, token, '"yes"');
    await world.clock.idle();
    expect((await look(world, executionArn)).result).toBe('yes');
  });

  test('nobody answers: the task times out at TimeoutSeconds, and the token with it', async () => {
    const { world, executionArn, token } = await asked({ TimeoutSeconds: 48 * 3600 });
    await world.pass(48 * 3600 - 1);
    expect((await world.describe(executionArn)).status).toBe('RUNNING');
    await world.pass(1);
    expect(await look(world, executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(await world.types(executionArn)).toEqual(expect.arrayContaining(['TaskTimedOut']));
    expect((await refusal(approve(world, token))).name).toBe('TaskTimedOut');
  });

  test('an answered question leaves no time limit behind', async () => {
    const { world, token } = await asked({ TimeoutSeconds: 600, HeartbeatSeconds: 60 });
    expect(world.clock.nextDue()).toBe(START + 60_000);
    await approve(world, token);
    await world.clock.idle();
    expect(world.clock.nextDue()).toBeUndefined();
  });

  test('heartbeats keep a task alive; without them it times out', async () => {
    const { world, executionArn, token } = await asked({ HeartbeatSeconds: 60, TimeoutSeconds: 1000 });
    for (let i = 0; i < 5; i++) {
      await world.pass(50);
      await world.call('SendTaskHeartbeat', { taskToken: token });
    }
    expect((await world.describe(executionArn)).status).toBe('RUNNING');
    await world.pass(60);
    expect(await world.describe(executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'States.Timeout',
      stopDate: START / 1000 + 310,
    });
  });

  test.each([['States.HeartbeatTimeout'], ['States.Timeout'], ['States.ALL']])(
    '%s catches a missed heartbeat',
    async (name) => {
      const world = aWorld({ functions: { ask: () => null } });
      const { executionArn } = await world.run({
        Ask: askAndWait('ask', { HeartbeatSeconds: 60, Catch: [{ ErrorEquals: [name], Next: 'Look' }] }),
        Look: { Type: 'Succeed' },
      });
      await world.pass(60);
      expect((await world.describe(executionArn)).status).toBe('SUCCEEDED');
    },
  );

  test('States.HeartbeatTimeout does not catch the time-out of the whole task', async () => {
    const world = aWorld({ functions: { ask: () => null } });
    const { executionArn } = await world.run({
      Ask: askAndWait('ask', {
        TimeoutSeconds: 60,
        Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Look' }],
      }),
      Look: { Type: 'Succeed' },
    });
    await world.pass(60);
    expect((await world.describe(executionArn)).status).toBe('FAILED');
  });

  test('every attempt of a retried task has a token of its own; the old one is over', async () => {
    const world = aWorld({ functions: { ask: () => null } });
    const { executionArn } = await world.run({
      Ask: askAndWait('ask', { TimeoutSeconds: 10, Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 5 }] }),
    });
    await world.pass(15);
    const [first, second] = [tokenGiven(world, 0), tokenGiven(world, 1)];
    expect(second).not.toBe(first);
    expect((await refusal(approve(world, first))).name).toBe('TaskTimedOut');
    await approve(world, second, '"second"');
    await world.clock.idle();
    expect((await look(world, executionArn)).result).toBe('second');
  });

  test('a token may be used before the function that got it has returned', async () => {
    const world: World = aWorld({
      functions: { ask: async (input) => void (await approve(world, (input as { token: string }).token, '"early"')) },
    });
    const run = await world.run({ Ask: askAndWait('ask') });
    expect(run).toMatchObject({ status: 'SUCCEEDED', result: 'early' });
    expect(run.types).not.toContain('TaskSubmitted');
  });

  test('a function that fails to ask fails the task', async () => {
    const world = aWorld({ functions: { ask: () => Promise.reject(new FunctionError('NoInbox')) } });
    const run = await world.run({ Ask: askAndWait('ask') });
    expect(run).toMatchObject({ status: 'FAILED', error: 'NoInbox' });
    expect(run.types).not.toContain('TaskSubmitted');
    expect((await refusal(approve(world, tokenGiven(world)))).name).toBe('TaskTimedOut');
  });

  test('the token of a stopped execution is over', async () => {
    const { world, executionArn, token } = await asked();
    await world.call('StopExecution', { executionArn });
    expect((await refusal(approve(world, token))).name).toBe('TaskTimedOut');
  });

  test('a task without a time limit still ends: an execution lives at most a year', async () => {
    const { world, executionArn } = await asked();
    await world.pass(365 * 86400 - 1);
    expect((await world.describe(executionArn)).status).toBe('RUNNING');
    await world.pass(1);
    expect((await world.describe(executionArn)).status).toBe('TIMED_OUT');
  });
});
