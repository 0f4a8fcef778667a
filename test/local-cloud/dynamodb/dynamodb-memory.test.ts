import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { call } from './calls.ts';
import { answerOf, type Call, openPair, portOfLocal, recordsOf } from './pair.ts';

let port = 0;

beforeAll(async () => {
  port = await portOfLocal();
});

test('whatever is asked, the DynamoDB in memory answers as DynamoDB Local does, and streams the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 5, maxLength: 40 }), async (calls) => {
      const { local, memory, close } = await openPair(port);
      try {
        for (const one of calls) {
          expect({ one, answer: await answerOf(memory, one) }).toEqual({ one, answer: await answerOf(local, one) });
        }
        expect(await recordsOf(memory, 'program')).toEqual(await recordsOf(local, 'program'));
      } finally {
        close();
      }
    }),
    { numRuns: 60, seed: 20270301 },
  );
}, 180_000);

const key = { PK: { S: 'a' }, SK: { S: '1' } };
const big = { x: { S: 'x'.repeat(409_600) } };
const put = (Item: object, more: object = {}): Call => ({
  action: 'PutItem',
  request: { TableName: 'program', Item, ...more },
});
const update = (UpdateExpression: string, values?: object): Call => ({
  action: 'UpdateItem',
  request: {
    TableName: 'program',
    Key: key,
    UpdateExpression,
    ReturnValues: 'ALL_NEW',
    ...(values ? { ExpressionAttributeValues: values } : {}),
  },
});
const counted = { ReturnConsumedCapacity: 'TOTAL' };
const transaction = (...TransactItems: object[]): Call => ({
  action: 'TransactWriteItems',
  request: { TransactItems },
});
const ledger = (at: string): Call => ({
  action: 'PutItem',
  request: { TableName: 'ledger', Item: { PK: { S: 'a' }, at: { N: at } } },
});

test.each<[string, Call[]]>([
  ['an empty hash key is refused', [put({ PK: { S: '' }, SK: { S: '1' } })]],
  ['a missing range key is refused', [put({ PK: { S: 'a' } })]],
  ['a key of the wrong type is refused', [put({ PK: { N: '1' }, SK: { S: '1' } })]],
  ['an empty index key is refused', [put({ ...key, GSI1PK: { S: '' } })]],
  ['a number of 39 digits is refused', [put({ ...key, n: { N: '1'.repeat(39) } })]],
  [
    'a number of 38 digits is kept',
    [put({ ...key, n: { N: '1'.repeat(38) } }), update('SET n = n - :one', { ':one': { N: '1' } })],
  ],
  [
    'a sum that needs 39 digits is refused',
    [put({ ...key, n: { N: '1e37' } }), update('SET n = n + :half', { ':half': { N: '0.5' } })],
  ],
  ['0.1 and 0.2 are 0.3', [put({ ...key, n: { N: '0.1' } }), update('ADD n :n', { ':n': { N: '0.2' } })]],
  ['an item of more than 400 KB is refused', [put({ ...key, ...big })]],
  [
    'a set that loses its last member is gone',
    [put({ ...key, ss: { SS: ['x'] } }), update('DELETE ss :x', { ':x': { SS: ['x'] } })],
  ],
  ['a key attribute cannot be updated', [update('SET PK = :b', { ':b': { S: 'b' } })]],
  [
    'a value that nothing uses is refused',
    [put(key, { ConditionExpression: 'attribute_exists(PK)', ExpressionAttributeValues: { ':a': { N: '1' } } })],
  ],
  [
    'a name that nothing uses is refused',
    [put(key, { ConditionExpression: 'attribute_exists(PK)', ExpressionAttributeNames: { '#a': 'a' } })],
  ],
  ['a reserved word is no name', [put(key, { ConditionExpression: 'attribute_exists(name)' })]],
  ['an expression that is none is refused', [put(key, { ConditionExpression: 'PK = = SK' })]],
  ['redundant parentheses are refused', [put(key, { ConditionExpression: '((attribute_not_exists(PK)))' })]],
  [
    'a failed condition gives the item if asked',
    [
      put(key),
      put(key, { ConditionExpression: 'attribute_not_exists(PK)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    ],
  ],
  ['a transaction on one item twice is refused', [transaction({ Put: put(key).request }, { Put: put(key).request })]],
  ['a transaction of nothing is refused', [{ action: 'TransactWriteItems', request: { TransactItems: [] } }]],
  [
    'a consistent read of an index is refused',
    [
      {
        action: 'Query',
        request: {
          TableName: 'program',
          IndexName: 'GSI1',
          ConsistentRead: true,
          KeyConditionExpression: 'GSI1PK = :g',
          ExpressionAttributeValues: { ':g': { S: 'g' } },
        },
      },
    ],
  ],
  ['an unknown table is not found', [{ action: 'GetItem', request: { TableName: 'nothing', Key: key } }]],
  ['an unknown action is said to be one', [{ action: 'Dance', request: {} }]],
  [
    'a write costs its indexes too',
    [
      put({ ...key, GSI1PK: { S: 'g' }, GSI1SK: { S: 'x' } }, counted),
      put({ ...key, GSI1PK: { S: 'g' }, GSI1SK: { S: 'y' } }, counted),
      put(key, counted),
      put(key, counted),
    ],
  ],
  [
    'range keys of numbers are in the order of their values',
    [
      ...['10', '9', '-1', '0.5'].map(ledger),
      {
        action: 'Query',
        request: {
          TableName: 'ledger',
          Limit: 3,
          KeyConditionExpression: 'PK = :a',
          ExpressionAttributeValues: { ':a': { S: 'a' } },
        },
      },
    ],
  ],
])('%s', async (_, calls) => {
  const { local, memory, close } = await openPair(port);
  try {
    for (const one of calls) expect(await answerOf(memory, one)).toEqual(await answerOf(local, one));
  } finally {
    close();
  }
});

test('a transaction that is sent again under its token is done once; another one under that token is refused', async () => {
  const { local, memory, close } = await openPair(port);
  const once = { Put: { TableName: 'program', Item: key, ConditionExpression: 'attribute_not_exists(PK)' } };
  const other = { Delete: { TableName: 'program', Key: key } };
  try {
    for (const one of [once, once, other]) {
      const call = { action: 'TransactWriteItems', request: { TransactItems: [one], ClientRequestToken: 'token' } };
      expect(await answerOf(memory, call)).toEqual(await answerOf(local, call));
    }
  } finally {
    close();
  }
});
