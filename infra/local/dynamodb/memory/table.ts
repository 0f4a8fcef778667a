import { hashText, type KeySchema, keyText, type TableSchema } from './schema.ts';
import { compare, compareTexts, equal, type Item, itemSize } from './value.ts';

/** A kept item with its size in bytes. */
export interface Row {
  readonly item: Item;
  readonly size: number;
  /** Its primary key as text. */
  readonly key: string;
}

/** Rows in the order of one key schema: the table itself, or one of its indexes. */
export class Order {
  readonly schema: KeySchema;
  readonly #partitions = new Map<string, Row[]>();
  /** The partitions in order, until one comes or goes: a scan asks for them with each page. */
  #sorted: readonly string[] | undefined;

  constructor(schema: KeySchema) {
    this.schema = schema;
  }

  /** A row without this order's key is not in it: indexes are sparse. */
  has(item: Item): boolean {
    return this.schema.parts.every((part) => item[part.name]);
  }

  partition(hash: string): readonly Row[] {
    return this.#partitions.get(hash) ?? [];
  }

  /** Every row, partition by partition. */
  all(): readonly Row[] {
    this.#sorted ??= [...this.#partitions.keys()].sort(compareTexts);
    return this.#sorted.flatMap((hash) => this.#partitions.get(hash) ?? []);
  }

  add(row: Row): void {
    const hash = hashText(this.schema, row.item);
    const rows = this.#partitions.get(hash);
    if (rows) rows.splice(this.place(rows, row), 0, row);
    else {
      this.#partitions.set(hash, [row]);
      this.#sorted = undefined;
    }
  }

  remove(row: Row): void {
    const hash = hashText(this.schema, row.item);
    const rows = this.#partitions.get(hash) ?? [];
    if (rows.length > 1) rows.splice(this.place(rows, row), 1);
    else {
      this.#partitions.delete(hash);
      this.#sorted = undefined;
    }
  }

  /** Puts `after` where `before` stood. */
  replace(before: Row, after: Row): void {
    const rows = this.#partitions.get(hashText(this.schema, before.item));
    if (rows) rows[this.place(rows, before)] = after;
  }

  /** The first place whose row is not before this one. */
  place(rows: readonly Row[], wanted: Pick<Row, 'item' | 'key'>): number {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const row = rows[middle];
      if (row && this.#compare(row, wanted) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** By range key; rows of an index that have the same one stand in the order of their primary keys. */
  #compare(one: Pick<Row, 'item' | 'key'>, two: Pick<Row, 'item' | 'key'>): number {
    const name = this.schema.range?.name ?? '';
    const [left, right] = [one.item[name], two.item[name]];
    return (left && right && compare(left, right)) || 0 || compareTexts(one.key, two.key);
  }
}

const KB = 1024;
const units = (size: number): number => Math.max(1, Math.ceil(size / KB));

/** The items of one table, and its indexes, which are never late. */
export class Table {
  readonly schema: TableSchema;
  readonly main: Order;
  readonly indexes: ReadonlyMap<string, Order>;
  readonly #rows = new Map<string, Row>();

  constructor(schema: TableSchema) {
    this.schema = schema;
    this.main = new Order(schema.key);
    this.indexes = new Map([...schema.indexes].map(([name, key]) => [name, new Order(key)]));
  }

  get count(): number {
    return this.#rows.size;
  }

  get(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  rowOf(item: Item): Row {
    return { item, size: itemSize(item), key: keyText(this.schema.key, item) };
  }

  /** Puts one row in the place of another, or takes it away. */
  write(before: Row | undefined, after: Row | undefined): void {
    if (after) this.#rows.set(after.key, after);
    else if (before) this.#rows.delete(before.key);
    move(this.main, before, after);
    for (const index of this.indexes.values()) move(index, before, after);
  }

  /** Write units of a change, as DynamoDB counts them: the larger of both items, and what each index has to do. */
  cost(
    before: Row | undefined,
    after: Row | undefined,
    changed: boolean,
  ): { table: number; indexes: [string, number][] } {
    const table = units(Math.max(before?.size ?? 0, after?.size ?? 0));
    const indexes = [...this.indexes].map(([name, index]): [string, number] => [
      name,
      indexCost(index, before, after, changed),
    ]);
    return { table, indexes: indexes.filter(([, cost]) => cost > 0) };
  }
}

const sameKey = ({ schema }: Order, one: Row, two: Row): boolean =>
  schema.parts.every(({ name }) => equal(one.item[name] ?? {}, two.item[name] ?? {}));

function move(order: Order, before: Row | undefined, after: Row | undefined): void {
  const [old, now] = [
    before && order.has(before.item) ? before : undefined,
    after && order.has(after.item) ? after : undefined,
  ];
  if (old && now && sameKey(order, old, now)) order.replace(old, now);
  else {
    if (old) order.remove(old);
    if (now) order.add(now);
  }
}

function indexCost(index: Order, before: Row | undefined, after: Row | undefined, changed: boolean): number {
  const [old, now] = [
    before && index.has(before.item) ? before : undefined,
    after && index.has(after.item) ? after : undefined,
  ];
  if (!changed) return 0;
  if (old && now && sameKey(index, old, now)) return units(Math.max(old.size, now.size));
  return (old ? units(old.size) : 0) + (now ? units(now.size) : 0);
}
