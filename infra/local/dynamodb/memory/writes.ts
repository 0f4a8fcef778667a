import { type Fields, isFields } from '../../template/values.ts';
import { Binding } from './binding.ts';
import { type BoundCondition, bindCondition, holds } from './condition.ts';
import { conditionFailed, invalid } from './failure.ts';
import { project } from './path.ts';
import { checkIndexNotEmpty, checkIndexTypes, checkItemKey, checkKey, keyText } from './schema.ts';
import type { Row, Table } from './table.ts';
import { applyUpdate, bindUpdate, type Update } from './update.ts';
import { equalItems, type Item, readItem } from './value.ts';

export type Verb = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

/** One write, read and checked as far as it can be without the item. */
export interface Write {
  readonly verb: Verb;
  readonly table: Table;
  readonly request: Fields;
  readonly key: string;
  /** The whole item of a put, the key of the others. */
  readonly item: Item;
  /** Of a put, how it would be kept. */
  readonly row: Row | undefined;
  readonly update: Update | undefined;
  readonly condition: BoundCondition | undefined;
}

export interface Change {
  readonly before: Row | undefined;
  readonly after: Row | undefined;
  /** False for a write that leaves everything as it was: no stream record. */
  readonly changed: boolean;
}

const MOST_BYTES = 400 * 1024;

export function readWrite(verb: Verb, table: Table, request: Fields): Write {
  const raw = verb === 'Put' ? request.Item : request.Key;
  if (!isFields(raw)) {
    throw invalid(
      verb === 'Put'
        ? 'Item to put in PutItem cannot be null'
        : 'Cannot have null key for GetItem, DeleteItem, or UpdateItem',
    );
  }
  const item = readItem(raw);
  const { UpdateExpression, ConditionExpression } = request;
  const expressions = verb === 'Update' ? { UpdateExpression, ConditionExpression } : { ConditionExpression };
  const binding = new Binding(request, expressions);
  const update = verb === 'Update' ? bindUpdate(binding, UpdateExpression) : undefined;
  const condition = bindCondition(binding, 'ConditionExpression', ConditionExpression);
  binding.checkUsed();
  if (verb === 'Put') checkItemKey(table.schema.key, item);
  else checkKey(table.schema.key, item);
  const row = verb === 'Put' ? table.rowOf(item) : undefined;
  const key = row?.key ?? keyText(table.schema.key, item);
  const write = { verb, table, request, item, row, update, condition, key };
  checkNew(write);
  return write;
}

function checkNew({ table, item, row, update }: Write): void {
  if (row) {
    checkIndexNotEmpty(table.schema, item, 'put');
    if (row.size > MOST_BYTES) throw invalid('Item size has exceeded the maximum allowed size');
  }
  for (const { name } of table.schema.key.parts) {
    if (!update?.paths.some(([first]) => first === name)) continue;
    throw invalid(
      `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`,
    );
  }
}

/** Throws when the condition does not hold, with the item if the request wants it. */
export function checkCondition({ table, key, condition, request }: Write): void {
  if (!condition) return;
  const before = table.get(key);
  if (holds(condition, before?.item ?? {})) return;
  const wanted = request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && before;
  throw conditionFailed(wanted ? { Item: before.item } : {});
}

/** What the write would do; writes nothing. Throws for what is wrong with this item. */
export function plan({ verb, table, key, item, row, update }: Write): Change {
  const before = table.get(key);
  if (verb === 'ConditionCheck') return { before, after: before, changed: false };
  if (verb === 'Delete') return { before, after: undefined, changed: before !== undefined };
  const next = update ? applyUpdate(before?.item ?? item, update) : item;
  const changed = !before || !equalItems(before.item, next);
  const after = changed ? (row ?? table.rowOf(next)) : before;
  if (update) checkIndexNotEmpty(table.schema, next, 'update');
  checkIndexTypes(table.schema, next);
  if (after.size > MOST_BYTES) throw invalid('Item size to update has exceeded the maximum allowed size');
  return { before, after, changed };
}

const RETURNS: Readonly<Record<Verb, readonly unknown[]>> = {
  Put: ['NONE', 'ALL_OLD'],
  Delete: ['NONE', 'ALL_OLD'],
  Update: ['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'],
  ConditionCheck: ['NONE'],
};

export function checkReturns(verb: Verb, request: Fields): void {
  if (!RETURNS[verb].includes(request.ReturnValues ?? 'NONE')) throw invalid('Return values set to invalid value');
}

/** What ReturnValues asks for. */
export function returned({ request, update }: Write, { before, after }: Change): Item | undefined {
  const { ReturnValues } = request;
  const from = ReturnValues === 'ALL_OLD' || ReturnValues === 'UPDATED_OLD' ? before?.item : after?.item;
  if (ReturnValues === undefined || ReturnValues === 'NONE' || !from) return undefined;
  return String(ReturnValues).startsWith('ALL') || !update ? from : project(from, update.tree);
}
