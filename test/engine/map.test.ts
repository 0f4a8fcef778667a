import { describe, expect, test } from 'vitest';
import { aWorld, FunctionError, invoke, look, machine, refusal } from './world.ts';

const items = (states: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  StartAt: Object.keys(states)[0],
  States: states,
  ...more,
});
const DISTRIBUTED = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
const double = { Double: { Type: 'Pass', Output: '{% $states.input * 2 %}', End: true } };
const refuseOdd = (input: unknown) => {
  if (Number(input) % 2 === 1) throw new FunctionError('Odd', String(input));
  return input;
};

describe('Map', () => {
  test('runs its states for every item and collects the outputs in order', async () => {
    const run = await aWorld().run({ All: { Type: 'Map', ItemProcessor: items(double), End: true } }, [1, 2, 3]);
    expect(run.result).toEqual([2, 4, 6]);
  });

  test('Items may be a list with expressions, and ItemSelector shapes what each item starts with', async () => {
    const run = await aWorld().run(
      {
        All: {
          Type: 'Map',
          Items: ['a', '{% $states.input.name %}'],
          ItemSelector: {
            index: '{% $states.context.Map.Item.Index %}',
            value: '{% $states.context.Map.Item.Value %}',
            from: '{% $states.input.name %}',
          },
          ItemProcessor: items({ Look: { Type: 'Pass', End: true } }),
          End: true,
        },
      },
      { name: 'b' },
    );
    expect(run.result).toEqual([
      { index: 0, value: 'a', from: 'b' },
      { index: 1, value: 'b', from: 'b' },
    ]);
  });

  test('the states of an item see which item it is', async () => {
    const look = { Look: { Type: 'Pass', Output: '{% $states.context.Map.Item %}', End: true } };
    const run = await aWorld().run({ All: { Type: 'Map', ItemProcessor: items(look), End: true } }, ['x']);
    expect(run.result).toEqual([{ Index: 0, Value: 'x' }]);
  });

  test('MaxConcurrency holds the next item back until one is done', async () => {
    const world = aWorld();
    const wait = { Wait: { Type: 'Wait', Seconds: 10, End: true } };
    const { executionArn } = await world.run(
      { All: { Type: 'Map', MaxConcurrency: 2, ItemProcessor: items(wait), End: true } },
      [1, 2, 3, 4, 5],
    );
    const started = async () =>
      (await world.types(executionArn)).filter((type) => type === 'MapIterationStarted').length;
    expect(await started()).toBe(2);
    await world.pass(10);
    expect(await started()).toBe(4);
    await world.pass(20);
    expect(await look(world, executionArn)).toMatchObject({ status: 'SUCCEEDED', result: [1, 2, 3, 4, 5] });
  });

  test('an inline map runs at most 40 items at once', async () => {
    const world = aWorld();
    const wait = { Wait: { Type: 'Wait', Seconds: 10, End: true } };
    const { types } = await world.run(
      { All: { Type: 'Map', ItemProcessor: items(wait), End: true } },
      Array.from({ length: 100 }, (_, i) => i),
    );
    expect(types.filter((type) => type === 'MapIterationStarted')).toHaveLength(40);
  });

  test('a failing item fails the map and stops the other items', async () => {
    const world = aWorld({ functions: { check: refuseOdd } });
    const states = {
      'Odd?': { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 3 %}', Next: 'Check' }], Default: 'Rest' },
      Check: invoke('check'),
      Rest: { Type: 'Wait', Seconds: 60, End: true },
    };
    const run = await world.run({ All: { Type: 'Map', ItemProcessor: items(states), End: true } }, [2, 3, 4]);
    expect(run).toMatchObject({ status: 'FAILED', error: 'Odd' });
    expect(run.types.slice(run.types.indexOf('MapIterationFailed'))).toEqual([
      'MapIterationFailed',
      'TaskStateAborted',
      'MapIterationAborted',
      'WaitStateAborted',
      'MapIterationAborted',
      'WaitStateAborted',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });

  test('Catch takes the error of the item', async () => {
    const world = aWorld({ functions: { check: refuseOdd } });
    const run = await world.run(
      {
        All: {
          Type: 'Map',
          ItemProcessor: items({ Check: invoke('check') }),
          Catch: [{ ErrorEquals: ['Odd'], Output: 'caught', Next: 'Look' }],
          End: true,
        },
        Look: { Type: 'Succeed' },
      },
      [1],
    );
    expect(run).toMatchObject({ status: 'SUCCEEDED', result: 'caught' });
  });

  test('Retry starts the whole map again', async () => {
    let calls = 0;
    const world = aWorld({
      functions: {
        f: () => {
          if (++calls === 1) throw new FunctionError('Busy');
          return calls;
        },
      },
    });
    const { executionArn } = await world.run(
      {
        All: { Type: 'Map', ItemProcessor: items({ Ask: invoke('f') }), Retry: [{ ErrorEquals: ['Busy'] }], End: true },
      },
      [1],
    );
    await world.pass(1);
    const run = await look(world, executionArn);
    expect(run.result).toEqual([2]);
    expect(run.types.filter((type) => type === 'MapStateStarted')).toHaveLength(2);
  });

  test('a list with one item stays a list, all the way', async () => {
    const run = await aWorld().run(
      {
        All: {
          Type: 'Map',
          Items: '{% $states.input.list[n > 1] %}',
          ItemProcessor: items({ L: { Type: 'Pass', End: true } }),
          End: true,
        },
      },
      { list: [{ n: 1 }, { n: 2 }, { n: 3 }] },
    );
    expect(run.result).toEqual([{ n: 2 }, { n: 3 }]);
  });
});

describe('Distributed Map', () => {
  const distributed = (more: Record<string, unknown>, states: Record<string, unknown> = double) => ({
    All: { Type: 'Map', ItemProcessor: items(states, DISTRIBUTED), End: true, ...more },
  });

  test('keeps the events of its items out of the history', async () => {
    const run = await aWorld().run(distributed({ Label: 'doubles' }), [1, 2]);
    expect(run.result).toEqual([2, 4]);
    expect(run.types).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapRunStarted',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('ItemBatcher gives items by the batch, with the shared input beside them', async () => {
    const run = await aWorld().run(
      distributed(
        { ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { run: '{% $states.context.Execution.Name %}' } } },
        { Look: { Type: 'Pass', Output: '{% $states.input.Items %}', End: true } },
      ),
      [1, 2, 3, 4, 5],
    );
    expect(run.result).toEqual([[1, 2], [3, 4], [5]]);
  });

  test.each([
    ['none by default', {}, [1, 2, 4, 6], 'FAILED'],
    ['as many as ToleratedFailureCount', { ToleratedFailureCount: 1 }, [1, 2, 4, 6], 'SUCCEEDED'],
    ['not one more', { ToleratedFailureCount: 1 }, [1, 2, 3, 6], 'FAILED'],
    ['as much as ToleratedFailurePercentage', { ToleratedFailurePercentage: 50 }, [1, 2, 3, 6], 'SUCCEEDED'],
    ['not a percent more', { ToleratedFailurePercentage: 49 }, [1, 2, 3, 6], 'FAILED'],
    ['the stricter of both', { ToleratedFailureCount: 9, ToleratedFailurePercentage: 20 }, [1, 2, 4, 6], 'FAILED'],
  ])('tolerates failed items: %s', async (_label, tolerated, list, status) => {
    const world = aWorld({ functions: { check: refuseOdd } });
    const run = await world.run(distributed(tolerated, { Check: invoke('check') }), list);
    expect(run.status).toBe(status);
    if (status === 'FAILED') {
      expect(run.error).toBe('States.ExceedToleratedFailureThreshold');
      expect(run.types.slice(-3)).toEqual(['MapRunFailed', 'MapStateFailed', 'ExecutionFailed']);
    } else {
      expect(run.result).toEqual(list.filter((n) => n % 2 === 0));
    }
  });

  test('its items do not see outer variables', async () => {
    const run = await aWorld().run(
      {
        Note: { Type: 'Pass', Assign: { outer: 1 }, Next: 'All' },
        ...distributed({}, { Look: { Type: 'Pass', Output: '{% $exists($outer) %}', End: true } }),
      },
      [1],
    );
    expect(run.result).toEqual([false]);
  });

  test('what is not modelled is refused by name when the machine is created', async () => {
    const refused = await refusal(
      aWorld().define('m', machine(distributed({ ItemReader: { Resource: 'arn:aws:states:::s3:getObject' } }))),
    );
    expect(refused.message).toContain("The field 'ItemReader' is not modelled by the local engine at /States/All");
  });
});
