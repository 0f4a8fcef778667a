/** What each item, or batch of items, of a Map state starts with. */
import type { Batching, MapState } from './definition.ts';
import type { Evaluator } from './evaluator.ts';
import type { Execution, Thread } from './execution.ts';
import { isObject, type Json } from './json.ts';
import { EvaluationFailure, wrongType } from './template.ts';

export interface MapInputs {
  inputs: Json[];
  /** Items per batch, when there are batches. */
  weights: number[] | undefined;
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
  if (!state.batch) return { inputs: selected, weights: undefined };
  const batches = await inBatches(evaluator, execution, thread, state.batch, selected);
  const shared = state.batch.input && (await evaluator.evaluate(execution, thread, state.batch.input));
  return {
    inputs: batches.map((Items) => (shared === undefined ? { Items } : { BatchInput: shared, Items })),
    weights: batches.map((batch) => batch.length),
  };
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
