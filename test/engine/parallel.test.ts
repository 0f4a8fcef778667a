import { describe, expect, test } from 'vitest';
import { askAndWait, aWorld, FunctionError, invoke, look, machine, refusal, tokenGiven } from './world.ts';

const branch = (states: Record<string, unknown>) => ({ StartAt: Object.keys(states)[0], States: states });
const pass = (output: unknown) => ({ Type: 'Pass', Output: output, End: true });
const wait = (seconds: number, next?: string) => ({
  Type: 'Wait',
  Seconds: seconds,
  ...(next ? { Next: next } : { End: true }),
});

describe('Parallel', () => {
  test('gives every branch the input and collects their outputs in the order of the branches', async () => {
    const world = aWorld();
    const { executionArn } = await world.run(
      {
        Both: {
          Type: 'Parallel',
          Branches: [
            branch({ Slow: wait(60, 'First'), First: pass('{% "first of " & $states.input.partner %}') }),
            branch({ Second: pass('{% "second of " & $states.input.partner %}') }),
          ],
          End: true,
        },
      },
      { partner: 'acme' },
    );
    await world.pass(60);
    expect((await look(world, executionArn)).result).toEqual(['first of acme', 'second of acme']);
  });

  test('Arguments replace the input of the branches, and Output sees the result', async () => {
    const run = await aWorld().run({
      Both: {
        Type: 'Parallel',
        Arguments: { n: 2 },
        Branches: [branch({ A: pass('{% $states.input.n * 2 %}') }), branch({ B: pass('{% $states.input.n * 3 %}') })],
        Output: '{% $sum($states.result) %}',
        End: true,
      },
    });
    expect(run.result).toBe(10);
  });

  test('the events are in the order the service logs them', async () => {
    const world = aWorld();
    const run = await world.run({
      Both: { Type: 'Parallel', Branches: [branch({ A: pass(1) }), branch({ B: pass(2) })], End: true },
    });
    const events = await world.history(run.executionArn);
    expect(events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
      [1, 0, 'ExecutionStarted'],
      [2, 0, 'ParallelStateEntered'],
      [3, 2, 'ParallelStateStarted'],
      [4, 3, 'PassStateEntered'],
      [5, 3, 'PassStateEntered'],
      [6, 4, 'PassStateExited'],
      [7, 5, 'PassStateExited'],
      [8, 7, 'ParallelStateSucceeded'],
      [9, 7, 'ParallelStateExited'],
      [10, 9, 'ExecutionSucceeded'],
    ]);
  });

  test('a failing branch stops the others at once', async () => {
    const world = aWorld();
    const { executionArn } = await world.run({
      Both: {
        Type: 'Parallel',
        Branches: [
          branch({ Later: wait(10, 'Break'), Break: { Type: 'Fail', Error: 'Broken', Cause: 'on purpose' } }),
          branch({ Long: wait(1000, 'Never'), Never: pass('never') }),
        ],
        End: true,
      },
    });
    await world.pass(10);
    const run = await look(world, executionArn);
    expect(run).toMatchObject({ status: 'FAILED', error: 'Broken', cause: 'on purpose' });
    expect(run.types.slice(-4)).toEqual([
      'FailStateEntered',
      'WaitStateAborted',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
    await world.pass(2000);
    expect(await world.types(executionArn)).toEqual(run.types);
  });

  test('an open token of a stopped branch is worth nothing any more', async () => {
    const world = aWorld({ functions: { ask: () => null } });
    await world.run({
      Both: {
        Type: 'Parallel',
        Branches: [
          branch({ Ask: askAndWait('ask') }),
          branch({ Later: wait(10, 'Break'), Break: { Type: 'Fail', Error: 'Broken' } }),
        ],
        Catch: [{ ErrorEquals: ['Broken'], Next: 'Go on' }],
        End: true,
      },
      'Go on': wait(1000),
    });
    const token = tokenGiven(world);
    await world.pass(10);
    expect(await refusal(world.call('SendTaskSuccess', { taskToken: token, output: '1' }))).toMatchObject({
      name: 'TaskTimedOut',
    });
  });

  test('a branch that is computing when another fails adds nothing any more', async () => {
    const world = aWorld({ functions: { f: () => 1 } });
    const slow = '{% $sum($map([1..2000], function($n) { $n })) %}';
    const run = await world.run({
      Both: {
        Type: 'Parallel',
        Branches: [
          branch({ Compute: { Type: 'Pass', Output: slow, Next: 'Never' }, Never: invoke('f') }),
          branch({ Break: { Type: 'Fail', Error: 'Broken' } }),
        ],
        End: true,
      },
    });
    expect(run.types.at(-1)).toBe('ExecutionFailed');
    expect(run.types).not.toContain('PassStateExited');
    expect(world.invoked).toEqual([]);
  });

  test('Catch works with the error of the branch', async () => {
    const world = aWorld({ functions: { f: () => Promise.reject(new FunctionError('Refused', 'no')) } });
    const run = await world.run({
      Both: {
        Type: 'Parallel',
        Branches: [branch({ Ask: invoke('f') })],
        Catch: [{ ErrorEquals: ['Refused'], Output: '{% $states.errorOutput.Error %}', Next: 'Look' }],
        End: true,
      },
      Look: { Type: 'Succeed' },
    });
    expect(run).toMatchObject({ status: 'SUCCEEDED', result: 'Refused' });
    expect(run.types).toEqual(
      expect.arrayContaining(['TaskStateAborted', 'ParallelStateFailed', 'ParallelStateExited']),
    );
  });

  test('Retry runs all branches again', async () => {
    let calls = 0;
    const world = aWorld({
      functions: {
        good: () => 'good',
        bad: () => {
          if (++calls === 1) throw new FunctionError('Busy');
          return 'better';
        },
      },
    });
    const { executionArn } = await world.run({
      Both: {
        Type: 'Parallel',
        Branches: [branch({ Good: invoke('good') }), branch({ Bad: invoke('bad') })],
        Retry: [{ ErrorEquals: ['Busy'] }],
        End: true,
      },
    });
    await world.pass(1);
    const run = await look(world, executionArn);
    expect(run.result).toEqual(['good', 'better']);
    expect(world.invoked.map(([name]) => name).sort()).toEqual(['bad', 'bad', 'good', 'good']);
    expect(run.types.filter((type) => type === 'ParallelStateStarted')).toHaveLength(2);
    expect(run.types).not.toContain('ParallelStateFailed');
  });

  test('branches read outer variables; what they assign ends with them', async () => {
    const world = aWorld();
    const run = await world.run({
      Note: { Type: 'Pass', Assign: { outer: 'seen' }, Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Branches: [
          branch({ A: { Type: 'Pass', Assign: { inner: 'gone' }, Next: 'B' }, B: pass('{% $outer & " " & $inner %}') }),
        ],
        Next: 'Look',
      },
      Look: { Type: 'Pass', Output: { branches: '{% $states.input %}', inner: '{% $exists($inner) %}' }, End: true },
    });
    expect(run.result).toEqual({ branches: ['seen gone'], inner: false });
  });

  test('a branch that would assign an outer variable is refused when the machine is created', async () => {
    const inner = branch({ A: { Type: 'Pass', Assign: { shared: 2 }, End: true } });
    const definition = machine({
      Note: { Type: 'Pass', Assign: { shared: 1 }, Next: 'Both' },
      Both: { Type: 'Parallel', Branches: [inner], End: true },
    });
    const refused = await refusal(aWorld().define('m', definition));
    expect(refused.name).toBe('InvalidDefinition');
    expect(refused.message).toContain("The variable 'shared' belongs to an outer scope");
  });

  test('branches nest', async () => {
    const inner = { Type: 'Parallel', Branches: [branch({ X: pass(1) }), branch({ Y: pass(2) })], End: true };
    const run = await aWorld().run({
      Outer: { Type: 'Parallel', Branches: [branch({ Inner: inner }), branch({ Z: pass(3) })], End: true },
    });
    expect(run.result).toEqual([[1, 2], 3]);
  });
});
