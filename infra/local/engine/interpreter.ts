/** Executions from their start to their end: what they are, not what happens inside a state. */
import type { Clock, Timer } from '../clock.ts';
import type { Region } from './definition.ts';
import { redrivable, statusChange } from './describe.ts';
import { Evaluator } from './evaluator.ts';
import { type Execution, newExecution, newThread, type Thread } from './execution.ts';
import { FanOut } from './fan-out.ts';
import { type HistoryEvent, LAST_EVENT } from './history.ts';
import { type EndStatus, type EngineHost, ServiceError } from './host.ts';
import type { EngineOptions } from './index.ts';
import { Machines, type Revision } from './machines.ts';
import { MapRuns } from './map-runs.ts';
import { dump, load } from './snapshot.ts';
import { TaskRunner } from './task-runner.ts';
import { ThreadRunner } from './thread-runner.ts';
import { versionArn } from './versions.ts';
import { Waits } from './waits.ts';

/** A standard execution lives at most a year. */
const MAX_LIFE_MS = 365 * 24 * 3600 * 1000;

const ITEM_NOT_REDRIVABLE = 'Execution is part of a Map Run: redrive the execution that started the Map Run';

export interface Ending {
  outputText?: string;
  error?: string | undefined;
  cause?: string | undefined;
  /** The thread whose latest event the end follows; without one the end follows nothing, as a stop does. */
  after?: Thread;
}

export class Interpreter {
  readonly clock: Clock;
  readonly host: EngineHost;
  readonly region: string;
  readonly account: string;
  readonly seed: string;
  readonly machines: Machines;
  readonly executions = new Map<string, Execution>();
  /** By machine, oldest first. */
  readonly started = new Map<string, Execution[]>();
  readonly evaluator = new Evaluator(this);
  readonly waits: Waits;
  readonly runner = new ThreadRunner(this);
  readonly tasks = new TaskRunner(this);
  readonly fanOut = new FanOut(this);
  readonly mapRuns = new MapRuns(this);
  readonly #keepHistories: boolean;
  #closed = false;
  readonly #deadlines = new WeakMap<Execution, Timer>();

  constructor(options: EngineOptions) {
    this.clock = options.clock;
    this.waits = new Waits(options.clock);
    this.host = options.host;
    this.region = options.region;
    this.account = options.account;
    this.seed = options.seed ?? 'local';
    this.machines = new Machines(this.seed);
    this.#keepHistories = options.keepHistories ?? true;
  }

  arn(kind: string, rest: string): string {
    return `arn:aws:states:${this.region}:${this.account}:${kind}:${rest}`;
  }

  revisionOf(execution: Execution): Revision {
    return this.machines.revisionAt(execution.revision);
  }

  /** Throws `ServiceError`. The same name with the same input answers the running execution. */
  start(request: { machineArn: string; name: string; input: string }): Execution {
    const { machine, version, alias } = this.machines.routed(request.machineArn, request.name);
    if (machine.deleting)
      throw new ServiceError('StateMachineDeleting', `State Machine is being deleted: '${machine.arn}'`);
    const arn = this.arn('execution', `${machine.name}:${request.name}`);
    const known = this.executions.get(arn);
    if (known?.status === 'RUNNING' && known.inputText === request.input) return known;
    if (known) throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    const execution = newExecution({
      sequence: this.executions.size,
      arn,
      name: request.name,
      machineArn: machine.arn,
      revision: version?.revision ?? machine.revision,
      inputText: request.input,
      nowMs: this.clock.now(),
    });
    execution.revisionId = version ? version.revisionId : machine.revisionId;
    if (version) execution.versionArn = versionArn(machine, version);
    if (alias) execution.aliasArn = request.machineArn;
    this.begin(execution, this.revisionOf(execution).definition.region);
    return execution;
  }

  /** Makes an execution known; also one of a snapshot. */
  add(execution: Execution): void {
    this.executions.set(execution.arn, execution);
    const siblings = this.started.get(execution.machineArn);
    if (siblings) siblings.push(execution);
    else this.started.set(execution.machineArn, [execution]);
  }

  /** Starts with the first state of a region: the machine's own, or that of a distributed map's items. */
  begin(execution: Execution, region: Region): void {
    const { roleArn } = this.revisionOf(execution);
    this.add(execution);
    this.#setDeadline(execution);
    execution.events.push(this.#event('ExecutionStarted', { input: execution.inputText, roleArn }));
    const thread = newThread(execution, {
      parent: undefined,
      index: 0,
      region,
      input: execution.input,
      inputText: execution.inputText,
      variables: {},
      lastEvent: 0,
      mapItem: undefined,
    });
    this.runner.start(execution, thread);
    this.#announce(execution);
  }

  #event(type: string, details: HistoryEvent['details'], previous = 0): HistoryEvent {
    return { type, previous, atMs: this.clock.now(), details };
  }

  #setDeadline(execution: Execution): void {
    const seconds = execution.item ? undefined : this.revisionOf(execution).definition.timeoutSeconds;
    const lifeMs = Math.min(MAX_LIFE_MS, (seconds ?? Number.POSITIVE_INFINITY) * 1000);
    execution.deadlineMs = this.clock.now() + lifeMs;
    this.armDeadline(execution);
  }

  armDeadline(execution: Execution): void {
    const fire = () => this.finish(execution, 'TIMED_OUT', {});
    this.#deadlines.set(execution, this.clock.at(execution.deadlineMs, fire));
  }

  finish(execution: Execution, status: EndStatus, ending: Ending): void {
    const waited = execution.status === 'PENDING_REDRIVE';
    if (execution.status !== 'RUNNING' && !waited) return;
    const { outputText, error, cause, after } = ending;
    const details = status === 'SUCCEEDED' ? { output: outputText } : { error, cause };
    execution.events.push(this.#event(LAST_EVENT[status], details, after?.lastEvent));
    Object.assign(execution, { status, outputText, error, causeText: cause, stopMs: this.clock.now() });
    this.#deadlines.get(execution)?.cancel();
    this.#stopThreads(execution);
    if (status === 'SUCCEEDED') {
      // Nothing can redrive it: what the branches held is of no further use.
      execution.threads.clear();
      if (!this.#keepHistories) execution.events = [];
    }
    for (const waiter of execution.waiters) this.#tellWaiter(execution, waiter.executionArn, waiter.thread);
    execution.waiters = [];
    this.mapRuns.childEnded(execution, waited);
    this.#announce(execution);
    this.#forgetDeleted(execution);
  }

  #stopThreads(execution: Execution): void {
    for (const thread of execution.threads.values())
      if (thread.parent === undefined) this.fanOut.stopThread(execution, thread);
  }

  #tellWaiter(child: Execution, parentArn: string, threadId: number): void {
    const parent = this.executions.get(parentArn);
    const thread = parent?.threads.get(threadId);
    if (parent && thread) this.tasks.childFinished(child, parent, thread);
  }

  #announce(execution: Execution): void {
    this.host.onStatusChange?.(statusChange(execution, this.clock.now()));
  }

  /** A deleted machine goes when its last execution has ended. */
  #forgetDeleted(execution: Execution): void {
    const machine = this.machines.byArn.get(execution.machineArn);
    if (!machine?.deleting) return;
    if (!this.started.get(machine.arn)?.some((one) => one.status === 'RUNNING'))
      this.machines.byArn.delete(machine.arn);
  }

  delete(arn: string): void {
    const machine = this.machines.byArn.get(arn);
    if (!machine) return;
    machine.deleting = true;
    if (!this.started.get(arn)?.some((one) => one.status === 'RUNNING')) this.machines.byArn.delete(arn);
  }

  /** Goes on at the states that failed or were stopped; what succeeded is not repeated. Throws `ExecutionNotRedrivable`. */
  redrive(execution: Execution): void {
    const { status, reason } = redrivable(execution, this.clock.now());
    if (status !== 'REDRIVABLE') throw new ServiceError('ExecutionNotRedrivable', reason ?? ITEM_NOT_REDRIVABLE);
    this.revive(execution);
  }

  /** What a redrive does once it is allowed. */
  revive(execution: Execution): void {
    execution.redriveCount++;
    execution.redriveMs = this.clock.now();
    Object.assign(execution, { status: 'RUNNING', stopMs: undefined, error: undefined, causeText: undefined });
    execution.events.push(this.#event('ExecutionRedriven', { redriveCount: execution.redriveCount }));
    this.#setDeadline(execution);
    const revived = [...execution.threads.values()].map((thread): Thread => ({ ...thread, gone: false }));
    execution.threads = new Map(revived.map((thread) => [thread.id, thread]));
    for (const thread of revived) {
      thread.retries = [];
      thread.retryCount = 0;
      if (thread.pending.kind !== 'children') this.runner.again(execution, thread);
      else if (thread.pending.mapRunArn !== undefined)
        this.mapRuns.redrive(this.mapRuns.get(thread.pending.mapRunArn), execution, thread);
    }
    this.#announce(execution);
  }

  snapshot(): string {
    return dump(this);
  }

  restore(state: string): void {
    if (this.executions.size > 0 || this.machines.byArn.size > 0)
      throw new Error('A snapshot can be restored into an empty engine only.');
    load(this, state);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Nothing is decided any more: what runs stays as it stands, also for a snapshot taken later. */
  close(): void {
    this.#closed = true;
    for (const execution of this.executions.values()) {
      this.#deadlines.get(execution)?.cancel();
      for (const thread of execution.threads.values()) this.waits.cancel(thread.pending);
    }
  }
}
