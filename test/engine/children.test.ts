import { describe, expect, test } from 'vitest';
import { askAndWait, aWorld, invoke, look, machine, refusal, type World } from './world.ts';

const child = (pattern: string, machineArn: string, more: Record<string, unknown> = {}) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution${pattern}`,
  Arguments: { StateMachineArn: machineArn, Name: 'the-child', Input: '{% $states.input %}' },
  ...('Next' in more ? {} : { End: true }),
  ...more,
});
const wait = (seconds: number, next: Record<string, unknown>) => ({
  Wait: { Type: 'Wait', Seconds: seconds, Next: Object.keys(next)[0] },
  ...next,
});
const executionOf = (machineArn: string) => machineArn.replace(':stateMachine:', ':execution:').concat(':the-child');

async function family(states: Record<string, unknown>, pattern: string, more: Record<string, unknown> = {}, rest = {}) {
  const world = aWorld();
  const childMachine = await world.define('child', machine(states));
  const { executionArn } = await world.run({ Start: child(pattern, childMachine, more), ...rest }, { n: 20 });
  return { world, executionArn, childArn: executionOf(childMachine) };
}

const doubles = { Double: { Type: 'Pass', Output: { doubled: '{% $states.input.n * 2 %}' }, End: true } };

describe('Child executions', () => {
  test('.sync:2 waits for the child and gives its output as a value', async () => {
    const { world, executionArn, childArn } = await family(wait(60, doubles), '.sync:2');
    expect((await world.describe(executionArn)).status).toBe('RUNNING');
    await world.pass(60);
    const run = await look(world, executionArn);
    expect(run.result).toMatchObject({
      ExecutionArn: childArn,
      Name: 'the-child',
      Status: 'SUCCEEDED',
      Input: { n: 20 },
      Output: { doubled: 40 },
    });
    expect(run.types).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('a child that ends at once is reported in the same order', async () => {
    const { world, executionArn } = await family(doubles, '.sync:2');
    const types = await world.types(executionArn);
    expect(types.indexOf('TaskSubmitted')).toBeLessThan(types.indexOf('TaskSucceeded'));
    expect((await look(world, executionArn)).result).toMatchObject({ Output: { doubled: 40 } });
  });

  test('.sync gives its output as a text', async () => {
    const { world, executionArn } = await family(doubles, '.sync');
    expect((await look(world, executionArn)).result).toMatchObject({ Input: '{"n":20}', Output: '{"doubled":40}' });
  });

  test('without .sync the parent goes on at once', async () => {
    const { world, executionArn, childArn } = await family(wait(60, doubles), '');
    expect(await look(world, executionArn)).toMatchObject({ status: 'SUCCEEDED', result: { ExecutionArn: childArn } });
    expect((await world.describe(childArn)).status).toBe('RUNNING');
  });

  test('a failing child fails the task with States.TaskFailed and the description of the child as the cause', async () => {
    const { world, executionArn, childArn } = await family(
      { Break: { Type: 'Fail', Error: 'Broken', Cause: 'on purpose' } },
      '.sync:2',
    );
    const { status, error, cause = '' } = await world.describe(executionArn);
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(cause)).toMatchObject({
      ExecutionArn: childArn,
      Status: 'FAILED',
      Error: 'Broken',
      Cause: 'on purpose',
      Input: '{"n":20}',
    });
  });

  test('stopping the parent stops the child it waits for', async () => {
    const { world, executionArn, childArn } = await family(wait(60, doubles), '.sync:2');
    await world.call('StopExecution', { executionArn, error: 'Withdrawn', cause: 'by the partner' });
    expect((await world.describe(childArn)).status).toBe('ABORTED');
    expect(await world.describe(executionArn)).toMatchObject({
      status: 'ABORTED',
      error: 'Withdrawn',
      cause: 'by the partner',
    });
  });

  test('a parent that gives up waiting stops the child', async () => {
    const { world, executionArn, childArn } = await family(wait(600, doubles), '.sync:2', { TimeoutSeconds: 60 });
    await world.pass(60);
    expect(await world.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect((await world.describe(childArn)).status).toBe('ABORTED');
  });

  test('stopping the child fails the task of the parent, which can catch it', async () => {
    const { world, executionArn, childArn } = await family(
      wait(60, doubles),
      '.sync:2',
      { Catch: [{ ErrorEquals: ['States.TaskFailed'], Output: 'caught', Next: 'Look' }] },
      { Look: { Type: 'Succeed' } },
    );
    await world.call('StopExecution', { executionArn: childArn });
    await world.clock.idle();
    expect(await look(world, executionArn)).toMatchObject({ status: 'SUCCEEDED', result: 'caught' });
  });

  test('a child that is over before its start is answered does not leave the parent waiting', async () => {
    const world = aWorld();
    const childMachine = await world.define('child', machine(wait(60, doubles)));
    world.host.onStatusChange = ({ executionArn, status }) => {
      if (executionArn === executionOf(childMachine) && status === 'RUNNING')
        void world.call('StopExecution', { executionArn });
    };
    const run = await world.run({ Start: child('.sync:2', childMachine) });
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
  });

  test('a child of a state machine that does not exist fails with the error of the service', async () => {
    const missing = 'arn:aws:states:us-east-1:000000000000:stateMachine:missing';
    const run = await aWorld().run({ Start: child('.sync:2', missing) });
    expect(run.error).toBe('StepFunctions.StateMachineDoesNotExistException');
    expect(run.cause).toContain(`State Machine Does Not Exist: '${missing}'`);
  });

  test('the same name with other input is refused, with the error of the service', async () => {
    const { world, executionArn, childArn } = await family(wait(60, doubles), '');
    const again = await world.run({ Start: child('', childMachineOf(childArn)) }, { n: 21 });
    expect(executionArn).not.toBe(again.executionArn);
    expect(again.error).toBe('StepFunctions.ExecutionAlreadyExistsException');
  });

  test('.waitForTaskToken ends with what the child sends, not with the child', async () => {
    const world: World = aWorld({
      functions: {
        send: (input) =>
          world.call('SendTaskSuccess', { taskToken: (input as { token: string }).token, output: '"sent"' }),
      },
    });
    const childMachine = await world.define(
      'child',
      machine({ Send: invoke('send', { Next: 'Wait' }), Wait: { Type: 'Wait', Seconds: 600, End: true } }),
    );
    const run = await world.run({
      Start: child('.waitForTaskToken', childMachine, {
        Arguments: {
          StateMachineArn: childMachine,
          Name: 'the-child',
          Input: { token: '{% $states.context.Task.Token %}' },
        },
      }),
    });
    expect(run).toMatchObject({ status: 'SUCCEEDED', result: 'sent' });
    expect((await world.describe(executionOf(childMachine))).status).toBe('RUNNING');
  });

  test('the role of the parent must be allowed to start the child', async () => {
    const world = aWorld();
    const childMachine = await world.define('child', machine(doubles));
    const asked: object[] = [];
    world.host.authorize = (request) => {
      asked.push(request);
      throw Object.assign(new Error('not allowed'), { name: 'AccessDeniedException' });
    };
    const run = await world.run({ Start: child('.sync:2', childMachine) });
    expect(run.error).toBe('StepFunctions.AccessDeniedException');
    expect(asked).toEqual([
      { roleArn: 'arn:aws:iam::000000000000:role/workflow', action: 'states:StartExecution', resource: childMachine },
    ]);
    expect((await refusal(world.describe(executionOf(childMachine)))).name).toBe('ExecutionDoesNotExist');
  });

  test.each([
    ['a name with a space', { Name: 'a b' }, 'StepFunctions.InvalidNameException'],
    ['a name of 81 characters', { Name: 'x'.repeat(81) }, 'StepFunctions.AWSStepFunctionsException'],
    ['an input that is no JSON', { Input: 'hello' }, 'StepFunctions.InvalidExecutionInputException'],
  ])('%s is refused as StartExecution refuses it', async (_label, more, error) => {
    const world = aWorld();
    const child = await world.define('child', machine({ Say: { Type: 'Pass', End: true } }));
    const run = await world.run({
      Start: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Arguments: { StateMachineArn: child, ...more },
        End: true,
      },
    });
    expect(run).toMatchObject({ status: 'FAILED', error });
  });

  test('a child that was given the token of the task may end it before itself', async () => {
    const world = aWorld({ functions: { ask: () => null } });
    const child = await world.define('child', machine({ Ask: askAndWait('ask', { TimeoutSeconds: 600 }) }));
    const { executionArn } = await world.run({
      Start: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync',
        Arguments: { StateMachineArn: child, Input: { answerTo: '{% $states.context.Task.Token %}' } },
        End: true,
      },
    });
    const [, given] = world.invoked[0] ?? [];
    const { answerTo } = (given as { about: { answerTo: string } }).about;
    await world.call('SendTaskSuccess', { taskToken: answerTo, output: '"done"' });
    await world.clock.idle();
    expect(await look(world, executionArn)).toMatchObject({ status: 'SUCCEEDED', result: 'done' });
  });
});

function childMachineOf(executionArn: string): string {
  return executionArn.replace(':execution:', ':stateMachine:').replace(/:the-child$/, '');
}
