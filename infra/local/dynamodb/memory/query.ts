import { type Fields, isFields } from '../../template/values.ts';
import { Binding } from './binding.ts';
import { bindCondition, holds } from './condition.ts';
import { invalid } from './failure.ts';
import { bindKeyCondition, inRange, type KeyCondition, lowest } from './key-condition.ts';
import { bindProjection, type Projection } from './projection.ts';
import { checkItemKey, hashText, type KeySchema, keyOf, keyText } from './schema.ts';
import type { Order, Row, Table } from './table.ts';
import { readCapacity, readUnits } from './units.ts';
import { type Item, readItem } from './value.ts';

/** DynamoDB ends a page when it has read this much. */
const PAGE_BYTES = 1024 * 1024;

export function query(table: Table, request: Fields): Fields {
  const order = orderOf(table, request);
  const { KeyConditionExpression, FilterExpression, ProjectionExpression } = request;
  const binding = new Binding(request, { KeyConditionExpression, FilterExpression, ProjectionExpression });
  const condition = bindKeyCondition(binding, KeyConditionExpression, order.schema);
  const read = readerOf(table, request, binding, order.schema);
  const all = order.partition(hashText(order.schema, { [order.schema.hash.name]: condition.hash }));
  const start = startOf(table, order, request);
  if (start && !(inPartition(condition, start.item) && inRange(condition, start.item))) {
    throw invalid('The provided starting key does not match the range key predicate');
  }
  const backward = request.ScanIndexForward === false;
  const rows = backward ? backwards(all, condition, order, start) : forwards(all, condition, order, start);
  return read(rows);
}

export function scan(table: Table, request: Fields): Fields {
  const order = orderOf(table, request);
  const { FilterExpression, ProjectionExpression } = request;
  const read = readerOf(table, request, new Binding(request, { FilterExpression, ProjectionExpression }), undefined);
  const start = startOf(table, order, request);
  const rows = order.all();
  const at = start ? rows.findIndex((row) => row.key === start.key) + 1 : 0;
  if (start && at === 0) throw invalid('The local DynamoDB scans on only from an item that is still there.');
  return read(rows.slice(at));
}

function orderOf(table: Table, request: Fields): Order {
  if (request.IndexName === undefined) {
    if (request.Select !== 'ALL_PROJECTED_ATTRIBUTES') return table.main;
    throw invalid('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
  const index = table.indexes.get(String(request.IndexName));
  if (!index) throw invalid(`The table does not have the specified index: ${request.IndexName}`);
  if (request.ConsistentRead === true) {
    throw invalid('Consistent reads are not supported on global secondary indexes');
  }
  return index;
}

const inPartition = ({ schema, hash }: KeyCondition, item: Item): boolean =>
  hashText(schema, item) === hashText(schema, { [schema.hash.name]: hash });

function* forwards(rows: readonly Row[], wanted: KeyCondition, order: Order, start: Start | undefined): Iterable<Row> {
  const { range } = order.schema;
  const low = lowest(wanted);
  let at = low && range ? order.place(rows, { item: { [range.name]: low }, key: '' }) : 0;
  if (start) {
    at = order.place(rows, start);
    if (rows[at]?.key === start.key) at++;
  }
  for (; at < rows.length; at++) {
    const row = rows[at];
    if (row && inRange(wanted, row.item)) yield row;
    else if (row && wanted.range?.operator !== '>') return;
  }
}

function* backwards(rows: readonly Row[], wanted: KeyCondition, order: Order, start: Start | undefined): Iterable<Row> {
  for (let at = (start ? order.place(rows, start) : rows.length) - 1; at >= 0; at--) {
    const row = rows[at];
    if (row && inRange(wanted, row.item)) yield row;
  }
}

interface Start {
  readonly item: Item;
  readonly key: string;
}

function startOf(table: Table, order: Order, request: Fields): Start | undefined {
  if (!isFields(request.ExclusiveStartKey)) return undefined;
  const item = readItem(request.ExclusiveStartKey);
  const names = new Set([...table.schema.key.parts, ...order.schema.parts].map((part) => part.name));
  const given = Object.keys(item);
  if (given.length !== names.size || !given.every((name) => names.has(name))) {
    throw invalid(
      order === table.main
        ? "Exclusive Start Key must have same size as table's key schema"
        : 'The provided starting key is invalid',
    );
  }
  checkItemKey(table.schema.key, item);
  return { item, key: keyText(table.schema.key, item) };
}

/** Turns rows into a page as Limit, FilterExpression, ProjectionExpression and Select say. */
function readerOf(table: Table, request: Fields, binding: Binding, key: KeySchema | undefined) {
  const filter = bindCondition(binding, 'FilterExpression', request.FilterExpression);
  const projection = bindProjection(binding, request.ProjectionExpression);
  binding.checkUsed();
  checkSelect(request);
  for (const part of key?.parts ?? []) {
    if (!filter || !namesOf(filter).has(part.name)) continue;
    throw invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${part.name}`);
  }
  const limit = limitOf(request);
  return (rows: Iterable<Row>): Fields => {
    const page = take(rows, limit);
    const kept = filter ? page.rows.filter((row) => holds(filter, row.item)) : page.rows;
    return pageOf(table, request, { ...page, kept, projection });
  };
}

interface Page {
  readonly rows: readonly Row[];
  readonly bytes: number;
  /** The last row read, when there may be more behind it. */
  readonly last: Row | undefined;
}

function take(rows: Iterable<Row>, limit: number): Page {
  const taken: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    taken.push(row);
    bytes += row.size;
    if (taken.length >= limit || bytes >= PAGE_BYTES) return { rows: taken, bytes, last: row };
  }
  return { rows: taken, bytes, last: undefined };
}

function pageOf(
  table: Table,
  request: Fields,
  page: Page & { readonly kept: readonly Row[]; readonly projection: Projection | undefined },
): Fields {
  const { kept, last, projection } = page;
  const index = request.IndexName === undefined ? undefined : String(request.IndexName);
  const keys = [table.schema.key, ...(index ? [table.schema.indexes.get(index) ?? table.schema.key] : [])];
  const Items = kept.map(({ item }) => (projection ? projection(item) : item));
  return {
    ...(request.Select === 'COUNT' ? {} : { Items }),
    Count: kept.length,
    ScannedCount: page.rows.length,
    ...(last ? { LastEvaluatedKey: Object.assign({}, ...keys.map((key) => keyOf(key, last.item))) } : {}),
    ...readCapacity(request, table, page.bytes === 0 ? 0 : readUnits(page.bytes, request.ConsistentRead), index),
  };
}

function limitOf({ Limit }: Fields): number {
  if (Limit === undefined) return Number.POSITIVE_INFINITY;
  if (Number(Limit) < 1) throw invalid('Limit must be greater than or equal to 1');
  return Number(Limit);
}

function checkSelect({ Select, ProjectionExpression }: Fields): void {
  const projected = ProjectionExpression !== undefined;
  if (Select === 'COUNT' && projected) {
    throw invalid('Cannot specify the ProjectionExpression when choosing to get only the Count');
  }
  if (Select === 'SPECIFIC_ATTRIBUTES' && !projected) {
    throw invalid('Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES');
  }
}

type Filter = NonNullable<ReturnType<typeof bindCondition>>;

const namesOf = (filter: Filter): ReadonlySet<string> =>
  new Set(
    filter.kind === 'test'
      ? filter.operands.flatMap((operand) => (operand.kind === 'path' ? [String(operand.path[0])] : []))
      : filter.parts.flatMap((part) => [...namesOf(part)]),
  );
