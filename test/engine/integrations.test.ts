import { describe, expect, test } from 'vitest';
import { EngineTaskError } from '../../infra/local/engine/index.ts';
import { aWorld, functionArn, invoke, LAMBDA_INVOKE, ROLE, tokenGiven } from './world.ts';

const task = (resource: string, args: unknown, more: Record<string, unknown> = {}) => ({
  Task: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Arguments: args, End: true, ...more },
});

describe('Functions', () => {
  test('are invoked through the alias the definition names, as the role of the machine', async () => {
    const world = aWorld();
    const requests: object[] = [];
    world.host.invokeLambda = async (request) => {
      requests.push(request);
      return { payload: '{"ok":true}', executedVersion: '7' };
    };
    const run = await world.run({
      Ask: invoke('score', {
        Arguments: { FunctionName: `${functionArn('score')}:live`, Payload: { a: 1 } },
        Output: '{% $states.result %}',
      }),
    });
    expect(requests).toEqual([{ roleArn: ROLE, functionArn: `${functionArn('score')}:live`, payload: '{"a":1}' }]);
    expect(run.result).toMatchObject({ ExecutedVersion: '7', Payload: { ok: true }, StatusCode: 200 });
  });

  test('by name and qualifier are the same function', async () => {
    const world = aWorld();
    let arn = '';
    world.host.invokeLambda = async (request) => {
      arn = request.functionArn;
      return { payload: 'null' };
    };
    await world.run({ Ask: invoke('x', { Arguments: { FunctionName: 'score', Qualifier: 'live' } }) });
    expect(arn).toBe(`${functionArn('score')}:live`);
  });

  test('without Arguments a plain function gets the input of the state', async () => {
    const world = aWorld({ functions: { f: (input) => input } });
    const run = await world.run({ Ask: { Type: 'Task', Resource: functionArn('f'), End: true } }, { a: 1 });
    expect(run.result).toEqual({ a: 1 });
  });
});

describe('Services', () => {
  test('DynamoDB gets the parameters, and the state the item with the metadata beside it', async () => {
    const world = aWorld();
    world.answers['dynamodb:getItem'] = () => ({ Item: { pk: { S: 'acme' } } });
    const run = await world.run(
      task('dynamodb:getItem', { TableName: 'Program', Key: { pk: { S: '{% $states.input.id %}' } } }),
      { id: 'acme' },
    );
    expect(world.services).toEqual([
      {
        roleArn: ROLE,
        service: 'dynamodb',
        action: 'getItem',
        parameters: { TableName: 'Program', Key: { pk: { S: 'acme' } } },
      },
    ]);
    expect(run.result).toMatchObject({ Item: { pk: { S: 'acme' } }, SdkHttpMetadata: { HttpStatusCode: 200 } });
    expect(run.types).toEqual(expect.arrayContaining(['TaskScheduled', 'TaskStarted', 'TaskSucceeded']));
  });

  test('an SDK integration gives the response alone', async () => {
    const world = aWorld();
    world.answers['dynamodb:query'] = () => ({ Items: [] });
    expect((await world.run(task('aws-sdk:dynamodb:query', { TableName: 'Program' }))).result).toEqual({ Items: [] });
  });

  test.each([
    ['dynamodb:putItem', 'DynamoDB.ConditionalCheckFailedException'],
    ['aws-sdk:dynamodb:putItem', 'DynamoDb.ConditionalCheckFailedException'],
  ])('an error of %s is called %s, and can be caught by that name', async (resource, name) => {
    const world = aWorld();
    world.answers['dynamodb:putItem'] = () => {
      throw new EngineTaskError('ConditionalCheckFailedException', 'The conditional request failed');
    };
    const run = await world.run({
      ...task(resource, { TableName: 'Program', Item: {} }, { Catch: [{ ErrorEquals: [name], Next: 'Look' }] }),
      Look: { Type: 'Succeed' },
    });
    expect(run.result).toEqual({ Error: name, Cause: 'The conditional request failed' });
  });

  test.each([
    ['dynamodb:putItem', 'DynamoDB.AmazonDynamoDBException'],
    ['aws-sdk:dynamodb:putItem', 'DynamoDb.DynamoDbException'],
  ])('a request that %s finds invalid fails with its general error, %s', async (resource, name) => {
    const world = aWorld();
    world.answers['dynamodb:putItem'] = () => {
      throw new EngineTaskError('ValidationException', 'Item is missing');
    };
    expect(await world.run(task(resource, { TableName: 'Program' }))).toMatchObject({
      error: name,
      cause: 'Item is missing',
    });
  });

  test('events carry their detail as text and where they come from', async () => {
    const world = aWorld();
    world.answers['events:putEvents'] = () => ({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] });
    const entry = { Source: 'tandem', DetailType: 'deal-approved.v1', Detail: { id: '{% $states.input.id %}' } };
    const run = await world.run(task('events:putEvents', { Entries: [entry] }), { id: 'd1' });
    expect(run.result).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] });
    expect(world.services[0]?.parameters).toEqual({
      Entries: [
        {
          Source: 'tandem',
          DetailType: 'deal-approved.v1',
          Detail: '{"id":"d1"}',
          Resources: [run.executionArn, 'arn:aws:states:us-east-1:000000000000:stateMachine:machine-1'],
        },
      ],
    });
  });

  test('an event the bus refuses fails the task', async () => {
    const world = aWorld();
    const answer = {
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }],
    };
    world.answers['events:putEvents'] = () => answer;
    const run = await world.run(
      task('events:putEvents', { Entries: [{ Source: 's', DetailType: 't', Detail: '"x"' }] }),
    );
    expect(run).toMatchObject({ status: 'FAILED', error: 'EventBridge.FailedEntry', cause: JSON.stringify(answer) });
  });

  test('a queue message may carry the token and waits for the answer', async () => {
    const world = aWorld();
    const run = await world.run(
      task('sqs:sendMessage.waitForTaskToken', {
        QueueUrl: 'q',
        MessageBody: { token: '{% $states.context.Task.Token %}' },
      }),
    );
    expect(run.status).toBe('RUNNING');
    const sent = world.services[0]?.parameters as { MessageBody: string } | undefined;
    await world.call('SendTaskSuccess', { taskToken: JSON.parse(sent?.MessageBody ?? '').token, output: '"read"' });
    await world.clock.idle();
    expect((await world.describe(run.executionArn)).output).toBe('"read"');
  });

  test('the token is where the definition puts it and nowhere else', async () => {
    const world = aWorld({ functions: { ask: () => null } });
    const { executionArn } = await world.run({
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
        Next: 'Look',
      },
      Look: { Type: 'Pass', Output: '{% $exists($states.context.Task) %}', End: true },
    });
    await world.call('SendTaskSuccess', { taskToken: tokenGiven(world), output: '1' });
    await world.clock.idle();
    expect((await world.describe(executionArn)).output).toBe('false');
  });
});

describe('What a function is sent', () => {
  const payload = (value: unknown) => ({
    Ask: { Type: 'Task', Resource: LAMBDA_INVOKE, Arguments: { FunctionName: 'f', Payload: value }, End: true },
  });

  test.each([
    ['an object', { a: 1 }, { a: 1 }],
    ['a text that is JSON, as the document it is', '{"a":1}', { a: 1 }],
    ['nothing, as an empty object', null, {}],
  ])('%s', async (_label, given, received) => {
    const world = aWorld({ functions: { f: () => 1 } });
    await world.run(payload(given));
    expect(world.invoked).toEqual([['f', received]]);
  });

  test('a text that is no JSON is refused by Lambda', async () => {
    const run = await aWorld({ functions: { f: () => 1 } }).run(payload('hello'));
    expect(run.error).toBe('Lambda.InvalidRequestContentException');
    expect(run.cause).toMatch(
      /\(Service: AWSLambda; Status Code: 400; Error Code: InvalidRequestContentException; Request ID: .+; Proxy: null\)$/,
    );
  });
});

describe('Step Functions called as any other service', () => {
  test('its fields are spelled as the SDK spells them, and data become texts', async () => {
    const world = aWorld();
    world.answers['sfn:startExecution'] = () => ({ executionArn: 'arn:x', startDate: 1_800_000_000 });
    const run = await world.run(
      task('aws-sdk:sfn:startExecution', { StateMachineArn: 'arn:m', Input: { key: 'value' } }),
    );
    expect(world.services[0]?.parameters).toEqual({ stateMachineArn: 'arn:m', input: '{"key":"value"}' });
    expect(run.result).toEqual({ ExecutionArn: 'arn:x', StartDate: '2027-01-15T08:00:00.000Z' });
  });

  test('a token that is none is Sfn.InvalidTokenException', async () => {
    const world = aWorld();
    world.answers['sfn:sendTaskSuccess'] = () => {
      throw new EngineTaskError('InvalidToken', "Invalid Token: 'Invalid token'", 400);
    };
    const run = await world.run(task('aws-sdk:sfn:sendTaskSuccess', { TaskToken: 'x', Output: {} }));
    expect(run.error).toBe('Sfn.InvalidTokenException');
    expect(run.cause).toMatch(
      /^Invalid Token: 'Invalid token' \(Service: Sfn, Status Code: 400, Request ID: .+\) \(SDK Attempt Count: 1\)$/,
    );
  });
});
