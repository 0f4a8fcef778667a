import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expiry } from '../../../shared/expiry.ts';
import { keys } from '../../../shared/keys.ts';
import { settings } from '../../../shared/settings.ts';
import { isConditionFailure, table } from '../../../shared/table.ts';
import { chunkItem, type Import, importItem, type KeptRow, type Result } from '../items.ts';

const CHUNK_ROWS = 200;
/** What nobody starts is forgotten: partners' rows have addresses in them. */
const KEPT_MS = 7 * 86_400_000;

const TableName = (): string => settings.programTable();

export const chunksOf = (rows: readonly KeptRow[]): readonly (readonly KeptRow[])[] =>
  Array.from({ length: Math.ceil(rows.length / CHUNK_ROWS) }, (_, index) =>
    rows.slice(index * CHUNK_ROWS, (index + 1) * CHUNK_ROWS),
  );

export const readImport = async (importId: string): Promise<Import | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.import(importId), ConsistentRead: true }),
  );
  return Item ? importItem.parse(Item) : undefined;
};

/** Every import there ever was, the latest first, without the rows that their reports list. There are tens of them. */
export const listImports = async (): Promise<readonly Import[]> => {
  const { PK, SK } = keys.import('');
  const items: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: TableName(),
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :imports)',
        ExpressionAttributeValues: { ':pk': PK, ':imports': SK },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from);
  return items
    .map((item) => withoutRows(importItem.parse(item)))
    .sort((one, other) => (one.createdAt > other.createdAt ? -1 : 1));
};

const withoutRows = ({ report, result, ...rest }: Import): Import => ({
  ...rest,
  report: { ...report, rows: [] },
  ...(result ? { result: { ...result, rows: [] } } : {}),
});

/** Keeps the rows, then the import. One that was started already stays as it is; which it is, is answered. */
export const keepImport = async (
  kept: Import,
  chunks: readonly (readonly KeptRow[])[],
  nowMs: number,
): Promise<Import> => {
  const before = await readImport(kept.importId);
  if (before && before.state !== 'ready') return before;
  for (const [index, rows] of chunks.entries()) {
    const item = { type: 'CHUNK', rows, expiresAt: expiry(nowMs, KEPT_MS) };
    await table().send(
      new PutCommand({ TableName: TableName(), Item: { ...keys.importChunk(kept.importId, index + 1), ...item } }),
    );
  }
  try {
    await table().send(
      new PutCommand({
        TableName: TableName(),
        Item: { ...keys.import(kept.importId), ...kept },
        ConditionExpression: 'attribute_not_exists(PK) OR #state = :ready',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':ready': 'ready' },
      }),
    );
    return kept;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return (await readImport(kept.importId)) ?? kept;
  }
};

/** From ready to started, or from started to done; false when it was so already. */
const move = async (importId: string, from: string, set: string, values: Record<string, unknown>): Promise<boolean> => {
  try {
    await table().send(
      new UpdateCommand({
        TableName: TableName(),
        Key: keys.import(importId),
        UpdateExpression: set,
        ConditionExpression: '#state = :from',
        ExpressionAttributeNames: { '#state': 'state', ...(set.includes('#result') ? { '#result': 'result' } : {}) },
        ExpressionAttributeValues: { ':from': from, ...values },
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

export const markStarted = (importId: string, by: string, at: string): Promise<boolean> =>
  move(importId, 'ready', 'SET #state = :to, startedAt = :at, startedBy = :by', {
    ':to': 'started',
    ':at': at,
    ':by': by,
  });

/** Done: the rows are forgotten, the report and the result stay. */
export const conclude = async (found: Import, result: Result, at: string): Promise<boolean> => {
  const isFirst = await move(found.importId, 'started', 'SET #state = :to, endedAt = :at, #result = :result', {
    ':to': 'done',
    ':at': at,
    ':result': result,
  });
  for (let chunk = 1; chunk <= found.chunks; chunk++) {
    await table().send(new DeleteCommand({ TableName: TableName(), Key: keys.importChunk(found.importId, chunk) }));
  }
  return isFirst;
};

/** Rows of a chunk; none once the import is done. */
export const readChunk = async (importId: string, chunk: number): Promise<readonly KeptRow[]> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.importChunk(importId, chunk), ConsistentRead: true }),
  );
  return Item ? chunkItem.parse(Item).rows : [];
};
