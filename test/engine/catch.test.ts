import { describe, expect, test } from 'vitest';
import { aWorld, FunctionError, HANGS, invoke, look, machine } from './world.ts';

const refuse =
  (name: string, message = 'no') =>
  () =>
    Promise.reject(new FunctionError(name, message));

describe('Catch', () => {
  test('takes the error output as the next input unless Output says otherwise', async () => {
    const world = aWorld({ functions: { f: refuse('Refused', 'not today') } });
    const run = await world.run({
      Ask: invoke('f', { Catch: [{ ErrorEquals: ['Refused'], Next: 'Look' }] }),
      Look: { Type: 'Pass', End: true },
    });
    expect(run.status).toBe('SUCCEEDED');
    expect(run.result).toEqual({
      Error: 'Refused',
      Cause: JSON.stringify({ errorMessage: 'not today', errorType: 'Refused' }),
    });
  });

  test('the first catcher that names the error decides where to go', async () => {
    const world = aWorld({ functions: { f: refuse('Second') } });
    const to = (name: string) => ({ Type: 'Pass', Output: name, End: true });
    const run = await world.run({
      Ask: invoke('f', {
        Catch: [
          { ErrorEquals: ['First'], Next: 'A' },
          { ErrorEquals: ['Second', 'Third'], Next: 'B' },
          { ErrorEquals: ['States.ALL'], Next: 'C' },
        ],
      }),
      A: to('a'),
      B: to('b'),
      C: to('c'),
    });
    expect(run.result).toBe('b');
  });

  test('is asked only when the retries are used up', async () => {
    const world = aWorld({ functions: { f: refuse('Refused') } });
    const arn = (
      await world.run({
        Ask: invoke('f', {
          Retry: [{ ErrorEquals: ['Refused'], MaxAttempts: 2 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Look' }],
        }),
        Look: { Type: 'Pass', Output: 'caught', End: true },
      })
    ).executionArn;
    expect((await world.describe(arn)).status).toBe('RUNNING');
    await world.pass(3);
    expect(await look(world, arn)).toMatchObject({ status: 'SUCCEEDED', result: 'caught' });
    expect(world.invoked).toHaveLength(3);
  });

  test('its Assign and Output see the error and the input, not the result', async () => {
    const world = aWorld({ functions: { f: refuse('Refused') } });
    const run = await world.run(
      {
        Ask: invoke('f', {
          Catch: [
            {
              ErrorEquals: ['States.ALL'],
              Assign: { why: '{% $states.errorOutput.Error %}', partner: '{% $states.input.partner %}' },
              Output: { result: '{% $exists($states.result) %}' },
              Next: 'Look',
            },
          ],
        }),
        Look: {
          Type: 'Pass',
          Output: { why: '{% $why %}', partner: '{% $partner %}', in: '{% $states.input %}' },
          End: true,
        },
      },
      { partner: 'acme' },
    );
    expect(run.result).toEqual({ why: 'Refused', partner: 'acme', in: { result: false } });
  });

  test('a failure without a catcher ends the execution with the error and its cause', async () => {
    const world = aWorld({ functions: { f: refuse('Refused', 'no') } });
    const run = await world.run({
      Ask: invoke('f', { Catch: [{ ErrorEquals: ['Other'], Next: 'Look' }] }),
      Look: { Type: 'Succeed' },
    });
    expect(run).toMatchObject({ status: 'FAILED', error: 'Refused' });
    expect(JSON.parse(run.cause ?? '')).toEqual({ errorMessage: 'no', errorType: 'Refused' });
    expect(run.types.slice(-2)).toEqual(['TaskFailed', 'ExecutionFailed']);
  });

  test('an expression that fails inside a catcher ends the execution: it is not caught again', async () => {
    const world = aWorld({ functions: { f: refuse('Refused') } });
    const run = await world.run({
      Ask: invoke('f', { Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $missing %}', Next: 'Look' }] }),
      Look: { Type: 'Succeed' },
    });
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(run.cause).toContain("'$missing' specified for the field 'Catch[0]/Output' returned nothing (undefined).");
  });

  test.each([
    ['States.ALL catches a failed expression', '{% $missing %}', ['States.ALL'], 'SUCCEEDED'],
    ['States.QueryEvaluationError catches it by name', '{% $missing %}', ['States.QueryEvaluationError'], 'SUCCEEDED'],
    ['another name does not', '{% $missing %}', ['Refused'], 'FAILED'],
  ])('%s', async (_label, output, errors, status) => {
    const world = aWorld({ functions: { f: () => 1 } });
    const run = await world.run({
      Ask: invoke('f', { Output: output, Catch: [{ ErrorEquals: errors, Next: 'Look' }] }),
      Look: { Type: 'Succeed' },
    });
    expect(run.status).toBe(status);
  });

  test.each([
    ['States.ALL', 'SUCCEEDED'],
    ['States.TaskFailed', 'SUCCEEDED'],
    ['States.DataLimitExceeded', 'SUCCEEDED'],
    ['States.Timeout', 'FAILED'],
  ])('a result over 256 KiB with Catch %s: %s', async (name, status) => {
    const world = aWorld({ functions: { f: () => 'x'.repeat(300 * 1024) } });
    const run = await world.run({
      Ask: invoke('f', { Catch: [{ ErrorEquals: [name], Next: 'Look' }] }),
      Look: { Type: 'Succeed' },
    });
    expect(run.status).toBe(status);
    if (status === 'FAILED') expect(run).toMatchObject({ error: 'States.DataLimitExceeded' });
    expect(run.types).toContain('TaskFailed');
  });

  test('States.Runtime is never caught: the workflow is wrong, not its world', async () => {
    const world = aWorld();
    const run = await world.run({
      Ask: invoke('f', {
        Arguments: { Payload: {} },
        Retry: [{ ErrorEquals: ['States.ALL'] }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Look' }],
      }),
      Look: { Type: 'Succeed' },
    });
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('a function that never answers meets its TimeoutSeconds', async () => {
    const world = aWorld({ functions: { f: HANGS } });
    const { executionArn } = await world.run(
      {
        Ask: invoke('f', {
          TimeoutSeconds: '{% $states.input.patience %}',
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Look' }],
        }),
        Look: { Type: 'Pass', Output: '{% $states.input.Error %}', End: true },
      },
      { patience: 30 },
    );
    await world.pass(29);
    expect((await world.describe(executionArn)).status).toBe('RUNNING');
    await world.pass(1);
    const run = await look(world, executionArn);
    expect(run).toMatchObject({ status: 'SUCCEEDED', result: 'States.Timeout' });
    expect(run.types).toContain('TaskTimedOut');
  });

  test('the answer that comes after the time-out changes nothing', async () => {
    let answer: () => void = () => undefined;
    const world = aWorld();
    world.host.invokeLambda = () =>
      new Promise((resolve) => {
        answer = () => resolve({ payload: '"late"' });
      });
    const { executionArn } = await world.run({
      Ask: invoke('slow', { TimeoutSeconds: 30, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Wait' }] }),
      Wait: { Type: 'Wait', Seconds: 60, End: true },
    });
    await world.pass(30);
    answer();
    await world.clock.idle();
    expect((await world.types(executionArn)).slice(-2)).toEqual(['TaskStateExited', 'WaitStateEntered']);
    await world.pass(60);
    expect((await look(world, executionArn)).result).toMatchObject({ Error: 'States.Timeout' });
  });

  test('a function that does not exist fails with the service error and its prefix', async () => {
    const run = await aWorld().run({ Ask: invoke('nobody') });
    expect(run).toMatchObject({ status: 'FAILED', error: 'Lambda.ResourceNotFoundException' });
  });
});

describe('What a catcher sees', () => {
  test('a timeout has an error and an empty cause', async () => {
    const world = aWorld({ functions: { f: HANGS } });
    const arn = await world.start(
      await world.define(
        'slow',
        machine({
          Ask: invoke('f', { TimeoutSeconds: 5, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Look' }] }),
          Look: { Type: 'Succeed' },
        }),
      ),
    );
    await world.pass(5);
    expect((await look(world, arn)).result).toEqual({ Error: 'States.Timeout', Cause: '' });
  });

  test('a failed expression is told once, by the state it stands in, also when a map fails with it', async () => {
    const inner = { Work: { Type: 'Pass', Output: '{% $missing %}', End: true } };
    const run = await aWorld().run({
      Each: { Type: 'Map', Items: [1], ItemProcessor: { StartAt: 'Work', States: inner }, End: true },
    });
    expect(run.types.filter((type) => type === 'EvaluationFailed')).toHaveLength(1);
    expect(run.types.slice(-4)).toEqual([
      'EvaluationFailed',
      'MapIterationFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });
});
