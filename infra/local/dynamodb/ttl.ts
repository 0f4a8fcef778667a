import type { Clock, Timer } from '../clock.ts';
import { type Fields, isFields, list } from '../template/values.ts';
import type { DynamoConnection } from './connection.ts';
import type { Written } from './permissions.ts';
import type { Table } from './tables.ts';

/** AWS deletes late, never early; here at the next full hour, so that a clock that is moved does not stop at each item. */
const ROUND_UP_MS = 3_600_000;

type Deletion = 'deleting' | 'deleted' | 'kept';

/** Deletes the items whose time has come, as the TTL service does. Due times are learnt from the writes at the door. */
export class TimeToLive {
  readonly #clock: Clock;
  readonly #wire: DynamoConnection;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #told: (table: Table, keyText: string, what: Deletion) => void;
  /** By rounded due time: table and key of the items to look at then; one that was written twice is there twice. */
  readonly #due = new Map<number, { readonly table: Table; readonly key: Fields }[]>();
  readonly #timers = new Map<number, Timer>();

  constructor(options: {
    clock: Clock;
    wire: DynamoConnection;
    tables: readonly Table[];
    /** Hears of each deletion before and after, to mark its stream record and to read the stream. */
    told: (table: Table, keyText: string, what: Deletion) => void;
  }) {
    this.#clock = options.clock;
    this.#wire = options.wire;
    this.#tables = new Map(options.tables.filter((table) => table.ttl).map((table) => [table.name, table]));
    this.#told = options.told;
  }

  /** After a write: notes when its items expire. To be waited for only where an item must be looked at. */
  noticed(writes: readonly Written[]): Promise<void> | undefined {
    const unsure: (readonly [Table, Fields])[] = [];
    for (const { kind, table: name, item, touches } of writes) {
      const table = this.#tables.get(name);
      if (!table?.ttl || kind === 'delete') continue;
      if (kind === 'put') this.#note(table, item);
      else if (touches?.includes(table.ttl)) unsure.push([table, item]);
    }
    return unsure.length > 0 ? this.#lookAt(unsure) : undefined;
  }

  async #lookAt(items: readonly (readonly [Table, Fields])[]): Promise<void> {
    for (const [table, key] of items) await this.#look(table, key);
  }

  /** After a restart: finds the due times again. */
  async rebuild(): Promise<void> {
    for (const table of this.#tables.values()) {
      let from: unknown;
      do {
        const page: unknown = await this.#wire.call('Scan', {
          TableName: table.name,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        });
        if (!isFields(page)) break;
        for (const item of list(page.Items, 'Items')) if (isFields(item)) this.#note(table, item);
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
    }
  }

  async #look(table: Table, key: Fields): Promise<void> {
    const found: unknown = await this.#wire.call('GetItem', { TableName: table.name, Key: key, ConsistentRead: true });
    if (isFields(found) && isFields(found.Item)) this.#note(table, found.Item);
  }

  #note(table: Table, item: Fields): void {
    const expires = isFields(item[table.ttl ?? '']) ? item[table.ttl ?? ''] : undefined;
    if (!isFields(expires) || typeof expires.N !== 'string') return;
    const due = Math.ceil((Number(expires.N) * 1000) / ROUND_UP_MS) * ROUND_UP_MS;
    if (!Number.isFinite(due)) return;
    const key = Object.fromEntries(table.keys.map((name) => [name, item[name]]));
    let items = this.#due.get(due);
    if (!items) {
      items = [];
      this.#due.set(due, items);
      this.#timers.set(
        due,
        // Nobody waits for it.
        this.#clock.at(due, () => this.#expire(due), true),
      );
    }
    items.push({ table, key });
  }

  async #expire(due: number): Promise<void> {
    const items = this.#due.get(due);
    this.#due.delete(due);
    this.#timers.delete(due);
    const done = new Set<string>();
    for (const { table, key } of items ?? []) {
      const name = `${table.name} ${keyText(key)}`;
      if (!done.has(name)) await this.#delete(table, key);
      done.add(name);
    }
  }

  async #delete(table: Table, key: Fields): Promise<void> {
    this.#told(table, keyText(key), 'deleting');
    try {
      await this.#wire.call('DeleteItem', {
        TableName: table.name,
        Key: key,
        ConditionExpression: '#ttl <= :now',
        ExpressionAttributeNames: { '#ttl': table.ttl },
        ExpressionAttributeValues: { ':now': { N: String(Math.floor(this.#clock.now() / 1000)) } },
      });
      this.#told(table, keyText(key), 'deleted');
    } catch (error) {
      // Its time was put off, or it is gone: either is fine.
      if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
      this.#told(table, keyText(key), 'kept');
    }
  }
}

/** A key as text, the same whatever the order of its attributes. */
export const keyText = (key: Fields): string =>
  JSON.stringify(Object.entries(key).sort(([left], [right]) => (left < right ? -1 : 1)));
