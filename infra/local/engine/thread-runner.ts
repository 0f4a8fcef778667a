/**
 * Moves threads from state to state. A thread runs until it has to wait (for time, a task, its branches), leaves
 * what it waits for in `pending`, and lets go of the clock; whatever ends the wait calls `resume`.
 */
import type { Exit, FailState, State } from './definition.ts';
import type { Execution, Pending, Thread } from './execution.ts';
import {
  asStateFailure,
  dataLimitExceeded,
  type Evaluation,
  Gone,
  HistoryFull,
  matches,
  StateFailure,
  UNCATCHABLE,
} from './failure.ts';
import { type EventDetails, record } from './history.ts';
import type { Interpreter } from './interpreter.ts';
import { isObject, isTooLarge, type Json, type JsonObject } from './json.ts';
import { choose, waitUntil } from './plain-states.ts';

/** `next`: enter the thread's state; `parked`: something else goes on from here. */
export type Step = 'next' | 'parked';

export class ThreadRunner {
  readonly #engine: Interpreter;

  constructor(engine: Interpreter) {
    this.#engine = engine;
  }

  /** Goes on with a thread, in a turn of its own: a caller is never re-entered by what it started. */
  resume(execution: Execution, thread: Thread, work: () => Promise<Step>): void {
    if (this.#engine.closed) return;
    void this.#engine.clock.run(async () => {
      await undefined;
      await this.#drive(execution, thread, work);
    });
  }

  start(execution: Execution, thread: Thread): void {
    this.resume(execution, thread, () => this.#enter(execution, thread));
  }

  /** Begins the thread's current state again, without entering it anew: a retry, a redrive, a restart. */
  again(execution: Execution, thread: Thread): void {
    this.resume(execution, thread, () => this.#attempt(execution, thread));
  }

  async #drive(execution: Execution, thread: Thread, work: () => Promise<Step>): Promise<void> {
    try {
      let step: Step = thread.gone ? 'parked' : await work();
      while (step === 'next' && !thread.gone) step = await this.#enter(execution, thread);
    } catch (error) {
      if (error instanceof Gone) return;
      const cause =
        error instanceof HistoryFull
          ? 'The execution reached the maximum number of history events (25000).'
          : `An error of the local engine, not of the workflow: ${error instanceof Error ? error.stack : String(error)}`;
      this.#engine.finish(execution, 'FAILED', { error: 'States.Runtime', cause, after: thread });
    }
  }

  stateOf(thread: Thread): State {
    const state = thread.region.states.get(thread.state);
    if (!state) throw new Error(`There is no state '${thread.state}'.`);
    return state;
  }

  log(execution: Execution, thread: Thread, type: string, details?: EventDetails, aside = false): number {
    return record(execution, thread, type, this.#engine.clock.now(), details, aside);
  }

  async #enter(execution: Execution, thread: Thread): Promise<Step> {
    const state = this.stateOf(thread);
    thread.enteredMs = this.#engine.clock.now();
    thread.retries = [];
    thread.retryCount = 0;
    const details = { name: state.name, input: thread.inputText };
    thread.enteredEvent = this.log(execution, thread, `${state.type}StateEntered`, details);
    return this.#attempt(execution, thread);
  }

  #attempt(execution: Execution, thread: Thread): Promise<Step> {
    thread.pending = { kind: 'work' };
    return this.settle(execution, thread, () => this.#begin(execution, thread, this.stateOf(thread)));
  }

  /** Runs a part of the state's work; a failure in it is the state's, for its Retry and Catch. */
  async settle(execution: Execution, thread: Thread, work: () => Promise<Step>): Promise<Step> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Gone || error instanceof HistoryFull) throw error;
      return this.fail(execution, thread, asStateFailure(error, thread.state, thread.enteredEvent));
    }
  }

  async #begin(execution: Execution, thread: Thread, state: State): Promise<Step> {
    switch (state.type) {
      case 'Pass':
        return this.leave(execution, thread, state, state.next, {});
      case 'Succeed':
        return this.leave(execution, thread, state, undefined, {});
      case 'Wait':
        return this.#wait(execution, thread, await waitUntil(this.#engine, execution, thread, state));
      case 'Choice': {
        const { exit, next } = await choose(this.#engine, execution, thread, state);
        return this.leave(execution, thread, exit, next, {});
      }
      case 'Fail':
        throw await this.#failure(execution, thread, state);
      case 'Task':
        return this.#engine.tasks.begin(execution, thread, state);
      case 'Parallel':
      case 'Map':
        return this.#engine.fanOut.begin(execution, thread, state);
    }
  }

  #wait(execution: Execution, thread: Thread, dueMs: number): Promise<Step> | Step {
    if (dueMs <= this.#engine.clock.now()) return this.#waited(execution, thread);
    this.park(execution, thread, { kind: 'wait', dueMs });
    return 'parked';
  }

  #waited(execution: Execution, thread: Thread): Promise<Step> {
    const state = this.stateOf(thread);
    if (state.type !== 'Wait') throw new Error(`State '${state.name}' does not wait.`);
    return this.settle(execution, thread, () => this.leave(execution, thread, state, state.next, {}));
  }

  /** Waits for time: the end of a Wait state or of a retry's delay. */
  park(execution: Execution, thread: Thread, pending: Extract<Pending, { dueMs: number }>): void {
    thread.pending = pending;
    this.timer(execution, thread, pending, pending.dueMs, () =>
      pending.kind === 'wait' ? this.#waited(execution, thread) : this.#attempt(execution, thread),
    );
  }

  /** Fires, in a turn of its own, only while the thread still waits for this very thing. */
  timer(execution: Execution, thread: Thread, pending: Pending, dueMs: number, fire: () => Promise<Step>): void {
    this.#engine.waits.timer(thread, pending, dueMs, () => this.resume(execution, thread, fire));
  }

  async #failure(execution: Execution, thread: Thread, state: FailState): Promise<StateFailure> {
    const error = state.error && (await this.#engine.evaluator.text(execution, thread, state.error));
    const cause = state.cause && (await this.#engine.evaluator.text(execution, thread, state.cause));
    return new StateFailure(error, cause);
  }

  /** Evaluates Output and Assign (both see the variables as they were), logs the exit and goes on. */
  async leave(
    execution: Execution,
    thread: Thread,
    exit: Exit,
    next: string | undefined,
    seen: { result?: Json; errorOutput?: JsonObject },
  ): Promise<Step> {
    const state = this.stateOf(thread);
    const passed = seen.errorOutput ?? (seen.result === undefined ? thread.input : seen.result);
    const output = exit.output ? await this.#engine.evaluator.evaluate(execution, thread, exit.output, seen) : passed;
    const assigned = exit.assign
      ? await this.#engine.evaluator.evaluate(execution, thread, exit.assign, seen)
      : undefined;
    const outputText = output === thread.input ? thread.inputText : JSON.stringify(output);
    if (isTooLarge(outputText)) throw dataLimitExceeded(state.name);
    thread.pending = { kind: 'work' };
    const details: EventDetails = { name: state.name, output: outputText };
    if (isObject(assigned) && Object.keys(assigned).length > 0) {
      details.assignedVariables = Object.fromEntries(
        Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)]),
      );
      thread.variables = { ...thread.variables, ...(assigned as JsonObject) };
    }
    this.log(execution, thread, `${state.type}StateExited`, details);
    thread.input = output;
    thread.inputText = outputText;
    if (next === undefined) return this.#end(execution, thread);
    thread.state = next;
    return 'next';
  }

  #end(execution: Execution, thread: Thread): Step {
    thread.gone = true;
    if (thread.parent !== undefined) this.#engine.fanOut.childEnded(execution, thread);
    else this.#engine.finish(execution, 'SUCCEEDED', { outputText: thread.inputText, after: thread });
    return 'parked';
  }

  /** Retries, catches, or lets the failure go up to the branch, the map or the execution. */
  async fail(execution: Execution, thread: Thread, failure: StateFailure): Promise<Step> {
    const state = this.stateOf(thread);
    if (failure.evaluation) this.#logEvaluation(execution, thread, failure, failure.evaluation);
    if ('retry' in state && this.#retry(execution, thread, state, failure)) return 'parked';
    // Recorded on the service: a map that never came to its items because of a States.Runtime just ends.
    const began = failure.error !== UNCATCHABLE || thread.pending.kind === 'children';
    if (began && (state.type === 'Map' || state.type === 'Parallel'))
      this.log(execution, thread, `${state.type}StateFailed`);
    const catcher = 'catch' in state ? state.catch.find((one) => matches(one.errors, failure)) : undefined;
    if (!catcher) return this.#giveUp(execution, thread, failure);
    this.#engine.fanOut.dropChildren(execution, thread);
    try {
      return await this.leave(execution, thread, catcher, catcher.next, { errorOutput: failure.output() });
    } catch (error) {
      if (error instanceof Gone || error instanceof HistoryFull) throw error;
      return this.#giveUp(execution, thread, asStateFailure(error, thread.state, thread.enteredEvent));
    }
  }

  #logEvaluation(execution: Execution, thread: Thread, failure: StateFailure, { location, late }: Evaluation): void {
    const { error, causeText: cause } = failure;
    // Recorded on the service: nothing having happened in the state yet, the event follows what came before the state.
    if (!late && thread.lastEvent === thread.enteredEvent)
      thread.lastEvent = execution.events[thread.enteredEvent - 1]?.previous ?? 0;
    this.log(execution, thread, 'EvaluationFailed', { state: thread.state, error, cause, location });
  }

  #retry(
    execution: Execution,
    thread: Thread,
    state: Extract<State, { retry: unknown }>,
    failure: StateFailure,
  ): boolean {
    const at = state.retry.findIndex((retrier) => matches(retrier.errors, failure));
    const retrier = state.retry[at];
    const used = thread.retries[at] ?? 0;
    if (!retrier || used >= retrier.maxAttempts) return false;
    const { intervalSeconds, backoffRate, maxDelaySeconds = Number.POSITIVE_INFINITY } = retrier;
    const fullMs = Math.min(intervalSeconds * backoffRate ** used, maxDelaySeconds) * 1000;
    const delayMs = retrier.jitter
      ? Math.round(fullMs * this.#engine.evaluator.chance(execution, thread, 'jitter')())
      : fullMs;
    this.#engine.fanOut.dropChildren(execution, thread);
    for (let i = 0; i <= at; i++) thread.retries[i] = (thread.retries[i] ?? 0) + (i === at ? 1 : 0);
    thread.retryCount++;
    this.park(execution, thread, { kind: 'retry', dueMs: this.#engine.clock.now() + delayMs });
    return true;
  }

  #giveUp(execution: Execution, thread: Thread, failure: StateFailure): Step {
    if (thread.parent !== undefined) this.#engine.fanOut.childFailed(execution, thread, failure.fromBelow());
    else this.#engine.finish(execution, 'FAILED', { error: failure.error, cause: failure.causeText, after: thread });
    return 'parked';
  }
}
