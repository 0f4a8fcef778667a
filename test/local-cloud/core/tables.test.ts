import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { withCloud } from '../../support/cloud.ts';
import { assemblyOf, handlers } from '../fixtures/demo.ts';

const cloud = withCloud({ assembly: assemblyOf(), handlers });
let dynamo: DynamoDBClient;

beforeEach(async () => {
  dynamo = new DynamoDBClient(cloud().clientConfig());
  await cloud().settle();
});

const note = (id: string, text = 'hello', more: Record<string, { N: string }> = {}) =>
  dynamo.send(
    new PutItemCommand({
      TableName: 'demo-notes',
      Item: { PK: { S: `NOTE#${id}` }, type: { S: 'NOTE' }, text: { S: text }, ...more },
    }),
  );
const copy = async (key: string) => {
  const found = await dynamo.send(new GetItemCommand({ TableName: 'demo-copies', Key: { PK: { S: key } } }));
  return found.Item;
};

describe('the stream of a table', () => {
  test('a new item reaches the function that reads the stream', async () => {
    await note('a');
    await cloud().settle();
    expect(await copy('INSERT NOTE#a')).toMatchObject({ told: { N: '1' } });
  });

  test('an item that the filter does not want is not delivered', async () => {
    await dynamo.send(new PutItemCommand({ TableName: 'demo-notes', Item: { PK: { S: 'OTHER#a' } } }));
    await cloud().settle();
    expect(await copy('INSERT OTHER#a')).toBeUndefined();
  });

  test('what is written in one go is delivered in order and once each', async () => {
    await Promise.all(['b1', 'b2', 'b3'].map((id) => note(id)));
    await cloud().settle();
    for (const id of ['b1', 'b2', 'b3']) expect(await copy(`INSERT NOTE#${id}`)).toMatchObject({ told: { N: '1' } });
  });

  test('a record that fails holds up those behind it, and is given up after its retries', async () => {
    await note('c1', 'poison');
    await note('c2');
    await cloud().settle();
    expect(await copy('INSERT NOTE#c2')).toBeUndefined();
    await cloud().clock.moveTo(cloud().clock.now() + 600_000);
    await cloud().settle();
    expect(cloud().queues.messages('demo-stream-dead-letters').length).toBeGreaterThan(0);
  });
});

describe('items that expire', () => {
  test('an item is there until its time has come, then the TTL service deletes it', async () => {
    const start = cloud().clock.now();
    await note('t1', 'short', { expiresAt: { N: String(start / 1000 + 3_600) } });
    await cloud().clock.moveTo(start + 3_599_000);
    expect((await dynamo.send(new ScanCommand({ TableName: 'demo-notes' }))).Items).toContainEqual(
      expect.objectContaining({ PK: { S: 'NOTE#t1' } }),
    );
    await cloud().clock.moveTo(start + 2 * 3_600_000);
    await cloud().settle();
    expect(await copy('REMOVE NOTE#t1')).toMatchObject({ who: { S: 'dynamodb.amazonaws.com' } });
  });

  test('an item whose time is put off stays', async () => {
    const start = cloud().clock.now();
    await note('t2', 'longer', { expiresAt: { N: String(Math.ceil(start / 1000) + 60) } });
    await dynamo.send(
      new UpdateItemCommand({
        TableName: 'demo-notes',
        Key: { PK: { S: 'NOTE#t2' } },
        UpdateExpression: 'SET expiresAt = :later',
        ExpressionAttributeValues: { ':later': { N: String(Math.ceil(start / 1000) + 86_400) } },
      }),
    );
    await cloud().clock.moveTo(start + 7_200_000);
    expect(await copy('REMOVE NOTE#t2')).toBeUndefined();
    await cloud().clock.moveTo(start + 100_000_000);
    await cloud().settle();
    expect(await copy('REMOVE NOTE#t2')).toBeDefined();
  });

  test('an item that a person deletes is not marked as expired', async () => {
    await note('t3');
    await dynamo.send(new DeleteItemCommand({ TableName: 'demo-notes', Key: { PK: { S: 'NOTE#t3' } } }));
    await cloud().settle();
    expect(await copy('REMOVE NOTE#t3')).toMatchObject({ who: { S: '' } });
  });
});

describe('what calls cost', () => {
  test('a write of a small item is one unit, and a failed condition one too', async () => {
    cloud().counters.clear();
    const put = new PutItemCommand({
      TableName: 'demo-copies',
      Item: { PK: { S: 'cost' } },
      ConditionExpression: 'attribute_not_exists(PK)',
    });
    await dynamo.send(put);
    await expect(dynamo.send(put)).rejects.toThrow('conditional request failed');
    expect(cloud().counters.sum({ service: 'dynamodb', action: 'PutItem', role: 'admin' })).toEqual({
      calls: 2,
      errors: 1,
      readUnits: 0,
      writeUnits: 2,
    });
  });
});
