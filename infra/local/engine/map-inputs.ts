/** What each item, or batch of items, of a Map state starts with. */
import type { Batching, MapState } from './definition.ts';
import type { Evaluator } from './evaluator.ts';
import type { Execution, Thread } from './execution.ts';
import { StateFailure } from './failure.ts';
import { isObject, type Json } from './json.ts';
import { EvaluationFailure, wrongType } from './template.ts';

export interface MapInputs {
  inputs: Json[];
  /** Items that each input stands for. */
  weights: number[];
}

export async function mapInputs(
  evaluator: Evaluator,
  execution: Execution,
  thread: Thread,
  state: MapState,
): Promise<MapInputs> {
  const items = await mapItems(evaluator, execution, thread, state);
  const selected: Json[] = [];
  for (const [Index, Value] of items.entries())
    selected.push(
      state.itemSelector
        ? await evaluator.evaluate(execution, thread, state.itemSelector, {}, { mapItem: { Index, Value } })
        : Value,
    );
  if (!state.batch) return { inputs: selected, weights: selected.map(() => 1) };
  const batches = await inBatches(evaluator, execution, thread, state.batch, selected);
  const shared = state.batch.input && (await evaluator.evaluate(execution, thread, state.batch.input));
  return {
    inputs: batches.map((Items) => (shared === undefined ? { Items } : { BatchInput: shared, Items })),
    weights: batches.map((batch) => batch.length),
  };
}

/** How many items run at once; 0 is no limit but the service's. */
export async function mapConcurrency(
  evaluator: Evaluator,
  execution: Execution,
  thread: Thread,
  state: MapState,
): Promise<number> {
  if (!state.maxConcurrency) return 0;
  const asked = await evaluator.number(execution, thread, state.maxConcurrency);
  if (Number.isInteger(asked) && asked >= 0) return asked;
  throw wrongType(state.maxConcurrency, 'non-negative integer', asked);
}

/** Recorded on the service: limits out of range fail the execution, after the map has started. */
export async function mapTolerance(
  evaluator: Evaluator,
  execution: Execution,
  thread: Thread,
  state: MapState,
): Promise<{ count: number | undefined; percentage: number | undefined }> {
  const { toleratedCount, toleratedPercentage } = state;
  const count = toleratedCount && (await evaluator.number(execution, thread, toleratedCount));
  const percentage = toleratedPercentage && (await evaluator.number(execution, thread, toleratedPercentage));
  const where = `An error occurred while executing the state '${state.name}' (entered at the event id #${thread.enteredEvent}).`;
  if (count !== undefined && count < 0)
    throw new StateFailure('States.Runtime', `${where} ToleratedFailureCount cannot be negative.`);
  if (percentage !== undefined && (percentage < 0 || percentage > 100))
    throw new StateFailure('States.Runtime', `${where} ToleratedFailurePercentage must be between 0 and 100.`);
  return { count, percentage };
}

async function mapItems(evaluator: Evaluator, execution: Execution, thread: Thread, state: MapState): Promise<Json[]> {
  if (!state.items) {
    if (Array.isArray(thread.input)) return thread.input;
    throw new EvaluationFailure(undefined, `Map state input must be an array but was: ${thread.inputText}`);
  }
  const value = await evaluator.evaluate(execution, thread, state.items);
  if (Array.isArray(value)) return value;
  // A distributed map also takes an object: each member is an item.
  if (state.distributed && isObject(value)) return Object.entries(value).map(([Key, Value]) => ({ Key, Value }));
  throw wrongType(state.items, 'array', value);
}

async function inBatches(
  evaluator: Evaluator,
  execution: Execution,
  thread: Thread,
  batch: Batching,
  items: Json[],
): Promise<Json[][]> {
  const most = (template: Batching['maxItems']) =>
    template ? evaluator.number(execution, thread, template) : Number.POSITIVE_INFINITY;
  const maxItems = await most(batch.maxItems);
  const maxBytes = await most(batch.maxBytes);
  const batches: Json[][] = [];
  let current: Json[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item));
    if (current.length > 0 && (current.length >= maxItems || bytes + size > maxBytes)) {
      batches.push(current);
      current = [];
      bytes = 0;
    }
    current.push(item);
    bytes += size;
  }
  return current.length > 0 ? [...batches, current] : batches;
}
