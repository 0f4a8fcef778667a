import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { settings } from './settings.ts';
import { table } from './table.ts';

const TRIES = 5;
const FIRST_PAUSE_MS = 50;

type Item = Record<string, unknown>;

/**
 * Reads up to 100 items of the Program table by key. A busy table gives keys back unread: they are asked for again, 5
 * times in all, with pauses of up to 50, 100, 200 and 400 ms; after that `ThrottlingException`, never a part of the items.
 */
export const readItems = async (Keys: Item[]): Promise<Item[]> => {
  const TableName = settings.programTable();
  const items: Item[] = [];
  let left = Keys;
  for (let tries = 0; left.length > 0; tries++) {
    if (tries === TRIES) throw Object.assign(new Error('The table is too busy.'), { name: 'ThrottlingException' });
    if (tries > 0) await pause(FIRST_PAUSE_MS * 2 ** (tries - 1));
    const { Responses, UnprocessedKeys } = await table().send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys: left } } }),
    );
    items.push(...(Responses?.[TableName] ?? []));
    left = UnprocessedKeys?.[TableName]?.Keys ?? [];
  }
  return items;
};

const pause = (mostMs: number): Promise<void> => new Promise((go) => setTimeout(go, Math.random() * mostMs));
