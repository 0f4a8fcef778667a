import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { withCloud } from '../../support/cloud.ts';
import { assemblyOf, handlers, resources } from '../fixtures/demo.ts';

const TableName = 'demo-indexed';
const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
const assembly = assemblyOf({
  ...resources(),
  Indexed: {
    Type: 'AWS::DynamoDB::GlobalTable',
    Properties: {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [attribute('PK'), attribute('due')],
      KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byDue',
          KeySchema: [{ AttributeName: 'due', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    },
  },
});

type Item = Record<string, { S: string }>;
/** An item of about so many KB; `due` puts it into the index. */
const anItem = (PK: string, kb: number, due?: string): Item => ({
  PK: { S: PK },
  text: { S: 'x'.repeat(Math.max(0, kb * 1024 - 60)) },
  ...(due ? { due: { S: due } } : {}),
});
const key = (PK: string) => ({ TableName, Key: { PK: { S: PK } } });
const put = (Item: Item, ConditionExpression?: string) => ({ TableName, Item, ConditionExpression });
const NEW = 'attribute_not_exists(PK)';
const set = (PK: string, name: string, value: string) => ({
  ...key(PK),
  UpdateExpression: 'SET #name = :value',
  ExpressionAttributeNames: { '#name': name },
  ExpressionAttributeValues: { ':value': { S: value } },
});
const puts = (Item: Item, condition?: string) => (db: DynamoDBClient) =>
  db.send(new PutItemCommand(put(Item, condition)));
const transacts =
  (...TransactItems: TransactWriteItem[]) =>
  (db: DynamoDBClient) =>
    db.send(new TransactWriteItemsCommand({ TransactItems }));

describe.each(['local', 'memory'] as const)('What calls cost, as AWS bills them: DynamoDB %s', (dynamodb) => {
  const cloud = withCloud({ assembly, handlers, dynamodb });

  /** Label, what is there before, the call, and what it costs: [read, write]. */
  test.each<[string, Item[], (db: DynamoDBClient) => Promise<unknown>, [number, number]]>([
    ['a small new item', [], puts(anItem('a', 0.1)), [0, 1]],
    ['a new item of 1.5 KB', [], puts(anItem('a', 1.5)), [0, 2]],
    ['a new item that is in the index', [], puts(anItem('a', 0.1, 'd')), [0, 2]],
    ['a large new item that is in the index', [], puts(anItem('a', 2.5, 'd')), [0, 6]],
    ['a small item in the place of a large one', [anItem('a', 2.5)], puts(anItem('a', 0.1)), [0, 3]],
    ['the same item again: the index has nothing to do', [anItem('a', 0.1, 'd')], puts(anItem('a', 0.1, 'd')), [0, 1]],
    [
      'a change beside the index key',
      [anItem('a', 0.1, 'd')],
      (db) => db.send(new UpdateItemCommand(set('a', 'text', 'new'))),
      [0, 2],
    ],
    [
      'another index key: out of one place, into another',
      [anItem('a', 0.1, 'd')],
      (db) => db.send(new UpdateItemCommand(set('a', 'due', 'e'))),
      [0, 3],
    ],
    [
      'an index key taken away',
      [anItem('a', 0.1, 'd')],
      (db) => db.send(new UpdateItemCommand({ ...key('a'), UpdateExpression: 'REMOVE due' })),
      [0, 2],
    ],
    ['an index key given', [anItem('a', 0.1)], (db) => db.send(new UpdateItemCommand(set('a', 'due', 'd'))), [0, 2]],
    [
      'a large item deleted, from the index too',
      [anItem('a', 2.5, 'd')],
      (db) => db.send(new DeleteItemCommand(key('a'))),
      [0, 6],
    ],
    ['nothing deleted', [], (db) => db.send(new DeleteItemCommand(key('a'))), [0, 1]],
    ['a condition that fails on a large item', [anItem('a', 2.5)], puts(anItem('a', 0.1), NEW), [0, 3]],
    [
      'a condition that fails on nothing',
      [],
      (db) => db.send(new DeleteItemCommand({ ...key('a'), ConditionExpression: 'attribute_exists(PK)' })),
      [0, 1],
    ],
    [
      'a batch, item by item',
      [],
      (db) =>
        db.send(
          new BatchWriteItemCommand({
            RequestItems: {
              [TableName]: [anItem('a', 0.1), anItem('b', 0.1), anItem('c', 1.5)].map((Item) => ({
                PutRequest: { Item },
              })),
            },
          }),
        ),
      [0, 4],
    ],
    ['a transaction of one, doubled', [], transacts({ Put: put(anItem('a', 0.1), NEW) }), [0, 2]],
    [
      'a transaction of three that cost the same',
      [],
      transacts(...['a', 'b', 'c'].map((PK) => ({ Put: put(anItem(PK, 0.1), NEW) }))),
      [0, 6],
    ],
    [
      'a transaction that writes, moves in the index, deletes and looks',
      [anItem('b', 0.1, 'd'), anItem('c', 2.5), anItem('d', 0.1)],
      transacts(
        { Put: put(anItem('a', 1.5, 'd')) },
        { Update: set('b', 'due', 'e') },
        { Delete: key('c') },
        { ConditionCheck: { ...key('d'), ConditionExpression: 'attribute_exists(PK)' } },
      ),
      [0, 2 * (4 + 3 + 3 + 1)],
    ],
    [
      'a transaction that replaces a large item, and deletes what is not there',
      [anItem('a', 2.5)],
      transacts({ Put: put(anItem('a', 0.1)) }, { Delete: key('b') }),
      [0, 2 * (3 + 1)],
    ],
    [
      'a transaction that fails, by the items it met',
      [anItem('a', 2.5)],
      transacts({ Put: put(anItem('a', 0.1), NEW) }, { Put: put(anItem('b', 0.1), NEW) }),
      [0, 2 * (3 + 1)],
    ],
    ['a look at an item', [anItem('a', 5)], (db) => db.send(new GetItemCommand(key('a'))), [1, 0]],
    [
      'a consistent look',
      [anItem('a', 5)],
      (db) => db.send(new GetItemCommand({ ...key('a'), ConsistentRead: true })),
      [2, 0],
    ],
    [
      'a query of the index',
      [anItem('a', 0.1, 'd'), anItem('b', 0.1, 'd')],
      (db) =>
        db.send(
          new QueryCommand({
            TableName,
            IndexName: 'byDue',
            KeyConditionExpression: 'due = :due',
            ExpressionAttributeValues: { ':due': { S: 'd' } },
          }),
        ),
      [0.5, 0],
    ],
  ])('%s', async (_, before, call, [readUnits, writeUnits]) => {
    const db = new DynamoDBClient({ ...cloud().clientConfig(), maxAttempts: 1 });
    for (const PK of ['a', 'b', 'c', 'd']) await db.send(new DeleteItemCommand(key(PK)));
    for (const Item of before) await db.send(new PutItemCommand({ TableName, Item }));
    cloud().counters.clear();
    const answer = await call(db).catch((error: unknown) => error);
    expect(cloud().counters.sum({ service: 'dynamodb' })).toMatchObject({ calls: 1, readUnits, writeUnits });
    // What was asked for counting alone is not told to the caller.
    expect(answer).not.toHaveProperty('ConsumedCapacity');
    expect(JSON.stringify((answer as { CancellationReasons?: unknown }).CancellationReasons ?? '')).not.toContain(
      'Item',
    );
  });

  test('the item that a condition met is told to whom asks for it', async () => {
    const db = new DynamoDBClient({ ...cloud().clientConfig(), maxAttempts: 1 });
    await db.send(new PutItemCommand({ TableName, Item: anItem('met', 0.1) }));
    const failed = (more: object) =>
      db.send(new PutItemCommand({ ...put(anItem('met', 0.1), NEW), ...more })).catch((error: unknown) => error);
    expect(await failed({})).toMatchObject({ name: 'ConditionalCheckFailedException', Item: undefined });
    expect(await failed({ ReturnValuesOnConditionCheckFailure: 'ALL_OLD' })).toMatchObject({
      Item: { PK: { S: 'met' } },
    });
  });
});
