import { describe, expect, test } from 'vitest';
import { aWorld, invoke, look, machine, ROLE, refusal, START } from './world.ts';

const WAITS = machine({ Wait: { Type: 'Wait', Seconds: 60, End: true } });
const PASSES = machine({ Pass: { Type: 'Pass', End: true } });
interface Listed {
  executions: { name: string; status: string; executionArn: string }[];
  nextToken?: string;
}

describe('State machines', () => {
  test('creating the same machine twice answers the first; another definition is refused', async () => {
    const world = aWorld();
    const arn = await world.define('onboarding', WAITS);
    expect(arn).toBe('arn:aws:states:us-east-1:000000000000:stateMachine:onboarding');
    expect(await world.define('onboarding', WAITS)).toBe(arn);
    expect(await refusal(world.define('onboarding', PASSES))).toEqual({
      name: 'StateMachineAlreadyExists',
      message: `State Machine Already Exists: '${arn}'`,
    });
  });

  test('are described and listed', async () => {
    const world = aWorld();
    const arn = await world.define('a', WAITS);
    await world.define('b', PASSES);
    expect(await world.call('DescribeStateMachine', { stateMachineArn: arn })).toMatchObject({
      name: 'a',
      status: 'ACTIVE',
      roleArn: ROLE,
      type: 'STANDARD',
      definition: JSON.stringify(WAITS),
      creationDate: START / 1000,
    });
    const first = await world.call<{ stateMachines: object[]; nextToken: string }>('ListStateMachines', {
      maxResults: 1,
    });
    const second = await world.call('ListStateMachines', { maxResults: 1, nextToken: first.nextToken });
    expect(first.stateMachines).toMatchObject([{ name: 'a' }]);
    expect(second).toMatchObject({ stateMachines: [{ name: 'b' }] });
    expect(second).not.toHaveProperty('nextToken');
  });

  test('an update is for new executions: a running one keeps its definition', async () => {
    const world = aWorld();
    const before = machine({
      Wait: { Type: 'Wait', Seconds: 60, Next: 'Say' },
      Say: { Type: 'Pass', Output: 'old', End: true },
    });
    const after = machine({ Say: { Type: 'Pass', Output: 'new', End: true } });
    const stateMachineArn = await world.define('m', before);
    const running = await world.start(stateMachineArn);
    const { revisionId } = await world.call('UpdateStateMachine', {
      stateMachineArn,
      definition: JSON.stringify(after),
    });
    expect(revisionId).toMatch(/^[0-9a-f-]{36}$/);
    const fresh = await world.start(stateMachineArn);
    await world.pass(60);
    expect((await look(world, running)).result).toBe('old');
    expect((await look(world, fresh)).result).toBe('new');
    const of = await world.call('DescribeStateMachineForExecution', { executionArn: running });
    expect(of).toMatchObject({ definition: JSON.stringify(before) });
  });

  test('an update that changes nothing makes no new revision', async () => {
    const world = aWorld();
    const stateMachineArn = await world.define('m', WAITS);
    const update = (definition: unknown) =>
      world.call('UpdateStateMachine', { stateMachineArn, definition: JSON.stringify(definition) });
    const { revisionId } = await update(PASSES);
    expect(await update(PASSES)).toMatchObject({ revisionId });
    expect((await update(WAITS)).revisionId).not.toBe(revisionId);
  });

  test('a deleted machine takes no new executions and goes when the last one has ended', async () => {
    const world = aWorld();
    const stateMachineArn = await world.define('m', WAITS);
    const running = await world.start(stateMachineArn);
    await world.call('DeleteStateMachine', { stateMachineArn });
    expect(await world.call('DescribeStateMachine', { stateMachineArn })).toMatchObject({ status: 'DELETING' });
    expect((await refusal(world.start(stateMachineArn))).name).toBe('StateMachineDeleting');
    await world.pass(60);
    expect((await world.describe(running)).status).toBe('SUCCEEDED');
    expect((await refusal(world.start(stateMachineArn))).name).toBe('StateMachineDoesNotExist');
    expect(await world.call('DeleteStateMachine', { stateMachineArn })).toEqual({});
  });

  test('tags are kept', async () => {
    const world = aWorld();
    const tags = [{ key: 'room', value: 'onboarding' }];
    const body = { name: 'm', definition: JSON.stringify(PASSES), roleArn: ROLE, tags };
    const { stateMachineArn } = await world.call('CreateStateMachine', body);
    expect(await world.call('ListTagsForResource', { resourceArn: stateMachineArn })).toEqual({ tags });
  });
});

describe('Starting', () => {
  test('twice by the same name and input is one execution', async () => {
    const world = aWorld();
    const arn = await world.define('m', WAITS);
    const first = await world.start(arn, { a: 1 }, 'acme-2027');
    expect(await world.start(arn, { a: 1 }, 'acme-2027')).toBe(first);
    expect(first).toBe('arn:aws:states:us-east-1:000000000000:execution:m:acme-2027');
  });

  test('by the same name with other input, or once it has ended, is refused', async () => {
    const world = aWorld();
    const arn = await world.define('m', WAITS);
    const first = await world.start(arn, { a: 1 }, 'acme-2027');
    const message = `Execution Already Exists: '${first}'`;
    expect(await refusal(world.start(arn, { a: 2 }, 'acme-2027'))).toEqual({ name: 'ExecutionAlreadyExists', message });
    await world.pass(60);
    expect(await refusal(world.start(arn, { a: 1 }, 'acme-2027'))).toEqual({ name: 'ExecutionAlreadyExists', message });
  });

  test('without a name gets one of its own', async () => {
    const world = aWorld();
    const arn = await world.define('m', WAITS);
    expect(await world.start(arn)).not.toBe(await world.start(arn));
  });

  test.each([
    ['with space'],
    ['a/b'],
    ['a:b'],
    ['a*'],
    ['what?'],
    ['{x}'],
    ['<x>'],
    ['"x"'],
    ['#1'],
    ['50%'],
    ['a\\b'],
    ['a^b'],
    ['a|b'],
    ['~a'],
    ['`a`'],
    ['$a'],
    ['a&b'],
    ['a,b'],
    ['a;b'],
    ['a\u0007b'],
    ['a\u007fb'],
    ['a\ufffeb'],
  ])('by the name %j is refused', async (name) => {
    const world = aWorld();
    const arn = await world.define('m', WAITS);
    expect(await refusal(world.start(arn, {}, name))).toEqual({
      name: 'InvalidName',
      message: `Invalid Name: '${name}'`,
    });
  });

  test('by a name longer than 80 characters, or by an empty one, does not fit the service', async () => {
    const world = aWorld();
    const arn = await world.define('m', WAITS);
    const long = 'x'.repeat(81);
    expect(await refusal(world.start(arn, {}, long))).toEqual({
      name: 'ValidationException',
      message: `1 validation error detected: Value '${long}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 80`,
    });
    expect((await refusal(world.start(arn, {}, ''))).name).toBe('ValidationException');
  });

  test.each([['acme.com-2027_(1)'], ["o'hara=@home"], ['x'.repeat(80)]])('by the name %j is fine', async (name) => {
    const world = aWorld();
    expect(await world.start(await world.define('m', WAITS), {}, name)).toContain(name);
  });

  test.each([
    ['not json', 'InvalidExecutionInput'],
    ['', 'InvalidExecutionInput'],
    [JSON.stringify('x'.repeat(300_000)), 'InvalidExecutionInput'],
  ])('with an input that cannot be one is refused', async (input, name) => {
    const world = aWorld();
    const stateMachineArn = await world.define('m', WAITS);
    expect((await refusal(world.call('StartExecution', { stateMachineArn, input }))).name).toBe(name);
  });

  test('without an input starts with {}', async () => {
    const world = aWorld();
    const stateMachineArn = await world.define('m', PASSES);
    const { executionArn } = await world.call<{ executionArn: string }>('StartExecution', { stateMachineArn });
    await world.clock.idle();
    expect(await world.describe(executionArn)).toMatchObject({ input: '{}', output: '{}' });
  });

  test('tells the bus when an execution starts and ends', async () => {
    const world = aWorld();
    const arn = await world.start(await world.define('m', WAITS), { a: 1 }, 'one');
    await world.pass(60);
    expect(world.changes).toMatchObject([
      { executionArn: arn, status: 'RUNNING', startDate: START, stopDate: null, input: '{"a":1}', output: null },
      {
        executionArn: arn,
        status: 'SUCCEEDED',
        stopDate: START + 60_000,
        output: '{"a":1}',
        redriveStatus: 'NOT_REDRIVABLE',
      },
    ]);
  });
});

describe('Listing executions', () => {
  test('newest first, by status, page by page, also while new ones start', async () => {
    const world = aWorld();
    const stateMachineArn = await world.define('m', WAITS);
    for (const name of ['a', 'b', 'c', 'd']) await world.start(stateMachineArn, {}, name);
    await world.pass(60);
    await world.start(stateMachineArn, {}, 'e');
    const list = (more: object) => world.call<Listed>('ListExecutions', { stateMachineArn, ...more });
    const names = ({ executions }: Listed) => executions.map(({ name }) => name);
    expect(names(await list({}))).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(names(await list({ statusFilter: 'RUNNING' }))).toEqual(['e']);
    const first = await list({ maxResults: 2 });
    expect(names(first)).toEqual(['e', 'd']);
    await world.start(stateMachineArn, {}, 'f');
    const second = await list({ maxResults: 2, nextToken: first.nextToken });
    expect(names(second)).toEqual(['c', 'b']);
    expect(names(await list({ maxResults: 2, nextToken: second.nextToken }))).toEqual(['a']);
  });

  test('a status in lower case is refused', async () => {
    const world = aWorld();
    const stateMachineArn = await world.define('m', WAITS);
    const refused = await refusal(world.call('ListExecutions', { stateMachineArn, statusFilter: 'running' }));
    expect(refused.name).toBe('ValidationException');
  });
});

describe('Stopping', () => {
  test('ends the execution where it stands, with the error and cause given', async () => {
    const world = aWorld();
    const executionArn = await world.start(await world.define('m', WAITS));
    await world.pass(10);
    const answer = await world.call('StopExecution', { executionArn, error: 'Withdrawn', cause: 'by the partner' });
    expect(answer).toEqual({ stopDate: START / 1000 + 10 });
    const run = await look(world, executionArn);
    expect(run).toMatchObject({
      status: 'ABORTED',
      error: 'Withdrawn',
      cause: 'by the partner',
      stopDate: START / 1000 + 10,
    });
    expect(run.types).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionAborted']);
    await world.pass(100);
    expect((await look(world, executionArn)).types).toEqual(run.types);
  });

  test('an execution that has ended stays as it ended', async () => {
    const world = aWorld();
    const executionArn = await world.start(await world.define('m', PASSES));
    await world.call('StopExecution', { executionArn });
    expect((await world.describe(executionArn)).status).toBe('SUCCEEDED');
  });

  test('the late answer of a function changes nothing', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const world = aWorld();
    world.host.invokeLambda = () =>
      new Promise((resolve) => {
        answer = () => resolve({ payload: '"late"' });
      });
    const { executionArn } = await world.run({ Ask: invoke('slow') });
    await world.call('StopExecution', { executionArn });
    answer('late');
    await world.clock.idle();
    expect((await world.types(executionArn)).at(-1)).toBe('ExecutionAborted');
  });
});

describe('Requests that cannot be', () => {
  test.each([
    ['DescribeStateMachine', { stateMachineArn: 'nonsense' }, 'InvalidArn'],
    [
      'DescribeStateMachine',
      { stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:x' },
      'StateMachineDoesNotExist',
    ],
    [
      'DescribeExecution',
      { executionArn: 'arn:aws:states:us-east-1:000000000000:execution:x:y' },
      'ExecutionDoesNotExist',
    ],
    [
      'GetExecutionHistory',
      { executionArn: 'arn:aws:states:us-east-1:000000000000:execution:x:y' },
      'ExecutionDoesNotExist',
    ],
    ['StartExecution', {}, 'ValidationException'],
    ['StartExecution', { stateMachineArn: 'arn:x', inputs: '{}' }, 'ValidationException'],
    ['CreateActivity', { name: 'x' }, 'UnknownOperationException'],
  ])('%s %j: %s', async (action, body, name) => {
    expect((await refusal(aWorld().call(action, body))).name).toBe(name);
  });
});
