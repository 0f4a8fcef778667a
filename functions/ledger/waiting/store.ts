import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../../shared/commit.ts';
import { keys } from '../../shared/keys.ts';
import { putEvent } from '../../shared/outbox.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import { type Waiting, type WaitingItem, waitingItem } from '../contract.ts';
import { isNew, oldestFirst, taskOf } from '../waiting.ts';

const MOST_KEPT = 100;

export const readWaiting = async (shard: number): Promise<WaitingItem | undefined> => {
  const Key = keys.waitingEvents(shard);
  const { Item } = await table().send(
    new GetCommand({ TableName: settings.programTable(), Key, ConsistentRead: true }),
  );
  return Item && waitingItem.parse(Item);
};

/** What waits in a shard, in place of what the night before found; nothing is written where there was and is nothing. */
export const keepWaiting = async (
  shard: number,
  found: readonly Waiting[],
  before: WaitingItem | undefined,
  now: string,
): Promise<void> => {
  if (found.length === 0 && (before?.count ?? 0) === 0) return;
  const entries = oldestFirst(found).slice(0, MOST_KEPT);
  const foundAt = isNew(found, before) ? now : (before?.foundAt ?? now);
  const item = { type: 'WAITING-EVENTS', shard, checkedAt: now, count: found.length, foundAt, entries };
  const Item = { ...keys.waitingEvents(shard), ...item };
  await table().send(new PutCommand({ TableName: settings.programTable(), Item }));
};

/** What waits in all shards: as many items as there are shards, at most. */
export const listWaiting = async (): Promise<readonly WaitingItem[]> => {
  const found: WaitingItem[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: settings.programTable(),
        KeyConditionExpression: 'PK = :pk',
        ExpressionAttributeValues: { ':pk': keys.waitingEvents(0).PK },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) found.push(waitingItem.parse(item));
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
};

/** Asks ops to look at what waits, once for each night on which there is something new. */
export const askAbout = async (found: readonly WaitingItem[], now: string): Promise<void> => {
  const task = taskOf(found, now);
  if (task) await commit([], [putEvent(task)]);
};
