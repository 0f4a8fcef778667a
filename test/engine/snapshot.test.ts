import { describe, expect, test } from 'vitest';
import { createEngine } from '../../infra/local/engine/index.ts';
import {
  ACCOUNT,
  askAndWait,
  aWorld,
  FunctionError,
  HANGS,
  invoke,
  look,
  machine,
  REGION,
  refusal,
  START,
  tokenGiven,
  type World,
} from './world.ts';

/** The engine is switched off and another one starts from what it left. */
function restarted(world: World, options: { laterSeconds?: number } = {}): World {
  const snapshot = world.engine.snapshot();
  world.engine.close();
  const startMs = world.clock.now() + (options.laterSeconds ?? 0) * 1000;
  return aWorld({ snapshot, startMs, functions: world.functions });
}

describe('After a restart', () => {
  test('machines, ended executions and their histories are still there', async () => {
    const world = aWorld();
    const run = await world.run({ Pass: { Type: 'Pass', Output: { n: 1 }, End: true } }, { a: 1 });
    const after = restarted(world);
    expect(await look(after, run.executionArn)).toEqual(run);
    expect(await after.call('ListStateMachines')).toEqual(await world.call('ListStateMachines'));
  });

  test('a wait ends when it would have ended', async () => {
    const world = aWorld();
    const { executionArn } = await world.run(
      {
        Wait: { Type: 'Wait', Seconds: 600, Next: 'Say' },
        Say: { Type: 'Pass', Output: '{% $states.input.partner %}', End: true },
      },
      { partner: 'acme' },
    );
    await world.pass(200);
    const after = restarted(world);
    await after.pass(399);
    expect((await after.describe(executionArn)).status).toBe('RUNNING');
    await after.pass(1);
    expect(await look(after, executionArn)).toMatchObject({ status: 'SUCCEEDED', result: 'acme' });
  });

  test('what fell due meanwhile happens at once', async () => {
    const world = aWorld();
    const { executionArn } = await world.run({ Wait: { Type: 'Wait', Seconds: 600, End: true } });
    const after = restarted(world, { laterSeconds: 86400 });
    await after.pass(0);
    expect((await after.describe(executionArn)).status).toBe('SUCCEEDED');
  });

  test('an open question is still open under its token, with its time limit', async () => {
    const world = aWorld({ functions: { ask: () => null } });
    const question = machine({ Ask: askAndWait('ask', { TimeoutSeconds: 600 }) });
    const arn = await world.define('m', question);
    const [one, two] = [await world.start(arn), await world.start(arn)];
    await world.pass(300);
    const after = restarted(world);
    await after.call('SendTaskSuccess', { taskToken: tokenGiven(world, 0), output: '"yes"' });
    await after.pass(300);
    expect(await look(after, one)).toMatchObject({ status: 'SUCCEEDED', result: 'yes' });
    expect(await look(after, two)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(after.invoked).toEqual([]);
    expect((await refusal(after.call('SendTaskSuccess', { taskToken: tokenGiven(world, 1), output: '1' }))).name).toBe(
      'TaskTimedOut',
    );
  });

  test('a retry comes when it was due, and counts on', async () => {
    const world = aWorld({ functions: { f: () => Promise.reject(new FunctionError('Busy')) } });
    const { executionArn } = await world.run({
      Ask: invoke('f', { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 100, BackoffRate: 1, MaxAttempts: 2 }] }),
    });
    await world.pass(150);
    const after = restarted(world);
    await after.pass(49);
    expect(after.invoked).toHaveLength(0);
    await after.pass(1);
    expect(after.invoked).toHaveLength(1);
    expect(await after.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'Busy' });
  });

  test('a function that was running is called once more', async () => {
    const world = aWorld({ functions: { f: HANGS } });
    const { executionArn } = await world.run({ Ask: invoke('f') }, { partner: 'acme' });
    world.functions.f = () => 'done';
    const after = restarted(world);
    await after.clock.idle();
    expect(await look(after, executionArn)).toMatchObject({ status: 'SUCCEEDED', result: 'done' });
    expect(after.invoked).toEqual([['f', { partner: 'acme' }]]);
  });

  test('branches, items and variables go on where they stood', async () => {
    const world = aWorld();
    const wait = (seconds: number) => ({ Type: 'Wait', Seconds: seconds, Next: `Say ${seconds}` });
    const say = { Type: 'Pass', Output: '{% $prefix & $string($states.context.Map.Item.Index) %}', End: true };
    const { executionArn } = await world.run(
      {
        Note: { Type: 'Pass', Assign: { prefix: 'item ' }, Next: 'All' },
        All: {
          Type: 'Map',
          MaxConcurrency: 1,
          ItemProcessor: {
            StartAt: 'Both',
            States: {
              Both: {
                Type: 'Parallel',
                Branches: [10, 20].map((s) => ({
                  StartAt: `Wait ${s}`,
                  States: { [`Wait ${s}`]: wait(s), [`Say ${s}`]: say },
                })),
                End: true,
              },
            },
          },
          End: true,
        },
      },
      ['a', 'b'],
    );
    await world.pass(15);
    const after = restarted(restarted(world));
    await after.pass(40);
    expect(await look(after, executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      result: [
        ['item 0', 'item 0'],
        ['item 1', 'item 1'],
      ],
    });
  });

  test('a parent still waits for its child', async () => {
    const world = aWorld();
    const childMachine = await world.define('child', machine({ Wait: { Type: 'Wait', Seconds: 60, End: true } }));
    const { executionArn } = await world.run({
      Start: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Arguments: { StateMachineArn: childMachine, Input: { n: 1 } },
        End: true,
      },
    });
    const after = restarted(world);
    await after.pass(60);
    expect((await look(after, executionArn)).result).toMatchObject({ Status: 'SUCCEEDED', Output: { n: 1 } });
  });

  test('a running execution keeps the definition it started with', async () => {
    const world = aWorld();
    const stateMachineArn = await world.define(
      'm',
      machine({ Wait: { Type: 'Wait', Seconds: 60, Next: 'Old' }, Old: { Type: 'Pass', Output: 'old', End: true } }),
    );
    const executionArn = await world.start(stateMachineArn);
    await world.call('UpdateStateMachine', {
      stateMachineArn,
      definition: JSON.stringify(machine({ New: { Type: 'Pass', Output: 'new', End: true } })),
    });
    const after = restarted(world);
    await after.pass(60);
    expect((await look(after, executionArn)).result).toBe('old');
    expect((await look(after, await after.start(stateMachineArn))).result).toBe('new');
  });

  test('a failed execution can still be redriven', async () => {
    const world = aWorld({ functions: { f: () => Promise.reject(new FunctionError('Busy')) } });
    const { executionArn } = await world.run({ Ask: invoke('f') });
    world.functions.f = () => 'done';
    const after = restarted(world);
    await after.call('RedriveExecution', { executionArn });
    await after.clock.idle();
    expect((await look(after, executionArn)).result).toBe('done');
  });

  test('an execution still ends after a year', async () => {
    const world = aWorld({ functions: { ask: () => null } });
    const { executionArn } = await world.run({ Ask: askAndWait('ask') });
    const after = restarted(world);
    await after.pass(365 * 86400);
    expect((await after.describe(executionArn)).status).toBe('TIMED_OUT');
  });
});

describe('The store', () => {
  test('is read at the start and written at the end', async () => {
    const world = aWorld();
    let stored: string | undefined;
    const store = {
      load: () => stored,
      save: (state: string) => {
        stored = state;
      },
    };
    const options = { clock: world.clock, region: REGION, account: ACCOUNT, host: world.host, store };
    const first = createEngine(options);
    const definition = JSON.stringify(machine({ Wait: { Type: 'Wait', Seconds: 60, End: true } }));
    await first.handle('CreateStateMachine', { name: 'm', definition, roleArn: 'arn:aws:iam::000000000000:role/x' });
    first.close();
    expect(await createEngine(options).handle('ListStateMachines', {})).toMatchObject({
      stateMachines: [{ name: 'm' }],
    });
  });

  test('a state of another format is refused, and what to do is said', () => {
    const world = aWorld();
    expect(() => world.engine.restore('{"format":99}')).toThrow('npm run reset');
    expect(world.clock.now()).toBe(START);
  });

  test('a snapshot goes into an empty engine only', async () => {
    const world = aWorld();
    await world.run({ Pass: { Type: 'Pass', End: true } });
    expect(() => world.engine.restore(world.engine.snapshot())).toThrow('empty engine');
  });
});
