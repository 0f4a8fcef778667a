import { describe, expect, test } from 'vitest';
import { aWorld, FunctionError, HANGS, invoke, look, START, type World } from './world.ts';

/** A function that fails a number of times with one error, then answers `done`. */
function failing(times: number, error = 'Busy') {
  let left = times;
  return () => {
    if (left-- > 0) throw new FunctionError(error, 'come back later');
    return 'done';
  };
}

/** When the function was called, in seconds since the start. */
async function callTimes(world: World, arn: string): Promise<number[]> {
  const events = await world.history(arn);
  return events.filter(({ type }) => type === 'TaskScheduled').map(({ timestamp }) => timestamp - START / 1000);
}

async function started(world: World, retry: object[], more: Record<string, unknown> = {}) {
  const arn = await world.start(
    await world.define('m', {
      QueryLanguage: 'JSONata',
      StartAt: 'Ask',
      States: { Ask: invoke('f', { Retry: retry, ...more }) },
    }),
  );
  await world.pass(3600);
  return arn;
}

describe('Retry', () => {
  test('waits 1, 2 and 4 seconds by default and then lets the failure through', async () => {
    const world = aWorld({ functions: { f: failing(9) } });
    const arn = await started(world, [{ ErrorEquals: ['States.ALL'] }]);
    expect(await callTimes(world, arn)).toEqual([0, 1, 3, 7]);
    expect(await world.describe(arn)).toMatchObject({ status: 'FAILED', error: 'Busy' });
  });

  test('goes on as soon as an attempt succeeds', async () => {
    const world = aWorld({ functions: { f: failing(2) } });
    const arn = await started(world, [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, BackoffRate: 1 }]);
    expect(await callTimes(world, arn)).toEqual([0, 10, 20]);
    expect(await look(world, arn)).toMatchObject({ status: 'SUCCEEDED', result: 'done' });
  });

  test('never waits longer than MaxDelaySeconds', async () => {
    const world = aWorld({ functions: { f: failing(9) } });
    const retry = { ErrorEquals: ['Busy'], IntervalSeconds: 10, BackoffRate: 10, MaxAttempts: 4, MaxDelaySeconds: 60 };
    expect(await callTimes(world, await started(world, [retry]))).toEqual([0, 10, 70, 130, 190]);
  });

  test('with MaxAttempts 0 names an error that is not tried again', async () => {
    const world = aWorld({ functions: { f: failing(9) } });
    const arn = await started(world, [{ ErrorEquals: ['Busy'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }]);
    expect(await callTimes(world, arn)).toEqual([0]);
  });

  test('counts the attempts of each retrier on its own', async () => {
    const errors = ['A', 'B', 'A', 'B', 'A'];
    const world = aWorld({ functions: { f: () => Promise.reject(new FunctionError(errors.shift() ?? 'Z')) } });
    const retry = (name: string, seconds: number) => ({
      ErrorEquals: [name],
      IntervalSeconds: seconds,
      BackoffRate: 2,
      MaxAttempts: 2,
    });
    const arn = await started(world, [retry('A', 1), retry('B', 100)]);
    expect(await callTimes(world, arn)).toEqual([0, 1, 101, 103, 303]);
    expect(await world.describe(arn)).toMatchObject({ error: 'A' });
  });

  test('logs nothing between the failure and the next attempt, and the state is entered once', async () => {
    const world = aWorld({ functions: { f: failing(1) } });
    const arn = await started(world, [{ ErrorEquals: ['Busy'] }]);
    expect(await world.types(arn)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskFailed',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('tells the state how often it was retried', async () => {
    const world = aWorld({ functions: { f: failing(2) } });
    const arn = await started(world, [{ ErrorEquals: ['Busy'] }], {
      Arguments: { FunctionName: 'f', Payload: '{% $states.context.State.RetryCount %}' },
    });
    expect((await world.describe(arn)).status).toBe('SUCCEEDED');
    expect(world.invoked.map(([, input]) => input)).toEqual([0, 1, 2]);
  });

  test('with full jitter waits at most the delay, another time per execution, and the same for the same seed', async () => {
    const retry = { ErrorEquals: ['Busy'], IntervalSeconds: 100, MaxAttempts: 3, JitterStrategy: 'FULL' };
    const times = async (seed: string) => {
      const world = aWorld({ functions: { f: failing(9) }, seed });
      return callTimes(world, await started(world, [retry]));
    };
    const first = await times('one');
    expect(await times('one')).toEqual(first);
    expect(await times('two')).not.toEqual(first);
    for (const [i, limit] of [100, 200, 400].entries()) {
      const waited = (first[i + 1] ?? Number.NaN) - (first[i] ?? Number.NaN);
      expect(waited).toBeGreaterThanOrEqual(0);
      expect(waited).toBeLessThanOrEqual(limit);
    }
  });

  test.each([
    ['States.TaskFailed stands for any error of a task', 'States.TaskFailed', 'Busy', 4],
    ['an error with another name is not retried', 'Other', 'Busy', 1],
    ['States.Timeout does not stand for a failure', 'States.Timeout', 'Busy', 1],
  ])('%s', async (_label, listed, raised, calls) => {
    const world = aWorld({ functions: { f: failing(9, raised) } });
    expect(await callTimes(world, await started(world, [{ ErrorEquals: [listed] }]))).toHaveLength(calls);
  });

  test('States.TaskFailed does not stand for a time-out; States.Timeout and States.ALL do', async () => {
    for (const [listed, calls] of [
      ['States.TaskFailed', 1],
      ['States.Timeout', 2],
      ['States.ALL', 2],
    ] as const) {
      const world = aWorld({ functions: { f: HANGS } });
      const arn = await started(world, [{ ErrorEquals: [listed], MaxAttempts: 1 }], { TimeoutSeconds: 5 });
      expect([listed, (await callTimes(world, arn)).length]).toEqual([listed, calls]);
      expect(await world.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    }
  });

  test('a failed expression of a task can be retried: the task runs again', async () => {
    let calls = 0;
    const world = aWorld({ functions: { f: () => (++calls < 2 ? {} : { total: 5 }) } });
    const arn = await started(world, [{ ErrorEquals: ['States.QueryEvaluationError'] }], {
      Output: '{% $states.result.Payload.total %}',
    });
    expect(await look(world, arn)).toMatchObject({ status: 'SUCCEEDED', result: 5 });
    expect(calls).toBe(2);
  });
});
