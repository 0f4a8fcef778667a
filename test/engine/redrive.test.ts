import { describe, expect, test } from 'vitest';
import {
  askAndWait,
  aWorld,
  FunctionError,
  invoke,
  look,
  machine,
  refusal,
  START,
  tokenGiven,
  type World,
} from './world.ts';

const PASSES = machine({ Say: { Type: 'Pass', End: true } });
const WAITS = machine({ Wait: { Type: 'Wait', Seconds: 60, End: true } });

describe('Redrive', () => {
  async function broken() {
    const world: World = aWorld({
      functions: { letter: () => ({ sent: 1 }), pay: () => Promise.reject(new FunctionError('BankClosed')) },
    });
    const { executionArn } = await world.run(
      { Letter: invoke('letter', { Next: 'Pay' }), Pay: invoke('pay') },
      { partner: 'acme' },
    );
    return { world, executionArn };
  }

  test('goes on at the state that failed: what went before is not repeated', async () => {
    const { world, executionArn } = await broken();
    expect(await world.describe(executionArn)).toMatchObject({ status: 'FAILED', redriveStatus: 'REDRIVABLE' });
    world.functions.pay = () => 'paid';
    await world.pass(86400);
    expect(await world.call('RedriveExecution', { executionArn })).toEqual({ redriveDate: START / 1000 + 86400 });
    await world.clock.idle();
    const run = await look(world, executionArn);
    expect(run).toMatchObject({ status: 'SUCCEEDED', result: 'paid', redriveCount: 1 });
    expect(world.invoked.map(([name]) => name)).toEqual(['letter', 'pay', 'pay']);
    expect(run.types.slice(run.types.indexOf('ExecutionFailed'))).toEqual([
      'ExecutionFailed',
      'ExecutionRedriven',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('is refused for an execution that succeeded, still runs, or ended over 14 days ago', async () => {
    const { world, executionArn } = await broken();
    const refused = (arn: string) => refusal(world.call('RedriveExecution', { executionArn: arn }));
    const done = await world.start(await world.define('done', PASSES));
    expect(await refused(done)).toEqual({
      name: 'ExecutionNotRedrivable',
      message: 'Execution is SUCCEEDED and cannot be redriven',
    });
    expect((await refused(await world.start(await world.define('waits', WAITS)))).name).toBe('ExecutionNotRedrivable');
    await world.pass(14 * 86400 + 1);
    expect((await refused(executionArn)).message).toContain('Execution redrivable period exceeded');
  });

  test('gives the retries anew', async () => {
    const world = aWorld({ functions: { f: () => Promise.reject(new FunctionError('Busy')) } });
    const { executionArn } = await world.run({
      Ask: invoke('f', { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }] }),
    });
    await world.pass(10);
    await world.call('RedriveExecution', { executionArn });
    await world.pass(10);
    expect(world.invoked).toHaveLength(4);
  });

  test('of a map repeats only the items that failed or were stopped', async () => {
    let open = false;
    const world = aWorld({
      functions: {
        check: (input) => {
          if (input === 2 && !open) throw new FunctionError('Closed');
          return input;
        },
      },
    });
    const { executionArn } = await world.run(
      {
        All: {
          Type: 'Map',
          MaxConcurrency: 1,
          ItemProcessor: { StartAt: 'Check', States: { Check: invoke('check') } },
          End: true,
        },
      },
      [1, 2, 3],
    );
    open = true;
    await world.call('RedriveExecution', { executionArn });
    await world.clock.idle();
    expect(await look(world, executionArn)).toMatchObject({ status: 'SUCCEEDED', result: [1, 2, 3] });
    expect(world.invoked.map(([, input]) => input)).toEqual([1, 2, 2, 3]);
  });

  test('of a map whose own Output failed runs the map again', async () => {
    const world = aWorld({ functions: { f: (input) => input } });
    const { executionArn } = await world.run(
      {
        All: {
          Type: 'Map',
          ItemProcessor: { StartAt: 'Ask', States: { Ask: invoke('f') } },
          Output: '{% $states.context.Execution.RedriveCount = 1 ? $states.result : $missing %}',
          End: true,
        },
      },
      [1, 2],
    );
    expect((await world.describe(executionArn)).error).toBe('States.QueryEvaluationError');
    await world.call('RedriveExecution', { executionArn });
    await world.clock.idle();
    expect(await look(world, executionArn)).toMatchObject({ status: 'SUCCEEDED', result: [1, 2] });
  });

  test('of a stopped execution opens its question again, under a new token', async () => {
    const world = aWorld({ functions: { ask: () => null } });
    const { executionArn } = await world.run({ Ask: askAndWait('ask') });
    await world.call('StopExecution', { executionArn });
    await world.call('RedriveExecution', { executionArn });
    await world.clock.idle();
    const [before, after] = [tokenGiven(world, 0), tokenGiven(world, 1)];
    expect((await refusal(world.call('SendTaskSuccess', { taskToken: before, output: '1' }))).name).toBe(
      'TaskTimedOut',
    );
    await world.call('SendTaskSuccess', { taskToken: after, output: '2' });
    await world.clock.idle();
    expect((await look(world, executionArn)).result).toBe(2);
  });

  test('of a parallel state repeats only the branch that failed, and those stopped with it', async () => {
    let open = false;
    const world = aWorld({
      functions: {
        letter: () => 1,
        pay: () => {
          if (!open) throw new FunctionError('BankClosed');
          return 2;
        },
      },
    });
    const one = (name: string) => ({ StartAt: name, States: { [name]: invoke(name) } });
    const slow = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 5, Next: 'pay' }, pay: invoke('pay') } };
    const { executionArn } = await world.run({
      Both: { Type: 'Parallel', Branches: [one('letter'), slow], End: true },
    });
    await world.pass(5);
    expect((await world.describe(executionArn)).error).toBe('BankClosed');
    open = true;
    await world.call('RedriveExecution', { executionArn });
    await world.clock.idle();
    expect(await look(world, executionArn)).toMatchObject({ status: 'SUCCEEDED', result: [1, 2] });
    expect(world.invoked.map(([name]) => name)).toEqual(['letter', 'pay', 'pay']);
  });

  test('keeps the definition it started with, whatever came since', async () => {
    const { world, executionArn } = await broken();
    const { stateMachineArn } = await world.call<{ stateMachineArn: string }>('DescribeStateMachineForExecution', {
      executionArn,
    });
    await world.call('UpdateStateMachine', { stateMachineArn, definition: JSON.stringify(PASSES) });
    world.functions.pay = () => 'paid';
    await world.call('RedriveExecution', { executionArn });
    await world.clock.idle();
    expect((await look(world, executionArn)).result).toBe('paid');
  });
});
