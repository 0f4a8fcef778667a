import type { Fields } from '../../template/values.ts';
import type { Table } from './table.ts';
import type { Change } from './writes.ts';

const READ_BYTES = 4096;
const EVENTUAL = 0.5;

/** Read units for this many bytes. */
export const readUnits = (bytes: number, consistent: unknown): number =>
  Math.max(1, Math.ceil(bytes / READ_BYTES)) * (consistent === true ? 1 : EVENTUAL);

/** ConsumedCapacity of a read, if it is asked for. */
export function readCapacity(request: Fields, table: Table, units: number, index?: string): Fields {
  const wanted = request.ReturnConsumedCapacity;
  if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return {};
  const total = { TableName: table.schema.name, CapacityUnits: units };
  if (wanted === 'TOTAL') return { ConsumedCapacity: total };
  const parts = index
    ? { Table: { CapacityUnits: 0 }, GlobalSecondaryIndexes: { [index]: { CapacityUnits: units } } }
    : { Table: { CapacityUnits: units } };
  return { ConsumedCapacity: { ...total, ...parts } };
}

/** ConsumedCapacity of a write, if it is asked for. */
export function writeCapacity(request: Fields, table: Table, change: Change): Fields {
  const wanted = request.ReturnConsumedCapacity;
  if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return {};
  const { table: own, indexes } = table.cost(change.before, change.after, change.changed);
  const total = { TableName: table.schema.name, CapacityUnits: totalOf(table, change) };
  if (wanted === 'TOTAL') return { ConsumedCapacity: total };
  const parts = Object.fromEntries(indexes.map(([name, units]) => [name, { CapacityUnits: units }]));
  return {
    ConsumedCapacity: {
      ...total,
      Table: { CapacityUnits: own },
      ...(indexes.length > 0 ? { GlobalSecondaryIndexes: parts } : {}),
    },
  };
}

/** Units of one write, table and indexes together. */
export function totalOf(table: Table, { before, after, changed }: Change): number {
  const { table: own, indexes } = table.cost(before, after, changed);
  return indexes.reduce((sum, [, units]) => sum + units, own);
}

/** Units by table, as the list that batches and transactions answer with. */
export class Tally {
  readonly #units = new Map<string, number>();

  add(table: Table, units: number): void {
    this.#units.set(table.schema.name, (this.#units.get(table.schema.name) ?? 0) + units);
  }

  capacity(request: Fields): Fields {
    const wanted = request.ReturnConsumedCapacity;
    if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return {};
    return { ConsumedCapacity: [...this.#units].map(([TableName, CapacityUnits]) => ({ TableName, CapacityUnits })) };
  }
}
