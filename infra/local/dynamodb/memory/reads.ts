import { type Fields, isFields, optionalList } from '../../template/values.ts';
import { Binding } from './binding.ts';
import { Failure, invalid } from './failure.ts';
import { bindProjection } from './projection.ts';
import { checkKey, keyText } from './schema.ts';
import type { Row, Table } from './table.ts';
import { readCapacity, readUnits, Tally } from './units.ts';
import { type Item, readItem } from './value.ts';

const MOST_KEYS = 100;

export type Tables = (name: unknown) => Table;

interface Read {
  readonly table: Table;
  readonly key: string;
  readonly projected: (row: Row) => Item;
}

function readOne(table: Table, request: Fields): Read {
  if (!isFields(request.Key)) throw invalid('Cannot have null key for GetItem, DeleteItem, or UpdateItem');
  const { ProjectionExpression } = request;
  const binding = new Binding(request, { ProjectionExpression });
  const projection = bindProjection(binding, ProjectionExpression);
  binding.checkUsed();
  const key = readItem(request.Key);
  checkKey(table.schema.key, key);
  const projected = ({ item }: Row): Item => (projection ? projection(item) : item);
  return { table, key: keyText(table.schema.key, key), projected };
}

export function getItem(table: Table, request: Fields): Fields {
  const { key, projected } = readOne(table, request);
  const row = table.get(key);
  const units = readUnits(row?.size ?? 0, request.ConsistentRead);
  return { ...(row ? { Item: projected(row) } : {}), ...readCapacity(request, table, units) };
}

export function batchGet(tables: Tables, request: Fields): Fields {
  const asked = Object.entries(isFields(request.RequestItems) ? request.RequestItems : {});
  if (asked.length === 0) throw invalid('BatchGetItem must have some requests set');
  const keysOf = (one: unknown) => optionalList(isFields(one) ? one.Keys : undefined);
  for (const [name, one] of asked) {
    if (keysOf(one).length > 0) continue;
    throw invalid(`The list of keys in RequestItems for BatchGetItem is required: ${name} has empty list`);
  }
  if (asked.reduce((sum, [, one]) => sum + keysOf(one).length, 0) > MOST_KEYS) {
    throw invalid('Too many items requested for the BatchGetItem call');
  }
  const tally = new Tally();
  const Responses: Record<string, readonly Item[]> = {};
  for (const [name, one] of asked) {
    const { Keys: _, ...options } = isFields(one) ? one : {};
    const table = tables(name);
    const reads = keysOf(one).map((Key) => readOne(table, { ...options, Key }));
    if (new Set(reads.map((read) => read.key)).size < reads.length) {
      throw invalid('Provided list of item keys contains duplicates');
    }
    Responses[table.schema.name] = reads.flatMap(({ key, projected }) => {
      const row = table.get(key);
      tally.add(table, row ? readUnits(row.size, options.ConsistentRead) : 0);
      return row ? [projected(row)] : [];
    });
  }
  return { Responses, UnprocessedKeys: {}, ...tally.capacity(request) };
}

export function transactGet(tables: Tables, request: Fields): Fields {
  const tally = new Tally();
  const seen = new Set<string>();
  const reads = optionalList(request.TransactItems).map((one) => {
    const get = isFields(one) && isFields(one.Get) ? one.Get : {};
    const table = tables(get.TableName);
    try {
      return readOne(table, get);
    } catch (error) {
      if (error instanceof Failure && /number of conditions/.test(error.message)) {
        throw new Failure('TransactionCanceledException', error.message);
      }
      throw error;
    }
  });
  const Responses = reads.map(({ table, key, projected }) => {
    const name = `${table.schema.name} ${key}`;
    if (seen.has(name)) throw invalid('Transaction request cannot include multiple operations on one item');
    seen.add(name);
    const row = table.get(key);
    // Reading in a transaction costs twice what a consistent read does.
    tally.add(table, 2 * readUnits(row?.size ?? 0, true));
    return row ? { Item: projected(row) } : {};
  });
  return { ...tally.capacity(request), Responses };
}
