import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test } from 'vitest';
import { serverErrorOf, throttleOf } from '../../../infra/local/door/fault-answers.ts';
import type { Fault } from '../../../infra/local/door/faults.ts';
import { withCloud } from '../../support/cloud.ts';
import { assemblyOf, handlers } from '../fixtures/demo.ts';

const cloud = withCloud({ assembly: assemblyOf(), handlers, dynamodb: 'memory' });
const once = () => ({ ...cloud().clientConfig(), maxAttempts: 1 });
const dynamo = () => new DynamoDBClient(once());
const TableName = 'demo-notes';
const note = (id: string) => ({ PK: { S: `NOTE#${id}` }, text: { S: 'hello' } });
const isThere = async (id: string) =>
  (await dynamo().send(new GetItemCommand({ TableName, Key: { PK: { S: `NOTE#${id}` } } }))).Item !== undefined;
const always = (fault: Fault): void => {
  cloud().faults = () => fault;
};
afterEach(() => {
  cloud().faults = undefined;
});

describe('A throttle, in the words of each service', () => {
  test.each([
    [
      'a table',
      'ProvisionedThroughputExceededException',
      () => dynamo().send(new PutItemCommand({ TableName, Item: note('t') })),
    ],
    [
      'a transaction',
      'ThrottlingException',
      () => dynamo().send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: note('t') } }] })),
    ],
    ['Step Functions', 'ThrottlingException', () => new SFNClient(once()).send(new ListStateMachinesCommand({}))],
    [
      'SES',
      'Throttling',
      () => new SESClient(once()).send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from('x') } })),
    ],
    [
      'EventBridge',
      'ThrottlingException',
      () => new EventBridgeClient(once()).send(new PutEventsCommand({ Entries: [{}] })),
    ],
    [
      'Secrets Manager',
      'ThrottlingException',
      () => new SecretsManagerClient(once()).send(new GetSecretValueCommand({ SecretId: 'x' })),
    ],
  ])('%s says %s', async (_, name, call) => {
    always({ kind: 'throttle' });
    await expect(call()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
    cloud().faults = undefined;
    expect(await isThere('t')).toBe(false);
  });

  test.each([
    ['sqs', 'RequestThrottled', 400],
    ['scheduler', 'ThrottlingException', 429],
    ['lambda', 'TooManyRequestsException', 429],
  ])('%s says %s', (service, name, status) => {
    const call = { service, action: 'Do', role: 'aws', method: 'POST', path: '/', headers: {}, body: new Uint8Array() };
    expect(throttleOf(call)).toMatchObject({ name, status });
    expect(serverErrorOf(call).status).toBe(500);
  });
});

describe('An error of the service', () => {
  test('before: nothing is done', async () => {
    always({ kind: 'server-error', when: 'before' });
    const put = dynamo().send(new PutItemCommand({ TableName, Item: note('before') }));
    await expect(put).rejects.toMatchObject({ name: 'InternalServerError', $metadata: { httpStatusCode: 500 } });
    cloud().faults = undefined;
    expect(await isThere('before')).toBe(false);
  });

  test('after: it is done all the same', async () => {
    always({ kind: 'server-error', when: 'after' });
    await expect(dynamo().send(new PutItemCommand({ TableName, Item: note('after') }))).rejects.toMatchObject({
      name: 'InternalServerError',
    });
    cloud().faults = undefined;
    expect(await isThere('after')).toBe(true);
  });
});

describe('Another transaction holds an item', () => {
  test('a transaction is cancelled, with a reason for each item in order', async () => {
    always({ kind: 'conflict' });
    const TransactItems = ['one', 'two'].map((id) => ({ Put: { TableName, Item: note(id) } }));
    await expect(dynamo().send(new TransactWriteItemsCommand({ TransactItems }))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    });
  });

  test('a single write is refused as such', async () => {
    always({ kind: 'conflict' });
    await expect(dynamo().send(new PutItemCommand({ TableName, Item: note('one') }))).rejects.toMatchObject({
      name: 'TransactionConflictException',
    });
  });
});

describe('A batch of which half is done', () => {
  const write = (ids: readonly string[]) =>
    new BatchWriteItemCommand({
      RequestItems: { [TableName]: ids.map((id) => ({ PutRequest: { Item: note(id) } })) },
    });

  test('gives the writes back that it has not done', async () => {
    always({ kind: 'unprocessed' });
    const { UnprocessedItems = {} } = await dynamo().send(write(['a', 'b', 'c']));
    cloud().faults = undefined;
    expect(UnprocessedItems[TableName]?.map((one) => one.PutRequest?.Item?.PK?.S)).toEqual(['NOTE#b', 'NOTE#c']);
    expect([await isThere('a'), await isThere('b'), await isThere('c')]).toEqual([true, false, false]);
  });

  test('gives the keys back that it has not read, the only one too', async () => {
    await dynamo().send(write(['d', 'e']));
    always({ kind: 'unprocessed' });
    const read = (ids: readonly string[]) =>
      dynamo().send(
        new BatchGetItemCommand({
          RequestItems: { [TableName]: { Keys: ids.map((id) => ({ PK: { S: `NOTE#${id}` } })) } },
        }),
      );
    expect(await read(['d', 'e'])).toMatchObject({
      Responses: { [TableName]: [note('d')] },
      UnprocessedKeys: { [TableName]: { Keys: [{ PK: { S: 'NOTE#e' } }] } },
    });
    expect(await read(['d'])).toMatchObject({
      Responses: {},
      UnprocessedKeys: { [TableName]: { Keys: [{ PK: { S: 'NOTE#d' } }] } },
    });
  });
});

test('EventBridge refuses the first entry and takes the others', async () => {
  always({ kind: 'partial' });
  const entry = { Source: 'demo', DetailType: 'told.v1', Detail: '{}' };
  const events = new EventBridgeClient(once());
  const answer = await events.send(new PutEventsCommand({ Entries: [entry, entry] }));
  expect(answer).toMatchObject({
    FailedEntryCount: 1,
    Entries: [{ ErrorCode: 'InternalFailure' }, { EventId: expect.any(String) }],
  });
  expect(await events.send(new PutEventsCommand({ Entries: [entry] }))).toMatchObject({ FailedEntryCount: 1 });
});
