import { describe, expect, test } from 'vitest';
import { aWorld, invoke, machine, refusal } from './world.ts';

const done = { Done: { Type: 'Succeed' } };
const region = (states: Record<string, unknown>) => ({ StartAt: Object.keys(states)[0], States: states });

const wrong: [string, unknown, string][] = [
  ['no JSON object', [1], 'Definition must be a valid JSON object at /'],
  ['no states', { QueryLanguage: 'JSONata', StartAt: 'A' }, 'These fields are required: [States] at /'],
  [
    'an unknown field at the top',
    machine(done, { Stats: {} }),
    "The field 'Stats' is not supported by Step Functions at /",
  ],
  [
    'JSONPath by default',
    { StartAt: 'Done', States: done },
    `State 'Done' is a JSONPath state and this engine runs JSONata: set "QueryLanguage": "JSONata"`,
  ],
  [
    'JSONPath in a JSONata machine',
    machine({ Done: { Type: 'Succeed', QueryLanguage: 'JSONPath' } }),
    "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/Done",
  ],
  ['an unknown type', machine({ A: { Type: 'Sleep', End: true } }), 'should have one of these values: [Pass, Wait'],
  [
    'an unknown field',
    machine({ A: { Type: 'Pass', Ouput: 1, End: true } }),
    "The field 'Ouput' is not supported by Step Functions at /States/A",
  ],
  [
    'a JSONPath field',
    machine({ A: { Type: 'Pass', ResultPath: '$.x', End: true } }),
    "The field 'ResultPath' belongs to JSONPath; a JSONata state uses Output or Assign",
  ],
  [
    'neither Next nor End',
    machine({ A: { Type: 'Pass' } }),
    "A state needs exactly one of 'Next' and 'End': true at /States/A",
  ],
  [
    'Next and End',
    machine({ A: { Type: 'Pass', Next: 'Done', End: true }, ...done }),
    "exactly one of 'Next' and 'End'",
  ],
  [
    'a Next that leads nowhere',
    machine({ A: { Type: 'Pass', Next: 'B' } }),
    "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A",
  ],
  ['a StartAt that leads nowhere', machine(done, { StartAt: 'A' }), "Missing 'StartAt' target: A at /StartAt"],
  [
    'a state nobody reaches',
    machine({ A: { Type: 'Pass', End: true }, ...done }),
    'State "Done" is not reachable. at /States/Done',
  ],
  [
    'a Catch that leads nowhere',
    machine({ A: invoke('f', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] }) }),
    "Missing 'Next' target: B",
  ],
  [
    'a Default that leads nowhere',
    machine({ A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'Done' }], Default: 'B' }, ...done }),
    "Missing 'Next' target: B",
  ],
  [
    'a mistake inside a branch',
    machine({ A: { Type: 'Parallel', Branches: [region({ B: { Type: 'Pass' } })], End: true } }),
    'at /States/A/Branches[0]/States/B',
  ],
  [
    'a mistake inside a map',
    machine({ A: { Type: 'Map', ItemProcessor: region({ B: { Type: 'Pass' } }), End: true } }),
    'at /States/A/ItemProcessor/States/B',
  ],
  [
    'the same state name twice',
    machine({ A: { Type: 'Map', ItemProcessor: region({ A: { Type: 'Pass', End: true } }), End: true } }),
    'Duplicate state name: A',
  ],
  [
    'an expression that cannot be read',
    machine({ A: { Type: 'Pass', Output: { x: '{% $states.input. %}' }, End: true } }),
    'The JSONata expression cannot be read',
  ],
  [
    'States.ALL among others',
    machine({ A: invoke('f', { Retry: [{ ErrorEquals: ['States.ALL', 'X'] }] }) }),
    "'States.ALL' must stand alone",
  ],
  [
    'States.ALL before others',
    machine({ A: invoke('f', { Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }] }) }),
    'in the last element of the list at /States/A/Retry[0]',
  ],
  [
    'a resource nobody knows',
    machine({ A: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:query', End: true } }),
    'The resource provided arn:aws:states:::dynamodb:query is not recognized.',
  ],
  [
    'a timestamp that is none',
    machine({ A: { Type: 'Wait', Timestamp: '2027-03-01', End: true } }),
    'String does not match RFC3339 timestamp at /States/A/Timestamp',
  ],
  ['a Wait for nothing', machine({ A: { Type: 'Wait', End: true } }), "exactly one of 'Seconds' and 'Timestamp'"],
  [
    'Retry on a Pass state',
    machine({ A: { Type: 'Pass', Retry: [], End: true } }),
    "The field 'Retry' is not supported",
  ],
  [
    'a heartbeat longer than the time limit',
    machine({ A: invoke('f', { HeartbeatSeconds: 60, TimeoutSeconds: 60 }) }),
    "'HeartbeatSeconds' must be smaller",
  ],
  [
    'a time limit of 0',
    machine({ A: invoke('f', { TimeoutSeconds: 0 }) }),
    'expected number to be >=1 at /States/A/TimeoutSeconds',
  ],
  [
    'a variable named states',
    machine({ A: { Type: 'Pass', Assign: { states: 1 }, End: true } }),
    "'states' cannot be a variable",
  ],
  [
    'a variable with a dollar',
    machine({ A: { Type: 'Pass', Assign: { $n: 1 }, End: true } }),
    "'$n' cannot be a variable",
  ],
];

describe('Definitions', () => {
  test.each(wrong)('%s is refused, with the place', async (_label, definition, message) => {
    const world = aWorld();
    const refused = await refusal(world.define('m', definition));
    expect(refused.name).toBe('InvalidDefinition');
    expect(refused.message).toContain('Invalid State Machine Definition: ');
    expect(refused.message).toContain(message);
  });

  test.each([
    [
      'Output of null, a number or a list',
      { A: { Type: 'Pass', Output: null, Next: 'B' }, B: { Type: 'Pass', Output: [1, 'x'], End: true } },
    ],
    [
      'a condition that is plainly true',
      { A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'Done' }] }, ...done },
    ],
    ['a time limit by expression', { A: invoke('f', { TimeoutSeconds: '{% $states.input.seconds %}' }) }],
    [
      'comments everywhere',
      { A: invoke('f', { Comment: 'x', Retry: [{ Comment: 'y', ErrorEquals: ['States.ALL'] }] }) },
    ],
  ])('%s is fine', async (_label, states) => {
    expect(await aWorld().define('m', machine(states))).toContain(':stateMachine:m');
  });

  test('one state may be JSONata in a machine that is not', async () => {
    const definition = { StartAt: 'A', States: { A: { QueryLanguage: 'JSONata', Type: 'Pass', End: true } } };
    expect(await aWorld().define('m', definition)).toContain(':stateMachine:m');
  });

  test('all mistakes are listed when asked to validate', async () => {
    const definition = JSON.stringify(
      machine({ A: { Type: 'Pass', Ouput: 1, End: true }, B: { Type: 'Wait', End: true } }),
    );
    const answer = await aWorld().call<{ diagnostics: object[] }>('ValidateStateMachineDefinition', { definition });
    expect(answer).toMatchObject({ result: 'FAIL' });
    expect(answer.diagnostics).toMatchObject([{ location: '/States/A' }, { location: '/States/B' }]);
    const fine = { definition: JSON.stringify(machine(done)) };
    expect(await aWorld().call('ValidateStateMachineDefinition', fine)).toMatchObject({
      result: 'OK',
      diagnostics: [],
    });
  });
});
