import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { settings } from './settings.ts';
import { table } from './table.ts';

const TRIES = 5;
const FIRST_PAUSE_MS = 50;

type Item = Record<string, unknown>;
interface Key {
  readonly PK: string;
  readonly SK: string;
}

/**
 * Reads up to 100 items by key, of the Program table unless told. A busy table gives keys back unread: they are asked for again, 5
 * times in all, with pauses of up to 50, 100, 200 and 400 ms; after that `ThrottlingException`, never a part of the items.
 */
export const readItems = async (
  Keys: Item[],
  ConsistentRead = false,
  TableName = settings.programTable(),
): Promise<Item[]> => {
  const items: Item[] = [];
  let left = Keys;
  for (let tries = 0; left.length > 0; tries++) {
    if (tries === TRIES) throw Object.assign(new Error('The table is too busy.'), { name: 'ThrottlingException' });
    if (tries > 0) await pause(FIRST_PAUSE_MS * 2 ** (tries - 1));
    const { Responses, UnprocessedKeys } = await table().send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys: left, ConsistentRead } } }),
    );
    items.push(...(Responses?.[TableName] ?? []));
    left = UnprocessedKeys?.[TableName]?.Keys ?? [];
  }
  return items;
};

/** Several items in one call, each as of this instant, under the names they were asked for by. */
export const readTogether = async <Name extends string>(
  wanted: Readonly<Partial<Record<Name, Key | undefined>>>,
): Promise<Partial<Record<Name, Item>>> => {
  const named = Object.entries<Key | undefined>(wanted).flatMap(([name, key]) => (key ? [{ name, key }] : []));
  const items = await readItems(
    named.map(({ key: { PK, SK } }) => ({ PK, SK })),
    true,
  );
  const found: Partial<Record<string, Item>> = {};
  for (const { name, key } of named) found[name] = items.find(({ PK, SK }) => PK === key.PK && SK === key.SK);
  return found;
};

const pause = (mostMs: number): Promise<void> => new Promise((go) => setTimeout(go, Math.random() * mostMs));
