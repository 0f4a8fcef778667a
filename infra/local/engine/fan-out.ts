/** Parallel branches and map items: threads of their own, collected by the thread that started them. */
import type { MapState, ParallelState, Region } from './definition.ts';
import { type ChildrenPending, childrenOf, type Execution, newThread, type Thread } from './execution.ts';
import type { StateFailure } from './failure.ts';
import type { Interpreter } from './interpreter.ts';
import type { Json } from './json.ts';
import { mapConcurrency, mapInputs, mapTolerance } from './map-inputs.ts';
import type { Step } from './thread-runner.ts';

/** AWS runs at most 40 items of an inline map at the same time. */
const MOST_AT_ONCE = 40;

export class FanOut {
  readonly #engine: Interpreter;

  constructor(engine: Interpreter) {
    this.#engine = engine;
  }

  async begin(execution: Execution, thread: Thread, state: ParallelState | MapState): Promise<Step> {
    const pending =
      state.type === 'Parallel'
        ? await this.#beginParallel(execution, thread, state)
        : await this.#beginMap(execution, thread, state);
    thread.pending = pending;
    if (pending.mapRunArn !== undefined) {
      const { mapRuns } = this.#engine;
      const step = mapRuns.fill(mapRuns.get(pending.mapRunArn));
      return step === 'done' ? this.#complete(execution, thread, pending) : step;
    }
    const children: Thread[] = [];
    while (pending.started < Math.min(pending.limit, pending.inputs.length))
      children.push(this.#newChild(execution, thread, pending, thread.lastEvent));
    for (const child of children) this.#engine.runner.start(execution, child);
    return children.length > 0 ? 'parked' : this.#complete(execution, thread, pending);
  }

  async #beginParallel(execution: Execution, thread: Thread, state: ParallelState): Promise<ChildrenPending> {
    const { runner, evaluator } = this.#engine;
    const input = state.arguments ? await evaluator.evaluate(execution, thread, state.arguments) : thread.input;
    runner.log(execution, thread, 'ParallelStateStarted');
    return newPending(
      state.branches.map(() => input),
      state.branches.length,
    );
  }

  async #beginMap(execution: Execution, thread: Thread, state: MapState): Promise<ChildrenPending> {
    const { runner, evaluator, mapRuns } = this.#engine;
    const { inputs, weights } = await mapInputs(evaluator, execution, thread, state);
    const maxConcurrency = await mapConcurrency(evaluator, execution, thread, state);
    runner.log(execution, thread, 'MapStateStarted', { length: weights.reduce((sum, weight) => sum + weight, 0) });
    // An inline map accepts the fields, as AWS does, and tolerates nothing.
    const tolerance = await mapTolerance(evaluator, execution, thread, state);
    const pending = newPending(inputs, Math.min(maxConcurrency || MOST_AT_ONCE, MOST_AT_ONCE));
    if (!state.distributed) return pending;
    const run = mapRuns.open(execution, thread, state, weights, { maxConcurrency, ...tolerance });
    return { ...pending, mapRunArn: run.arn };
  }

  #newChild(execution: Execution, parent: Thread, pending: ChildrenPending, lastEvent: number): Thread {
    const state = this.#engine.runner.stateOf(parent);
    const index = pending.started++;
    const input = pending.inputs[index] ?? null;
    const isMap = state.type === 'Map';
    const child = newThread(execution, {
      parent: parent.id,
      index,
      region: this.regionOf(parent, index),
      input,
      inputText: input === parent.input ? parent.inputText : JSON.stringify(input),
      variables: parent.variables,
      lastEvent,
      mapItem: isMap ? { Index: index, Value: input } : parent.mapItem,
    });
    if (isMap) this.#engine.runner.log(execution, child, 'MapIterationStarted', { name: state.name, index });
    return child;
  }

  regionOf(parent: Thread, index: number): Region {
    const state = this.#engine.runner.stateOf(parent);
    const region =
      state.type === 'Map' ? state.processor : state.type === 'Parallel' ? state.branches[index] : undefined;
    if (!region) throw new Error(`State '${state.name}' has no branch ${index}.`);
    return region;
  }

  childEnded(execution: Execution, child: Thread): void {
    const parent = this.#parentOf(execution, child);
    if (!parent) return;
    const { pending } = parent;
    pending.results[child.index] = child.input;
    execution.threads.delete(child.id);
    const ended = this.#iteration(execution, parent, child, 'Succeeded');
    this.#childDone(execution, parent, pending, child, ended);
  }

  #childDone(execution: Execution, parent: Collecting, pending: ChildrenPending, child: Thread, ended?: number): void {
    pending.ended++;
    if (pending.started < pending.inputs.length) {
      this.#engine.runner.start(execution, this.#newChild(execution, parent, pending, child.lastEvent));
      return;
    }
    if (pending.ended < pending.inputs.length) return;
    parent.lastEvent = ended ?? child.lastEvent;
    this.allEnded(execution, parent, pending);
  }

  /** The state goes on, once all its branches or items have ended. */
  allEnded(execution: Execution, parent: Thread, pending: ChildrenPending): void {
    const { runner } = this.#engine;
    runner.resume(execution, parent, () =>
      runner.settle(execution, parent, () => this.#complete(execution, parent, pending)),
    );
  }

  async #complete(execution: Execution, thread: Thread, pending: ChildrenPending): Promise<Step> {
    const { runner, mapRuns } = this.#engine;
    const state = runner.stateOf(thread);
    if (state.type !== 'Map' && state.type !== 'Parallel') throw new Error(`State '${state.name}' has no branches.`);
    this.dropChildren(execution, thread);
    thread.pending = { kind: 'work' };
    if (pending.mapRunArn !== undefined) {
      mapRuns.close(mapRuns.get(pending.mapRunArn), 'SUCCEEDED');
      runner.log(execution, thread, 'MapRunSucceeded');
    }
    runner.log(execution, thread, `${state.type}StateSucceeded`, undefined, true);
    // An item of a distributed map whose failure was tolerated leaves no result.
    const result = pending.results.filter((item): item is Json => item !== undefined);
    return runner.leave(execution, thread, state, state.next, { result });
  }

  childFailed(execution: Execution, child: Thread, failure: StateFailure): void {
    child.gone = true;
    const parent = this.#parentOf(execution, child);
    if (!parent) return;
    parent.lastEvent = child.lastEvent;
    this.#iteration(execution, parent, child, 'Failed');
    this.#aborted(execution, parent, child);
    this.stopChildren(execution, parent);
    const { runner } = this.#engine;
    runner.resume(execution, parent, () => runner.fail(execution, parent, failure));
  }

  /** Stops the branches that still run. They stay on record: a redrive goes on with them. */
  stopChildren(execution: Execution, parent: Thread): void {
    for (const child of childrenOf(execution, parent)) {
      if (child.gone) continue;
      child.lastEvent = parent.lastEvent;
      this.#iteration(execution, parent, child, 'Aborted');
      this.#aborted(execution, parent, child);
      this.stopThread(execution, child);
    }
  }

  /** Ends whatever the thread and the threads under it wait for. */
  stopThread(execution: Execution, thread: Thread): void {
    thread.gone = true;
    this.#engine.waits.cancel(thread.pending);
    if (thread.pending.kind === 'task') this.#engine.tasks.abandon(thread.pending);
    if (thread.pending.kind !== 'children') return;
    for (const child of childrenOf(execution, thread)) this.stopThread(execution, child);
    if (thread.pending.mapRunArn !== undefined) {
      const { mapRuns } = this.#engine;
      mapRuns.close(mapRuns.get(thread.pending.mapRunArn), 'ABORTED');
    }
  }

  /** Forgets the branches of a state that is left or retried. */
  dropChildren(execution: Execution, parent: Thread): void {
    if (parent.pending.kind !== 'children') return;
    for (const child of childrenOf(execution, parent)) {
      this.stopThread(execution, child);
      this.dropChildren(execution, child);
      execution.threads.delete(child.id);
    }
  }

  #iteration(execution: Execution, parent: Thread, child: Thread, what: 'Succeeded' | 'Failed' | 'Aborted') {
    const state = this.#engine.runner.stateOf(parent);
    if (state.type !== 'Map') return undefined;
    return this.#engine.runner.log(
      execution,
      child,
      `MapIteration${what}`,
      { name: state.name, index: child.index },
      true,
    );
  }

  #aborted(execution: Execution, parent: Thread, child: Thread): void {
    const { type } = this.#engine.runner.stateOf(child);
    const aborts = type === 'Task' || type === 'Wait' || type === 'Map' || type === 'Parallel';
    if (aborts) this.#engine.runner.log(execution, parent, `${type}StateAborted`, undefined, true);
  }

  #parentOf(execution: Execution, child: Thread): Collecting | undefined {
    const parent = child.parent === undefined ? undefined : execution.threads.get(child.parent);
    return parent && !parent.gone && collects(parent) ? parent : undefined;
  }
}

type Collecting = Thread & { pending: ChildrenPending };

function collects(thread: Thread): thread is Collecting {
  return thread.pending.kind === 'children';
}

function newPending(inputs: Json[], limit: number): ChildrenPending {
  return { kind: 'children', inputs, started: 0, ended: 0, limit, results: inputs.map(() => undefined) };
}
