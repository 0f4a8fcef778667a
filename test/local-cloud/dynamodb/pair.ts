import { randomUUID } from 'node:crypto';
import type { DynamoConnection } from '../../../infra/local/dynamodb/connection.ts';
import { normalNumber } from '../../../infra/local/dynamodb/memory/decimal.ts';
import { MemoryDynamo } from '../../../infra/local/dynamodb/memory/memory-dynamo.ts';
import { sharedDynamo } from '../../../infra/local/dynamodb/shared.ts';
import type { Table } from '../../../infra/local/dynamodb/tables.ts';
import { DynamoWire } from '../../../infra/local/dynamodb/wire.ts';
import { type Fields, fields, isFields, optionalList } from '../../../infra/local/template/values.ts';

/** One call: an action and its request. */
export interface Call {
  readonly action: string;
  readonly request: Fields;
}

/** Amazon's DynamoDB Local and the one in memory, both with the same two tables. */
export interface Pair {
  readonly local: DynamoConnection;
  readonly memory: DynamoConnection;
  close(): void;
}

const KEYED = ['PK', 'SK', 'GSI1PK', 'GSI1SK'];
const schema = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];

/** `program` has an index and a stream with both images; `ledger` has a numeric range key and a stream of new images. */
const TABLES: readonly Fields[] = [
  {
    TableName: 'program',
    AttributeDefinitions: KEYED.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: schema('PK', 'SK'),
    GlobalSecondaryIndexes: [
      { IndexName: 'GSI1', KeySchema: schema('GSI1PK', 'GSI1SK'), Projection: { ProjectionType: 'ALL' } },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  },
  {
    TableName: 'ledger',
    AttributeDefinitions: [
      { AttributeName: 'PK', AttributeType: 'S' },
      { AttributeName: 'at', AttributeType: 'N' },
    ],
    KeySchema: schema('PK', 'at'),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  },
];

/** The DynamoDB Local that the test files share, or one of this file's own. */
export async function portOfLocal(): Promise<number> {
  const ground = process.env.TANDEM_TEST_GROUND;
  if (!ground) return (await sharedDynamo()).port;
  const { dynamoPort }: { dynamoPort: number } = JSON.parse(await (await fetch(`${ground}/dynamodb`)).text());
  return dynamoPort;
}

export async function openPair(port: number): Promise<Pair> {
  const place = { region: 'eu-west-1', account: '111122223333' };
  const local = new DynamoWire(port, `p${randomUUID().replaceAll('-', '')}`, place);
  const memory = new MemoryDynamo(() => 0);
  for (const table of TABLES) {
    await local.call('CreateTable', { ...table, BillingMode: 'PAY_PER_REQUEST' });
    await memory.call('CreateTable', table);
  }
  return { local, memory, close: () => local.close() };
}

/** What one of them answers, without the order that DynamoDB does not promise. */
export async function answerOf(dynamo: DynamoConnection, { action, request }: Call): Promise<unknown> {
  const answer = await dynamo.ask('DynamoDB', action, { ReturnConsumedCapacity: 'TOTAL', ...request });
  const body = { ...answer.body };
  if (request.IndexName && Array.isArray(body.Items)) body.Items = inOrder(body.Items);
  if (isFields(body.Responses)) {
    body.Responses = Object.fromEntries(
      Object.entries(body.Responses).map(([name, items]) => [name, inOrder(optionalList(items))]),
    );
  }
  // DynamoDB Local counts oddly where an item has half an index key, and merges the items of a transaction: units.test.ts.
  if (/Put|Update|Delete|TransactWrite/.test(action) && request.ReturnConsumedCapacity === undefined) {
    delete body.ConsumedCapacity;
  }
  if (answer.status >= 400) {
    // Which of several errors is told is left open: its name counts, and the codes of a cancellation.
    delete body.Message;
    if (Array.isArray(body.CancellationReasons)) {
      body.CancellationReasons = body.CancellationReasons.map((reason) => ({
        ...fields(reason, 'reason'),
        Message: '',
      }));
    }
  }
  return plain({ status: answer.status, body });
}

/** Every record of a table's stream: what happened, the images and their sizes. */
export async function recordsOf(dynamo: DynamoConnection, name: string): Promise<unknown> {
  const reader = dynamo.readStream({ name } as Table, undefined);
  const records = await reader.next();
  return plain(
    records.map((record) => {
      const { ApproximateCreationDateTime: _, SequenceNumber: __, ...data } = fields(record.dynamodb, 'record');
      return { eventName: record.eventName, data };
    }),
  );
}

const inOrder = (items: readonly unknown[]): readonly unknown[] =>
  items
    .map((item) => JSON.stringify(sortedSets(item)))
    .sort()
    .map((item) => JSON.parse(item));

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(sortedSets(value)));

/** Sets have no order. DynamoDB Local has numbers in lists, maps and streams as they were sent. */
function sortedSets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedSets);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => {
      if (/^[SNB]S$/.test(name) && Array.isArray(held)) return [name, held.map(String).sort()];
      return [name, name === 'N' && typeof held === 'string' ? normalNumber(held) : sortedSets(held)];
    }),
  );
}
