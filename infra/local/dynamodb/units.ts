import { type Fields, isFields, optionalList, optionalNumber } from '../template/values.ts';
import type { DynamoAnswer, DynamoConnection } from './connection.ts';
import { readSchema } from './memory/schema.ts';
import { Table as Counting, type Row } from './memory/table.ts';
import { equal, itemSize, readItem } from './memory/value.ts';
import { createRequest, type Table } from './tables.ts';

export interface Units {
  readonly read: number;
  readonly write: number;
}

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'];
const COUNTED = new Set([...READS, ...WRITES]);
const KB = 1024;
const unitsFor = (bytes: number, kilobytes = 1): number => Math.max(1, Math.ceil(bytes / (kilobytes * KB)));

/**
 * Counts what calls cost, as AWS bills them: writes by KB and item, the larger of what was and what is, and again for
 * every index that has to change (twice where its key changes); a failed condition by the item that it met; transactions
 * double.
 */
export class Meter {
  readonly #wire: DynamoConnection;
  /** Nothing is ever in them: they know their keys and indexes, and what a change costs. */
  readonly #tables: ReadonlyMap<string, Counting>;

  constructor(wire: DynamoConnection, tables: readonly Table[]) {
    this.#wire = wire;
    this.#tables = new Map(tables.map((table) => [table.name, new Counting(readSchema(createRequest(table)))]));
  }

  counts(action: string): boolean {
    return COUNTED.has(action);
  }

  /** Makes the call; its answer is what the caller asked for, no more. */
  async ask(action: string, body: Fields): Promise<{ readonly answer: DynamoAnswer; readonly units: Units }> {
    const sent = withQuestions(action, body);
    const send = (): Promise<DynamoAnswer> => this.#wire.ask('DynamoDB', action, sent);
    const ownCount = action === 'TransactWriteItems' && !this.#wire.countsTransactions;
    const { answer, writes } = ownCount
      ? await this.#measured(optionalList(body.TransactItems), send)
      : { answer: await send(), writes: undefined };
    const units =
      answer.status >= 400 ? ofFailure(action, body, answer.body) : (writes ?? ofAnswer(action, answer.body));
    return { answer: { ...answer, body: withoutAnswers(body, answer) }, units };
  }

  /** DynamoDB Local merges what a transaction costs: its items are looked at before and after. */
  async #measured(items: readonly unknown[], send: () => Promise<DynamoAnswer>) {
    const written = items.flatMap((item) => this.#writtenBy(item));
    const before = await this.#read(written.filter(({ isNew }) => !isNew));
    const answer = await send();
    const after = answer.status < 400 ? await this.#read(written.filter(({ verb }) => verb === 'Update')) : new Map();
    const costs = written.map(({ table, verb, id, put }) => {
      const old = before.get(id);
      const now = verb === 'Put' ? put : verb === 'Update' ? after.get(id) : verb === 'Delete' ? undefined : old;
      const changed = verb !== 'ConditionCheck' && !(old && now && equal({ M: old.item }, { M: now.item }));
      const cost = table.cost(old, now, changed && (old ?? now) !== undefined);
      return cost.indexes.reduce((sum, [, units]) => sum + units, cost.table);
    });
    return { answer, writes: { read: 0, write: 2 * costs.reduce((sum, one) => sum + one, 0) } };
  }

  #writtenBy(item: unknown): readonly Written[] {
    return Object.entries(isFields(item) ? item : {}).flatMap(([verb, one]) => {
      const table = isFields(one) ? this.#tables.get(String(one.TableName).split('/').at(-1) ?? '') : undefined;
      const raw = isFields(one) ? (verb === 'Put' ? one.Item : one.Key) : undefined;
      if (!isFields(one) || !table || !isFields(raw)) return [];
      const row = table.rowOf(readItem(raw));
      const isNew = verb === 'Put' && one.ConditionExpression === `attribute_not_exists(${table.schema.key.hash.name})`;
      const key = Object.fromEntries(table.schema.key.parts.map(({ name }) => [name, raw[name]]));
      return [{ table, verb, isNew, key, id: `${table.schema.name} ${row.key}`, put: row }];
    });
  }

  async #read(written: readonly Written[]): Promise<Map<string, Row>> {
    const rows = new Map<string, Row>();
    if (written.length === 0) return rows;
    const byTable = Map.groupBy(written, ({ table }) => table);
    const wanted = [...byTable].map(([{ schema }, keys]) => [
      schema.name,
      { Keys: keys.map(({ key }) => key), ConsistentRead: true },
    ]);
    const { status, body } = await this.#wire.ask('DynamoDB', 'BatchGetItem', {
      RequestItems: Object.fromEntries(wanted),
    });
    // A request that is wrong in itself is told so by the transaction.
    if (status >= 400 || !isFields(body.Responses)) return rows;
    for (const table of byTable.keys()) {
      for (const raw of optionalList(body.Responses[table.schema.name])) {
        const row = table.rowOf(readItem(isFields(raw) ? raw : {}));
        rows.set(`${table.schema.name} ${row.key}`, row);
      }
    }
    return rows;
  }
}

interface Written {
  readonly table: Counting;
  readonly verb: string;
  /** Its condition says that there was nothing before. */
  readonly isNew: boolean;
  readonly key: Fields;
  readonly id: string;
  readonly put: Row;
}

/** What the call cost, and the item that a failed condition met. */
function withQuestions(action: string, body: Fields): Fields {
  const capacity = { ReturnConsumedCapacity: body.ReturnConsumedCapacity ?? 'TOTAL' };
  if (action === 'TransactWriteItems') {
    return { ...body, TransactItems: optionalList(body.TransactItems).map(eachWithOld), ...capacity };
  }
  return { ...withOld(body), ...capacity };
}

function eachWithOld(item: unknown): unknown {
  if (!isFields(item)) return item;
  const asked: Record<string, unknown> = {};
  for (const verb in item) {
    const one = item[verb];
    asked[verb] = isFields(one) ? withOld(one) : one;
  }
  return asked;
}

const withOld = (request: Fields): Fields =>
  request.ConditionExpression === undefined ? request : { ...request, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };

const wantsOld = (request: unknown): boolean =>
  isFields(request) && request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';

/** Takes out of the answer what only the meter asked for. */
function withoutAnswers(body: Fields, { status, body: answer }: DynamoAnswer): Fields {
  if (status < 400) {
    if (body.ReturnConsumedCapacity !== undefined) return answer;
    const { ConsumedCapacity: _, ...rest } = answer;
    return rest;
  }
  if (answer.Item !== undefined && !wantsOld(body)) {
    const { Item: _, ...rest } = answer;
    return rest;
  }
  if (!Array.isArray(answer.CancellationReasons)) return answer;
  const asked = optionalList(body.TransactItems).map((item) =>
    Object.values(isFields(item) ? item : {}).some(wantsOld),
  );
  const CancellationReasons = answer.CancellationReasons.map((reason, at) => {
    if (asked[at] || !isFields(reason)) return reason;
    const { Item: _, ...rest } = reason;
    return rest;
  });
  return { ...answer, CancellationReasons };
}

function ofAnswer(action: string, answer: Fields): Units {
  if (action === 'TransactGetItems') {
    const sizes = optionalList(answer.Responses).map((one) => (isFields(one) ? sizeOf(one.Item) : 0));
    return { read: sizes.reduce((sum, size) => sum + 2 * unitsFor(size, 4), 0), write: 0 };
  }
  const { ConsumedCapacity: consumed } = answer;
  const units = (Array.isArray(consumed) ? consumed : [consumed]).reduce(
    (sum: number, part) => sum + (isFields(part) ? (optionalNumber(part.CapacityUnits) ?? 0) : 0),
    0,
  );
  return READS.has(action) ? { read: units, write: 0 } : { read: 0, write: units };
}

/** A failed condition costs as much as a write of the item that it met, at least one; in a transaction each item, twice. */
function ofFailure(action: string, body: Fields, answer: Fields): Units {
  if (!/ConditionalCheckFailed/.test(`${answer.__type} ${answer.Message}`)) return { read: 0, write: 0 };
  if (action !== 'TransactWriteItems') return { read: 0, write: unitsFor(sizeOf(answer.Item)) };
  const reasons = optionalList(answer.CancellationReasons);
  const met = optionalList(body.TransactItems).map((_, at) => {
    const reason = reasons[at];
    return unitsFor(isFields(reason) ? sizeOf(reason.Item) : 0);
  });
  return { read: 0, write: 2 * met.reduce((sum, one) => sum + one, 0) };
}

const sizeOf = (item: unknown): number => (isFields(item) ? itemSize(readItem(item)) : 0);
