import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceFor } from '../../infra/local/engine/chance.ts';
import { Expression, type Scope } from '../../infra/local/engine/expression.ts';
import { aWorld, START } from './world.ts';

function scope(input: unknown, variables: Scope['variables'] = {}): Scope {
  return { states: { input }, variables, nowMs: START, chance: () => chanceFor('test') };
}
const value = async (text: string, input: unknown = {}, variables: Scope['variables'] = {}) =>
  Expression.of(text).evaluate(scope(input, variables));
const why = async (text: string, input: unknown = {}) => {
  try {
    await value(text, input);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('The expression gave a value.');
};

describe('The functions Step Functions adds', () => {
  test.each([
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([], 2)', []],
    ['$range(1, 9, 2)', [1, 3, 5, 7, 9]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$range(1, 0)', []],
    ['$range(7, 7)', 7],
    ['[$range(7, 7)]', [7]],
    ['$hash("hello", "MD5")', '5d41402abc4b2a76b9719d911017c592'],
    ['$hash("hello", "SHA-1")', 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d'],
    ['$hash("hello", "SHA-256")', '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'],
    ['$parse(\'{"a":[1]}\').a', [1]],
    ['$now()', '2027-03-01T09:00:00.000Z'],
    ['$now("[D01].[M01].[Y0001]")', '01.03.2027'],
    ['$now("[H01]:[m01]", "+0200")', '11:00'],
    ['$millis()', START],
    ['$toMillis($now()) = $millis()', true],
  ])('%s', async (text, wanted) => {
    expect(await value(text)).toEqual(wanted);
  });

  test('$uuid and $random depend on the execution and its state alone', async () => {
    const state = {
      Draw: { Type: 'Pass', Output: ['{% $uuid() %}', '{% $random() %}', '{% $random(7) %}'], End: true },
    };
    const once = await aWorld({ seed: 'a' }).run(state);
    const again = await aWorld({ seed: 'a' }).run(state);
    const other = await aWorld({ seed: 'b' }).run(state);
    expect(again.result).toEqual(once.result);
    expect(other.result).not.toEqual(once.result);
    const [uuid, chance, seeded] = once.result as [string, number, number];
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(chance).toBeGreaterThanOrEqual(0);
    expect(chance).toBeLessThan(1);
    expect((other.result as unknown[])[2]).toBe(seeded);
  });

  test.each([
    ['$eval("1+1")', '$eval is not supported'],
    ['$parse("{")', 'not JSON'],
    ['$partition([1], 0)', 'chunk size'],
    ['$range(1, 2, 0)', '$range needs'],
    ['$hash("x", "CRC")', '$hash knows'],
    ['$nothing()', 'T1006: Attempted to invoke a non-function'],
    ['"a" + 1', 'T2001'],
    ['$states.input.missing', 'returned nothing (undefined).'],
    ['function($x) { $x }', 'returned an unsupported result type.'],
    ['($f := function($n) { $f($n + 1) }; $f(1))', 'threw an error during evaluation.'],
    ['($f := function($n) { 1 + $f($n + 1) }; $f(1))', 'threw an error during evaluation.'],
    ['[1..10000000]', 'threw an error during evaluation.'],
  ])('%s gives no value, and says why', async (text, message) => {
    expect(await why(text)).toContain(message);
  });
});

describe('Values', () => {
  test('an answer holds nothing of the evaluator: lists are plain, absent members are absent', async () => {
    const list = await value('$states.input.list.n', { list: [{ n: 1 }, { n: 2 }] });
    expect(Object.keys(list as object)).toEqual(['0', '1']);
    expect(await value('{"a": $states.input.missing, "b": 1}')).toEqual({ b: 1 });
  });

  test('the state of a workflow is never changed by an expression', async () => {
    const input = { list: [3, 1, 2], deep: { n: 1 } };
    await value(
      '[$sort($states.input.list), $states.input.deep ~> | $ | {"n": 9} |, $append($states.input.list, 4)]',
      input,
    );
    expect(input).toEqual({ list: [3, 1, 2], deep: { n: 1 } });
  });

  const leaf = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null));
  const data = fc.record({
    a: leaf,
    b: fc.oneof(leaf, fc.record({ c: leaf })),
    list: fc.array(leaf, { maxLength: 3 }),
  });
  const expressions = [
    '$states.input.a',
    '$states.input.b.c',
    '$states.input.list',
    '$states.input.list.c',
    '$states.input.a = $states.input.b',
    '$states.input.a != $states.input.b.c',
    '$states.input.a = "x" or $states.input.b.c = 1',
    '$states.input.a = true and $states.input.b = false',
    '$states.input.a = $states.input.b ? "same" : $states.input.a',
    '$seen & "x"',
    '$seen.b',
  ];

  test.each(expressions)('the short way to %s gives what JSONata gives', async (text) => {
    // Inside ( ) an expression is a block, which always goes the long way.
    const settled = (expression: string, input: unknown) =>
      value(expression, input, { seen: 'yes' }).catch((error: Error) => error.message);
    await fc.assert(
      fc.asyncProperty(data, async (input) => {
        expect(await settled(text, input)).toEqual(await settled(`(${text})`, input));
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});

describe('Variables', () => {
  test('Assign and Output of one state both see the variables as they were before it', async () => {
    const run = await aWorld().run({
      One: { Type: 'Pass', Assign: { n: 1 }, Next: 'Two' },
      Two: { Type: 'Pass', Assign: { n: '{% $n + 1 %}', before: '{% $n %}' }, Output: '{% $n %}', Next: 'Three' },
      Three: {
        Type: 'Pass',
        Output: { input: '{% $states.input %}', n: '{% $n %}', before: '{% $before %}' },
        End: true,
      },
    });
    expect(run.result).toEqual({ input: 1, n: 2, before: 1 });
  });

  test('the context names the execution, the state and the machine', async () => {
    const run = await aWorld().run({ Look: { Type: 'Pass', Output: '{% $states.context %}', End: true } }, { a: 1 });
    expect(run.result).toEqual({
      Execution: {
        Id: run.executionArn,
        Input: { a: 1 },
        Name: run.executionArn.split(':').at(-1),
        RoleArn: 'arn:aws:iam::000000000000:role/workflow',
        StartTime: '2027-03-01T09:00:00.000Z',
        RedriveCount: 0,
      },
      State: { EnteredTime: '2027-03-01T09:00:00.000Z', Name: 'Look' },
      StateMachine: { Id: 'arn:aws:states:us-east-1:000000000000:stateMachine:machine-1', Name: 'machine-1' },
    });
  });
});
