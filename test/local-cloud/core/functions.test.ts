import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { withCloud } from '../../support/cloud.ts';
import { assemblyOf, handlers } from '../fixtures/demo.ts';

const cloud = withCloud({ assembly: assemblyOf(), handlers });
const ask = (deed: string, more: object = {}) =>
  cloud().invoke('tandem-local-demo-do-anything:live', { deed, ...more });

describe('what a function sees', () => {
  test('a function reads the time of the cloud, not of the machine', async () => {
    expect((await ask('dates')).value).toEqual([
      Date.parse('2027-03-01T09:00:00Z'),
      '2027-03-01T09:00:00.000Z',
      '1970-01-01T00:00:00.000Z',
      true,
    ]);
  });

  test('a function has the environment of its template and nothing of the machine', async () => {
    const { value } = await ask('environment');
    expect(value).toMatchObject({
      NOTES_TABLE: 'demo-notes',
      AWS_REGION: 'eu-central-1',
      AWS_LAMBDA_FUNCTION_NAME: 'tandem-local-demo-do-anything',
    });
    expect(value).not.toHaveProperty('PATH');
    expect(value).not.toHaveProperty('HOME');
  });

  test('the address of the site is the one that this machine serves', async () => {
    expect((await ask('environment')).value).toMatchObject({ SITE_URL: cloud().siteUrl });
  });

  test('a function keeps its own memory from call to call', async () => {
    const first = Number((await ask('memory')).value);
    expect((await ask('memory')).value).toBe(first + 1);
  });

  test('what a function writes to its log is kept with its name', async () => {
    await ask('memory');
    expect(cloud().logs.at(-1)).toMatchObject({
      function: 'tandem-local-demo-do-anything',
      level: 'info',
      line: 'asked to memory',
    });
  });
});

describe('chance', () => {
  test('two equal calls at the same moment draw different numbers', async () => {
    const [first, second] = [(await ask('chance')).value, (await ask('chance')).value];
    expect(first).not.toEqual(second);
  });

  test('random numbers, UUIDs and bytes have their usual shape', async () => {
    const { value } = await ask('chance');
    expect(value).toEqual({
      random: expect.closeTo(0.5, 0),
      uuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      bytes: expect.stringMatching(/^[0-9a-f]{16}$/),
      values: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)],
    });
  });
});

describe('how a function ends', () => {
  test('an error is the answer, with its name and text', async () => {
    const failed = await ask('fail');
    expect(failed.functionError).toBe('Unhandled');
    expect(failed.value).toMatchObject({ errorType: 'RangeError', errorMessage: 'It was too much.' });
  });

  test('a function that sleeps moves the clock just as far as it sleeps', async () => {
    const before = cloud().clock.now();
    expect((await ask('sleep', { ms: 4_000 })).value).toEqual({ slept: 4_000, left: 6_000 });
    expect(cloud().clock.now()).toBe(before + 4_000);
  });

  test('a function that takes longer than its limit is ended at the limit', async () => {
    const before = cloud().clock.now();
    const ended = await ask('sleep', { ms: 60_000 });
    expect(ended.value).toMatchObject({ errorType: 'Sandbox.Timedout' });
    expect(ended.error?.message).toContain('Task timed out after 10.00 seconds');
    expect(cloud().clock.now()).toBe(before + 10_000);
  });

  test('there is no function of another name, and no other alias', async () => {
    await expect(cloud().invoke('tandem-local-demo-nothing', {})).rejects.toThrow('Function not found');
    await expect(cloud().invoke('tandem-local-demo-do-anything:draft', {})).rejects.toThrow('Function not found');
  });
});

describe('faults', () => {
  test('a throttled call is tried again by the SDK, on the clock of the cloud', async () => {
    let refusals = 2;
    cloud().faults = ({ action }) =>
      action === 'PutItem' && refusals-- > 0
        ? { kind: 'error', when: 'before', name: 'ProvisionedThroughputExceededException' }
        : undefined;
    const before = cloud().clock.now();
    expect((await ask('write what it may write')).value).toBe('written');
    cloud().faults = undefined;
    expect(cloud().clock.now()).toBeGreaterThan(before);
  });

  test('a function that is ended after its first write makes no second one, and has a new memory afterwards', async () => {
    await ask('memory');
    cloud().faults = ({ action }) => (action === 'PutItem' ? { kind: 'crash', when: 'after' } : undefined);
    expect((await ask('write twice')).value).toMatchObject({ errorType: 'Runtime.ExitError' });
    cloud().faults = undefined;
    const dynamo = new DynamoDBClient(cloud().clientConfig());
    const read = (PK: string) => dynamo.send(new GetItemCommand({ TableName: 'demo-notes', Key: { PK: { S: PK } } }));
    expect((await read('NOTE#first')).Item).toBeDefined();
    expect((await read('NOTE#second')).Item).toBeUndefined();
    expect((await ask('memory')).value).toBe(1);
  });
});

describe('invocations that nobody waits for', () => {
  test('it is tried again after one and two minutes, then told to the destination', async () => {
    const ground = cloud();
    const start = ground.clock.now();
    const event = { deed: 'fail', order: 7 };
    const lambda = { service: 'lambda', path: 'tandem-local-demo-do-anything:live' };
    const sent = await invokeLater(lambda.path, event);
    expect(sent.statusCode).toBe(202);
    await ground.settle();
    expect(ground.queues.messages('demo-async-dead-letters')).toHaveLength(0);
    await ground.clock.moveTo(start + 60_000);
    expect(ground.queues.messages('demo-async-dead-letters')).toHaveLength(0);
    await ground.clock.moveTo(start + 180_000);
    const [letter] = ground.queues.messages('demo-async-dead-letters');
    expect(JSON.parse(letter?.body ?? '{}')).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: event,
      responsePayload: { errorType: 'RangeError' },
    });
  });
});

/** The AWS SDK has no Lambda client here: its request, as it would make it. */
async function invokeLater(name: string, event: object): Promise<{ statusCode: number }> {
  const { requestHandler } = cloud().clientConfig();
  const { response } = await requestHandler.handle({
    method: 'POST',
    path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=admin/20270301/eu-central-1/lambda/aws4_request, Signature=0',
      'x-amz-invocation-type': 'Event',
    },
    body: JSON.stringify(event),
  });
  return response;
}
