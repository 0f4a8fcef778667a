import { type Fields, isFields, optionalList } from '../../template/values.ts';
import { Failure, invalid } from './failure.ts';
import type { Tables } from './reads.ts';
import { checkIndexTypes } from './schema.ts';
import { Tally, totalOf } from './units.ts';
import { type Change, checkCondition, plan, readWrite, type Verb, type Write } from './writes.ts';

const MOST_ITEMS = 100;
const VERBS: readonly Verb[] = ['Put', 'Update', 'Delete', 'ConditionCheck'];

export interface Planned {
  readonly write: Write;
  readonly change: Change;
}

/** Reads and checks all of it; what comes back may be written as it stands. Throws when one of it may not be. */
export function planTransaction(tables: Tables, request: Fields): readonly Planned[] {
  const items = optionalList(request.TransactItems);
  if (items.length === 0) {
    throw invalid(
      "Value [] at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  }
  if (items.length > MOST_ITEMS) throw invalid('Member must have length less than or equal to 100');
  const writes = cancelling(items, (item, at) => readItemOf(tables, item, at));
  const changes = writes.map((write) => attempt(() => plan(write)));
  const reasons = writes.map((write, at) => reasonOf(write, changes[at]));
  if (reasons.some((reason) => reason.Code !== 'None')) throw cancelled(reasons);
  const keys = new Set(writes.map((write) => `${write.table.schema.name} ${write.key}`));
  if (keys.size < writes.length) throw invalid('Transaction request cannot include multiple operations on one item');
  return writes.flatMap((write, at) => {
    const change = changes[at];
    return change && !(change instanceof Failure) ? [{ write, change }] : [];
  });
}

function readItemOf(tables: Tables, item: unknown, at: number): Write {
  const given = VERBS.filter((verb) => isFields(item) && isFields(item[verb]));
  const [verb] = given;
  if (!verb || !isFields(item)) {
    throw invalid('Invalid Request: TransactWriteRequest should contain Delete or Put or Update request');
  }
  if (given.length > 1) throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  const request = isFields(item[verb]) ? item[verb] : {};
  if (verb === 'ConditionCheck' && request.ConditionExpression === undefined) {
    const where = `transactItems.${at + 1}.member.conditionCheck.conditionExpression`;
    throw invalid(`Value null at '${where}' failed to satisfy constraint: Member must not be null`);
  }
  return readWrite(verb, tables(request.TableName), request);
}

/** DynamoDB Local cancels at once, with one reason alone, when an update names a key attribute. */
function cancelling<T, R>(items: readonly T[], read: (item: T, at: number) => R): readonly R[] {
  const wrongType: { at: number; error: Failure }[] = [];
  const done = items.map((item, at) => {
    try {
      return read(item, at);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (/Cannot update attribute/.test(error.message)) throw cancelled([reason(error)]);
      if (!/Type mismatch for key/.test(error.message)) throw error;
      wrongType.push({ at, error });
      return undefined;
    }
  });
  if (wrongType.length === 0) return done.filter((one) => one !== undefined);
  const byPlace = new Map(wrongType.map(({ at, error }) => [at, reason(error)]));
  throw cancelled(items.map((_, at) => byPlace.get(at) ?? { Code: 'None' }));
}

function attempt(work: () => Change): Change | Failure {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function reasonOf(write: Write, change: Change | Failure | undefined): Fields {
  try {
    if (write.verb === 'Put') checkIndexTypes(write.table.schema, write.item);
    checkCondition(write);
  } catch (error) {
    if (error instanceof Failure) return reason(error);
    throw error;
  }
  if (!(change instanceof Failure)) return { Code: 'None' };
  if (/Type mismatch/.test(change.message)) return reason(change);
  throw change;
}

const reason = (error: Failure): Fields => ({
  ...error.more,
  Code: error.name === 'ConditionalCheckFailedException' ? 'ConditionalCheckFailed' : 'ValidationError',
  Message: error.message,
});

function cancelled(CancellationReasons: readonly Fields[]): Failure {
  const codes = CancellationReasons.map((one) => one.Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new Failure('TransactionCanceledException', message, { CancellationReasons });
}

/** Each item as a write of its own, twice: once to prepare and once to commit. */
export function transactionUnits(planned: readonly Planned[]): Tally {
  const tally = new Tally();
  for (const { write, change } of planned) tally.add(write.table, 2 * totalOf(write.table, change));
  return tally;
}
