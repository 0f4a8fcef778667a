import { describe, expect, test } from 'vitest';
import { aWorld, FunctionError, invoke, look, refusal, START, type World } from './world.ts';

interface Counts {
  pending: number;
  running: number;
  succeeded: number;
  failed: number;
  aborted: number;
  total: number;
  pendingRedrive: number;
}
interface MapRun {
  status: string;
  itemCounts: Counts;
  executionCounts: Counts;
  redriveCount: number;
  maxConcurrency: number;
  stopDate?: number;
}
interface Child {
  executionArn: string;
  status: string;
  itemCount: number;
  mapRunArn: string;
  redriveCount: number;
}

const items = (states: Record<string, unknown>) => ({
  StartAt: Object.keys(states)[0],
  States: states,
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
});
const payouts = (states: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  Pay: { Type: 'Map', Label: 'payout', ItemProcessor: items(states), End: true, ...more },
});
const WAIT = { Rest: { Type: 'Wait', Seconds: 60, End: true } };

async function runOf(world: World, executionArn: string, n = 0) {
  const { mapRuns } = await world.call<{ mapRuns: { mapRunArn: string; stateMachineArn: string }[] }>('ListMapRuns', {
    executionArn,
  });
  const mapRunArn = mapRuns[n]?.mapRunArn ?? '';
  const run = () => world.call<MapRun>('DescribeMapRun', { mapRunArn });
  const children = async (more: Record<string, unknown> = {}) =>
    (await world.call<{ executions: Child[] }>('ListExecutions', { mapRunArn, ...more })).executions.reverse();
  return { mapRuns, mapRunArn, run, children };
}

describe('The items of a distributed map', () => {
  test('are executions of their own, each with its history', async () => {
    const world = aWorld({ functions: { pay: (input) => ({ paid: input }) } });
    const { executionArn, result } = await world.run(payouts({ Ask: invoke('pay') }), [
      { to: 'acme' },
      { to: 'globex' },
    ]);
    expect(result).toEqual([{ paid: { to: 'acme' } }, { paid: { to: 'globex' } }]);
    const { mapRunArn, children } = await runOf(world, executionArn);
    const [first] = await children();
    expect(first).toMatchObject({ status: 'SUCCEEDED', itemCount: 1, mapRunArn });
    expect(first?.executionArn).toMatch(
      /^arn:aws:states:us-east-1:000000000000:execution:machine-1\/payout:[0-9a-f-]+$/,
    );
    expect(await world.describe(first?.executionArn ?? '')).toMatchObject({
      input: '{"to":"acme"}',
      output: '{"paid":{"to":"acme"}}',
      mapRunArn,
      stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:machine-1/payout',
    });
    expect(await world.types(first?.executionArn ?? '')).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('are not listed among the executions of the machine', async () => {
    const world = aWorld();
    const { executionArn } = await world.run(payouts(WAIT), [1, 2]);
    const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:machine-1';
    const { executions } = await world.call<{ executions: Child[] }>('ListExecutions', { stateMachineArn });
    expect(executions.map((one) => one.executionArn)).toEqual([executionArn]);
  });

  test('run as many at once as MaxConcurrency allows', async () => {
    const world = aWorld();
    const { executionArn } = await world.run(payouts(WAIT, { MaxConcurrency: 2 }), [1, 2, 3, 4, 5]);
    const { run } = await runOf(world, executionArn);
    expect(await run()).toMatchObject({ status: 'RUNNING', maxConcurrency: 2 });
    expect((await run()).itemCounts).toMatchObject({ running: 2, pending: 3, total: 5 });
    await world.pass(60);
    expect((await run()).itemCounts).toMatchObject({ running: 2, pending: 1, succeeded: 2 });
    await world.pass(120);
    expect(await look(world, executionArn)).toMatchObject({ status: 'SUCCEEDED', result: [1, 2, 3, 4, 5] });
    expect(await run()).toMatchObject({ status: 'SUCCEEDED', stopDate: START / 1000 + 180 });
  });

  test('can be given more room while the run goes on', async () => {
    const world = aWorld();
    const { executionArn } = await world.run(payouts(WAIT, { MaxConcurrency: 1 }), [1, 2, 3]);
    const { run, mapRunArn } = await runOf(world, executionArn);
    await world.call('UpdateMapRun', { mapRunArn, maxConcurrency: 3 });
    await world.clock.idle();
    expect((await run()).itemCounts).toMatchObject({ running: 3, pending: 0 });
  });

  test('batches count as items and as executions', async () => {
    const world = aWorld();
    const more = { ItemBatcher: { MaxItemsPerBatch: 2 } };
    const { executionArn } = await world.run(payouts(WAIT, more), [1, 2, 3]);
    const { run, children } = await runOf(world, executionArn);
    expect((await run()).itemCounts.total).toBe(3);
    expect((await run()).executionCounts.total).toBe(2);
    expect((await children()).map(({ itemCount }) => itemCount)).toEqual([2, 1]);
  });

  test('see themselves in the context, not the run that started them', async () => {
    const states = { Look: { Type: 'Pass', Output: '{% $states.context.Execution.Input %}', End: true } };
    expect((await aWorld().run(payouts(states), [{ a: 1 }])).result).toEqual([{ a: 1 }]);
  });

  test('are stopped with the execution, or when too many have failed', async () => {
    const world = aWorld({ functions: { pay: () => Promise.reject(new FunctionError('BankClosed')) } });
    const states = {
      'First?': { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 1 %}', Next: 'Ask' }], Default: 'Rest' },
      Ask: invoke('pay'),
      ...WAIT,
    };
    const failed = await world.run(payouts(states), [1, 2, 3]);
    expect(failed).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
    const first = await runOf(world, failed.executionArn);
    expect(await first.run()).toMatchObject({ status: 'FAILED', itemCounts: { failed: 1, aborted: 2 } });

    const stopped = await world.run(payouts(WAIT), [1, 2]);
    await world.call('StopExecution', { executionArn: stopped.executionArn });
    const second = await runOf(world, stopped.executionArn);
    expect(await second.run()).toMatchObject({ status: 'ABORTED', itemCounts: { aborted: 2 } });
  });

  test('a retried map is a new run, and the old one stays on record', async () => {
    let calls = 0;
    const world = aWorld({
      functions: {
        pay: () => {
          if (++calls === 1) throw new FunctionError('BankClosed');
          return calls;
        },
      },
    });
    const retry = { Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5 }] };
    const { executionArn } = await world.run(payouts({ Ask: invoke('pay') }, retry), [1]);
    await world.pass(5);
    const { mapRuns } = await runOf(world, executionArn);
    expect(mapRuns).toHaveLength(2);
    expect((await look(world, executionArn)).result).toEqual([2]);
  });
});

describe('Redrive of a distributed map', () => {
  async function broken() {
    const world = aWorld({ functions: { pay: (input) => ({ paid: input }) } });
    const bank = world.functions.pay;
    world.functions.pay = (input) => {
      if (Number(input) > 1) throw new FunctionError('BankClosed');
      return { paid: input };
    };
    const more = { MaxConcurrency: 1, ToleratedFailureCount: 1 };
    const { executionArn } = await world.run(payouts({ Ask: invoke('pay') }, more), [1, 2, 3, 4]);
    if (bank) world.functions.pay = bank;
    return { world, executionArn, ...(await runOf(world, executionArn)) };
  }

  test('pays those that were not paid, and nobody twice', async () => {
    const { world, executionArn, run, children } = await broken();
    expect((await children()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'FAILED', 'FAILED']);
    await world.call('RedriveExecution', { executionArn });
    await world.clock.idle();
    expect(await look(world, executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      result: [{ paid: 1 }, { paid: 2 }, { paid: 3 }, { paid: 4 }],
    });
    expect(world.invoked.map(([, input]) => input)).toEqual([1, 2, 3, 2, 3, 4]);
    expect(await run()).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
    expect((await children()).map(({ redriveCount }) => redriveCount)).toEqual([0, 1, 1, 0]);
    const types = await world.types(executionArn);
    expect(types.slice(types.indexOf('ExecutionFailed'))).toEqual([
      'ExecutionFailed',
      'ExecutionRedriven',
      'MapRunRedriven',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('who waits for their turn is PENDING_REDRIVE', async () => {
    const { world, executionArn, run, children } = await broken();
    world.functions.pay = () => new Promise(() => undefined);
    await world.call('RedriveExecution', { executionArn });
    expect((await children()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'RUNNING', 'PENDING_REDRIVE']);
    expect((await run()).executionCounts).toMatchObject({ running: 1, pendingRedrive: 1, pending: 1 });
    expect(await children({ statusFilter: 'PENDING_REDRIVE' })).toHaveLength(1);
  });

  test('a single item cannot be redriven by itself', async () => {
    const { world, children } = await broken();
    const executionArn = (await children())[1]?.executionArn ?? '';
    expect(await world.describe(executionArn)).toMatchObject({ redriveStatus: 'REDRIVABLE_BY_MAP_RUN' });
    expect((await refusal(world.call('RedriveExecution', { executionArn }))).name).toBe('ExecutionNotRedrivable');
  });

  test('goes on after a restart as well', async () => {
    const { world, executionArn } = await broken();
    const after = aWorld({ snapshot: world.engine.snapshot(), functions: { pay: (input) => input } });
    await after.call('RedriveExecution', { executionArn });
    await after.clock.idle();
    expect((await look(after, executionArn)).status).toBe('SUCCEEDED');
  });
});

test('a run in the middle goes on after a restart', async () => {
  const world = aWorld();
  const { executionArn } = await world.run(payouts(WAIT, { MaxConcurrency: 1 }), [1, 2]);
  const after = aWorld({ snapshot: world.engine.snapshot() });
  await after.pass(120);
  expect(await look(after, executionArn)).toMatchObject({ status: 'SUCCEEDED', result: [1, 2] });
});

test.each([
  ['ToleratedFailureCount', -1, 'ToleratedFailureCount cannot be negative.'],
  ['ToleratedFailurePercentage', 101, 'ToleratedFailurePercentage must be between 0 and 100.'],
])('%s of %d fails the execution', async (field, value, message) => {
  const run = await aWorld().run(payouts(WAIT, { [field]: `{% ${value} %}` }), [1]);
  expect(run).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  expect(run.cause).toContain(message);
});

test('a map run that never was is not found', async () => {
  const mapRunArn = 'arn:aws:states:us-east-1:000000000000:mapRun:m/l:none';
  expect(await refusal(aWorld().call('DescribeMapRun', { mapRunArn }))).toEqual({
    name: 'ResourceNotFound',
    message: `Resource not found: '${mapRunArn}'`,
  });
});
