/**
 * Distributed maps. Each item, or batch of items, is an execution of its own with a history of its own; the map run
 * counts them and tells the Map state how it went.
 */
import { uuidFor } from './chance.ts';
import { innerRegions, type MapState, type Region } from './definition.ts';
import { type ChildrenPending, type Execution, newExecution, type Thread } from './execution.ts';
import { StateFailure } from './failure.ts';
import { ServiceError } from './host.ts';
import type { Interpreter } from './interpreter.ts';
import { parseJson } from './json.ts';
import type { Step } from './thread-runner.ts';

export interface MapRun {
  arn: string;
  /** The execution whose Map state this is, and the thread that stands in it. */
  executionArn: string;
  thread: number;
  /** Of the children: the parent's machine with the state's label behind it. */
  machineArn: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  startMs: number;
  stopMs: number | undefined;
  redriveCount: number;
  redriveMs: number | undefined;
  limits: MapRunLimits;
  /** Items of each child: more than 1 with ItemBatcher. */
  weights: number[];
  /** ARNs of the children started so far, by index. */
  children: string[];
  /** Children that wait for their turn to be redriven. */
  waiting: string[];
  running: number;
  failedItems: number;
}

export interface MapRunLimits {
  /** 0 is no limit but the service's. */
  maxConcurrency: number;
  count: number | undefined;
  percentage: number | undefined;
}

/** AWS runs at most 10,000 children of a map run at the same time. */
const MOST_AT_ONCE = 10_000;

interface Place {
  run: MapRun;
  parent: Execution;
  thread: Thread;
  pending: ChildrenPending;
}

export class MapRuns {
  readonly byArn = new Map<string, MapRun>();
  readonly #engine: Interpreter;

  constructor(engine: Interpreter) {
    this.#engine = engine;
  }

  /** Throws `ResourceNotFound`. */
  get(arn: string): MapRun {
    const run = this.byArn.get(arn);
    if (!run) throw new ServiceError('ResourceNotFound', `Resource not found: '${arn}'`);
    return run;
  }

  open(parent: Execution, thread: Thread, state: MapState, weights: number[], limits: MapRunLimits): MapRun {
    const name = uuidFor(this.#engine.seed, parent.arn, thread.enteredEvent, thread.retryCount, 'map-run');
    const machineArn = `${parent.machineArn}/${state.label}`;
    const arn = `${machineArn.replace(':stateMachine:', ':mapRun:')}:${name}`;
    const run: MapRun = {
      arn,
      executionArn: parent.arn,
      thread: thread.id,
      machineArn,
      status: 'RUNNING',
      startMs: this.#engine.clock.now(),
      stopMs: undefined,
      redriveCount: 0,
      redriveMs: undefined,
      limits,
      weights,
      children: [],
      waiting: [],
      running: 0,
      failedItems: 0,
    };
    this.byArn.set(arn, run);
    this.#engine.runner.log(parent, thread, 'MapRunStarted', { mapRunArn: arn });
    return run;
  }

  /** Starts, or redrives, as many children as may run at once; answers how the Map state goes on. */
  fill(run: MapRun): Step | 'done' {
    const place = this.#place(run);
    if (!place) return 'parked';
    const { pending, parent, thread } = place;
    const limit = Math.min(run.limits.maxConcurrency || MOST_AT_ONCE, MOST_AT_ONCE);
    while (run.running < limit) {
      const waiting = this.#engine.executions.get(run.waiting.shift() ?? '');
      if (waiting) this.#engine.revive(waiting);
      else if (run.children.length < pending.inputs.length) this.#startChild(parent, thread, run, pending);
      else break;
      run.running++;
    }
    return run.running > 0 ? 'parked' : 'done';
  }

  #startChild(parent: Execution, thread: Thread, run: MapRun, pending: ChildrenPending): void {
    const index = run.children.length;
    const input = pending.inputs[index] ?? null;
    const name = uuidFor(this.#engine.seed, run.arn, index);
    const arn = `${run.machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const child = newExecution({
      sequence: this.#engine.executions.size,
      arn,
      name,
      machineArn: run.machineArn,
      revision: parent.revision,
      inputText: JSON.stringify(input),
      nowMs: this.#engine.clock.now(),
    });
    child.item = { mapRunArn: run.arn, state: thread.state, index, weight: run.weights[index] ?? 1 };
    run.children.push(arn);
    this.#engine.begin(child, regionOfItem(this.#engine.revisionOf(parent).definition.region, thread.state));
  }

  /** A child ended, or one that waited for its redrive was stopped. */
  childEnded(child: Execution, waited: boolean): void {
    const { item } = child;
    const run = item && this.byArn.get(item.mapRunArn);
    if (!item || !run) return;
    if (waited) run.waiting = run.waiting.filter((arn) => arn !== child.arn);
    else run.running--;
    const place = run.status === 'RUNNING' ? this.#place(run) : undefined;
    if (!place) return;
    const { parent, thread, pending } = place;
    if (child.status === 'SUCCEEDED') pending.results[item.index] = parseJson(child.outputText ?? 'null');
    else if (!this.#tolerates(run, item.weight)) {
      this.#fail(run, parent, thread);
      return;
    }
    if (this.fill(run) === 'done') this.#engine.fanOut.allEnded(parent, thread, pending);
  }

  #tolerates(run: MapRun, weight: number): boolean {
    run.failedItems += weight;
    const { count, percentage } = run.limits;
    if (count === undefined && percentage === undefined) return false;
    const share = (run.failedItems * 100) / itemsOf(run);
    return (count === undefined || run.failedItems <= count) && (percentage === undefined || share <= percentage);
  }

  #fail(run: MapRun, parent: Execution, thread: Thread): void {
    const { runner } = this.#engine;
    const error = 'States.ExceedToleratedFailureThreshold';
    const cause = 'The specified tolerated failure threshold was exceeded';
    this.close(run, 'FAILED');
    runner.log(parent, thread, 'MapRunFailed', { error, cause });
    runner.resume(parent, thread, () => runner.fail(parent, thread, new StateFailure(error, cause)));
  }

  /** Ends the run; children that still run are stopped with it. */
  close(run: MapRun, status: Exclude<MapRun['status'], 'RUNNING'>): void {
    if (run.status !== 'RUNNING') return;
    Object.assign(run, { status, stopMs: this.#engine.clock.now() });
    for (const arn of run.children) {
      const child = this.#engine.executions.get(arn);
      if (child?.status === 'RUNNING' || child?.status === 'PENDING_REDRIVE') this.#engine.finish(child, 'ABORTED', {});
    }
  }

  /** Goes on with the children that did not succeed, as many at once as may run; the others keep their results. */
  redrive(run: MapRun, parent: Execution, thread: Thread): void {
    run.redriveCount++;
    const { redriveCount } = run;
    Object.assign(run, { status: 'RUNNING', stopMs: undefined, redriveMs: this.#engine.clock.now(), failedItems: 0 });
    this.#engine.runner.log(parent, thread, 'MapRunRedriven', { mapRunArn: run.arn, redriveCount });
    for (const arn of run.children) {
      const child = this.#engine.executions.get(arn);
      if (!child || child.status === 'SUCCEEDED') continue;
      child.status = 'PENDING_REDRIVE';
      run.waiting.push(arn);
    }
    if (this.fill(run) === 'done' && thread.pending.kind === 'children')
      this.#engine.fanOut.allEnded(parent, thread, thread.pending);
  }

  /** Changes how many run at once and how much failure is borne; takes effect at once. */
  update(run: MapRun, limits: Partial<MapRunLimits>): void {
    Object.assign(run.limits, limits);
    if (run.status === 'RUNNING') this.fill(run);
  }

  #place(run: MapRun): Place | undefined {
    const parent = this.#engine.executions.get(run.executionArn);
    const thread = parent?.threads.get(run.thread);
    if (!parent || !thread || thread.gone || thread.pending.kind !== 'children') return undefined;
    return thread.pending.mapRunArn === run.arn ? { run, parent, thread, pending: thread.pending } : undefined;
  }
}

export function itemsOf(run: MapRun): number {
  return run.weights.reduce((sum, weight) => sum + weight, 0);
}

/** The states of a distributed map's items. State names are unique in a definition. */
export function regionOfItem(region: Region, state: string): Region {
  const found = findMap(region, state);
  if (!found) throw new Error(`There is no map '${state}'.`);
  return found;
}

function findMap(region: Region, name: string): Region | undefined {
  const state = region.states.get(name);
  if (state?.type === 'Map') return state.processor;
  for (const other of region.states.values())
    for (const inner of innerRegions(other)) {
      const found = findMap(inner, name);
      if (found) return found;
    }
  return undefined;
}
