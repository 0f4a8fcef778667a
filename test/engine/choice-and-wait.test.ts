import { describe, expect, test } from 'vitest';
import { aWorld, look, START } from './world.ts';

const pass = (output: unknown) => ({ Type: 'Pass', Output: output, End: true });

describe('Choice', () => {
  const states = {
    Which: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.score >= 3.5 %}', Next: 'Strong' },
        { Condition: '{% $states.input.score >= 2.5 and $states.input.known %}', Next: 'Middle' },
      ],
      Default: 'Weak',
    },
    Strong: pass('strong'),
    Middle: pass('middle'),
    Weak: pass('weak'),
  };

  test.each([
    [{ score: 3.5, known: false }, 'strong'],
    [{ score: 3.4999, known: true }, 'middle'],
    [{ score: 3, known: false }, 'weak'],
    [{ score: 2.4999, known: true }, 'weak'],
  ])('the first condition that holds decides: %j goes %s', async (input, result) => {
    expect((await aWorld().run(states, input)).result).toBe(result);
  });

  test('a condition may be a plain true', async () => {
    const run = await aWorld().run({
      Which: { Type: 'Choice', Choices: [{ Condition: true, Next: 'Yes' }] },
      Yes: pass('yes'),
    });
    expect(run.result).toBe('yes');
  });

  test('without a condition that holds and without a Default the execution fails', async () => {
    const run = await aWorld().run({
      Which: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n = 1 %}', Next: 'Yes' }] },
      Yes: pass('yes'),
    });
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
    expect(run.types).toEqual(['ExecutionStarted', 'ChoiceStateEntered', 'ExecutionFailed']);
  });

  test('a condition that gives a text fails: nothing is read as true by accident', async () => {
    const run = await aWorld().run({
      Which: { Type: 'Choice', Choices: [{ Condition: '{% "false" %}', Next: 'Yes' }], Default: 'Yes' },
      Yes: pass('yes'),
    });
    expect(run.error).toBe('States.QueryEvaluationError');
    expect(run.cause).toContain(
      `specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'string' for value: "false"`,
    );
  });

  test('Assign and Output of the choice that is taken apply, not those of the state', async () => {
    const run = await aWorld().run({
      Which: {
        Type: 'Choice',
        Choices: [{ Condition: '{% true %}', Next: 'Look', Assign: { via: 'rule' }, Output: 'of the rule' }],
        Default: 'Look',
        Assign: { via: 'default' },
        Output: 'of the state',
      },
      Look: pass({ via: '{% $via %}', input: '{% $states.input %}' }),
    });
    expect(run.result).toEqual({ via: 'rule', input: 'of the rule' });
  });
});

describe('Wait', () => {
  test.each([
    ['Seconds', { Seconds: 90 }, 90],
    ['Seconds by expression', { Seconds: '{% $states.input.seconds %}' }, 120],
    ['Timestamp', { Timestamp: '2027-03-01T09:01:00Z' }, 60],
    ['Timestamp with a zone', { Timestamp: '2027-03-01T11:01:00+02:00' }, 60],
    ['Timestamp by expression', { Timestamp: '{% $states.input.until %}' }, 1800],
  ])('%s: goes on at that very moment', async (_label, how, seconds) => {
    const world = aWorld();
    const input = { seconds: 120, until: '2027-03-01T09:30:00.000Z' };
    const { executionArn } = await world.run({ Wait: { Type: 'Wait', ...how, End: true } }, input);
    expect(world.clock.nextDue()).toBe(START + seconds * 1000);
    await world.pass(seconds);
    expect(await look(world, executionArn)).toMatchObject({ status: 'SUCCEEDED', stopDate: START / 1000 + seconds });
  });

  test.each([
    ['no seconds', { Seconds: 0 }],
    ['a moment that has passed', { Timestamp: '2020-01-01T00:00:00Z' }],
  ])('%s: does not wait', async (_label, how) => {
    expect((await aWorld().run({ Wait: { Type: 'Wait', ...how, End: true } })).status).toBe('SUCCEEDED');
  });

  test.each([
    ['a text for Seconds', { Seconds: '{% "60" %}' }, "Expected 'integer', but was 'string'"],
    ['negative Seconds', { Seconds: '{% -1 %}' }, "Expected 'integer', but was 'number' for value: -1"],
    [
      'a date without a time',
      { Timestamp: '{% "2027-03-01" %}' },
      'The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: 2027-03-01',
    ],
  ])('%s fails the execution', async (_label, how, message) => {
    const run = await aWorld().run({ Wait: { Type: 'Wait', ...how, End: true } });
    expect(run.error).toBe('States.QueryEvaluationError');
    expect(run.cause).toContain(message);
  });
});

describe('Fail and Succeed', () => {
  test('Fail may make up its error and cause from the input', async () => {
    const run = await aWorld().run(
      { Stop: { Type: 'Fail', Error: 'InvalidInput', Cause: '{% "Unknown partner: " & $states.input.partner %}' } },
      { partner: 'acme' },
    );
    expect(run).toMatchObject({ status: 'FAILED', error: 'InvalidInput', cause: 'Unknown partner: acme' });
    expect(run.types).toEqual(['ExecutionStarted', 'FailStateEntered', 'ExecutionFailed']);
  });

  test('Succeed ends the execution with its Output', async () => {
    expect((await aWorld().run({ Done: { Type: 'Succeed', Output: { ok: true } } })).result).toEqual({ ok: true });
  });
});
