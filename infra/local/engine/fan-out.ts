/** Parallel branches and map items: threads of their own, collected by the thread that started them. */
import { uuidFor } from './chance.ts';
import type { MapState, ParallelState, Region } from './definition.ts';
import { type ChildrenPending, childrenOf, type Execution, newThread, type Thread } from './execution.ts';
import { StateFailure } from './failure.ts';
import type { Interpreter } from './interpreter.ts';
import type { Json } from './json.ts';
import { mapInputs } from './map-inputs.ts';
import type { Step } from './thread-runner.ts';

/** AWS runs at most 40 items of an inline map, and 10,000 of a distributed one, at the same time. */
const MOST_AT_ONCE = { inline: 40, distributed: 10_000 };

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
    return newPending(state.branches.map(() => input));
  }

  async #beginMap(execution: Execution, thread: Thread, state: MapState): Promise<ChildrenPending> {
    const { runner, evaluator } = this.#engine;
    const { inputs, weights } = await mapInputs(evaluator, execution, thread, state);
    const most = state.distributed ? MOST_AT_ONCE.distributed : MOST_AT_ONCE.inline;
    const asked = state.maxConcurrency ? await evaluator.number(execution, thread, state.maxConcurrency) : 0;
    const count = state.toleratedCount && (await evaluator.number(execution, thread, state.toleratedCount));
    const percentage =
      state.toleratedPercentage && (await evaluator.number(execution, thread, state.toleratedPercentage));
    runner.log(execution, thread, 'MapStateStarted', { length: total(weights) ?? inputs.length });
    if (state.distributed) {
      const run = uuidFor(this.#engine.seed, execution.arn, thread.enteredEvent, thread.retryCount, 'map-run');
      runner.log(execution, thread, 'MapRunStarted', {
        mapRunArn: this.#engine.mapRunArn(execution, state.label, run),
      });
    }
    return {
      ...newPending(inputs),
      weights,
      limit: asked > 0 ? Math.min(asked, most) : most,
      // An inline map accepts the fields, as AWS does, and tolerates nothing.
      tolerated: state.distributed ? { count, percentage } : undefined,
    };
  }

  #newChild(execution: Execution, parent: Thread, pending: ChildrenPending, lastEvent: number): Thread {
    const state = this.#engine.runner.stateOf(parent);
    const index = pending.started++;
    const input = pending.inputs[index] ?? null;
    const isMap = state.type === 'Map';
    const distributed = isMap && state.distributed;
    const child = newThread(execution, {
      parent: parent.id,
      index,
      region: this.regionOf(parent, index),
      input,
      inputText: input === parent.input ? parent.inputText : JSON.stringify(input),
      // The items of a distributed map are executions of their own on AWS: outer variables end there.
      variables: distributed ? {} : parent.variables,
      lastEvent,
      mapItem: isMap ? { Index: index, Value: input } : parent.mapItem,
      quiet: parent.quiet || distributed,
    });
    if (isMap && !distributed)
      this.#engine.runner.log(execution, child, 'MapIterationStarted', { name: state.name, index });
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
    const { runner } = this.#engine;
    pending.ended++;
    if (pending.started < pending.inputs.length) {
      const after = child.quiet ? parent.lastEvent : child.lastEvent;
      runner.start(execution, this.#newChild(execution, parent, pending, after));
      return;
    }
    if (pending.ended < pending.inputs.length) return;
    if (!child.quiet || parent.quiet) parent.lastEvent = ended ?? child.lastEvent;
    runner.resume(execution, parent, () =>
      runner.settle(execution, parent, () => this.#complete(execution, parent, pending)),
    );
  }

  async #complete(execution: Execution, thread: Thread, pending: ChildrenPending): Promise<Step> {
    const { runner } = this.#engine;
    const state = runner.stateOf(thread);
    if (state.type !== 'Map' && state.type !== 'Parallel') throw new Error(`State '${state.name}' has no branches.`);
    this.dropChildren(execution, thread);
    thread.pending = { kind: 'work' };
    if (state.type === 'Map' && state.distributed) runner.log(execution, thread, 'MapRunSucceeded');
    runner.log(execution, thread, `${state.type}StateSucceeded`, undefined, true);
    // An item of a distributed map whose failure was tolerated leaves no result.
    const result = pending.results.filter((item): item is Json => item !== undefined);
    return runner.leave(execution, thread, state, state.next, { result });
  }

  childFailed(execution: Execution, child: Thread, failure: StateFailure): void {
    child.gone = true;
    const parent = this.#parentOf(execution, child);
    if (!parent) return;
    const { pending } = parent;
    if (pending.tolerated && this.#tolerates(pending, child)) {
      execution.threads.delete(child.id);
      this.#childDone(execution, parent, pending, child);
      return;
    }
    if (!child.quiet || parent.quiet) parent.lastEvent = child.lastEvent;
    this.#iteration(execution, parent, child, 'Failed');
    this.#aborted(execution, parent, child);
    this.stopChildren(execution, parent);
    const raised = pending.tolerated ? this.#thresholdExceeded(execution, parent) : failure;
    const { runner } = this.#engine;
    runner.resume(execution, parent, () => runner.fail(execution, parent, raised));
  }

  #tolerates(pending: ChildrenPending, child: Thread): boolean {
    pending.failedItems += pending.weights?.[child.index] ?? 1;
    const { count, percentage } = pending.tolerated ?? {};
    const items = total(pending.weights) ?? pending.inputs.length;
    if (count === undefined && percentage === undefined) return false;
    const withinCount = count === undefined || pending.failedItems <= count;
    return withinCount && (percentage === undefined || (pending.failedItems * 100) / items <= percentage);
  }

  #thresholdExceeded(execution: Execution, parent: Thread): StateFailure {
    const error = 'States.ExceedToleratedFailureThreshold';
    const cause = 'The specified tolerated failure threshold was exceeded';
    this.#engine.runner.log(execution, parent, 'MapRunFailed', { error, cause });
    return new StateFailure(error, cause);
  }

  /** Stops the branches that still run. They stay on record: a redrive goes on with them. */
  stopChildren(execution: Execution, parent: Thread): void {
    for (const child of childrenOf(execution, parent)) {
      if (child.gone) continue;
      child.lastEvent = parent.quiet ? child.lastEvent : parent.lastEvent;
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
    if (thread.pending.kind === 'children')
      for (const child of childrenOf(execution, thread)) this.stopThread(execution, child);
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
    if (state.type !== 'Map' || state.distributed) return undefined;
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
    if (aborts && !child.quiet) this.#engine.runner.log(execution, parent, `${type}StateAborted`, undefined, true);
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

function newPending(inputs: Json[]): ChildrenPending {
  return {
    kind: 'children',
    inputs,
    weights: undefined,
    started: 0,
    ended: 0,
    limit: inputs.length,
    results: inputs.map(() => undefined),
    failedItems: 0,
    tolerated: undefined,
  };
}

function total(weights: number[] | undefined): number | undefined {
  return weights?.reduce((sum, weight) => sum + weight, 0);
}
