/** Task states: the call, its answer, its token, its time limits, and the child execution it may wait for. */
import type { TaskState } from './definition.ts';
import { describeChild } from './describe.ts';
import type { Execution, TaskPending, Thread } from './execution.ts';
import { dataLimitExceeded, StateFailure } from './failure.ts';
import type { EventDetails } from './history.ts';
import { ServiceError } from './host.ts';
import { type Answer, call, requestIdOf } from './integrations.ts';
import type { Interpreter } from './interpreter.ts';
import { isTooLarge, type Json, parseJson } from './json.ts';
import { asFailure } from './task-errors.ts';
import { wrongType } from './template.ts';
import type { Step } from './thread-runner.ts';
import { makeToken, readToken } from './tokens.ts';

export class TaskRunner {
  readonly #engine: Interpreter;

  constructor(engine: Interpreter) {
    this.#engine = engine;
  }

  async begin(execution: Execution, thread: Thread, state: TaskState): Promise<Step> {
    const { evaluator, clock } = this.#engine;
    const pattern = state.resource.kind === 'integration' ? state.resource.pattern : 'answer';
    const attempt = `${thread.enteredEvent}.${thread.retryCount}.${execution.redriveCount}`;
    const claim = { executionArn: execution.arn, thread: thread.id };
    // A task that waits for a child has a token too: whichever comes first ends it.
    const token = pattern === 'answer' ? undefined : makeToken(this.#engine.seed, claim, attempt);
    const beats = pattern === 'token';
    const args = state.arguments
      ? await evaluator.evaluate(execution, thread, state.arguments, {}, { token })
      : thread.input;
    const timeout = state.timeout && (await this.#seconds(execution, thread, state.timeout));
    const heartbeat = state.heartbeat && (await this.#seconds(execution, thread, state.heartbeat));
    const argumentsText = args === thread.input ? thread.inputText : JSON.stringify(args);
    if (isTooLarge(argumentsText)) throw dataLimitExceeded(state.name);
    const nowMs = clock.now();
    const pending: TaskPending = {
      kind: 'task',
      calling: true,
      argumentsText,
      token,
      deadlineMs: timeout === undefined ? undefined : nowMs + timeout * 1000,
      heartbeatSeconds: beats ? heartbeat : undefined,
      heartbeatMs: beats && heartbeat !== undefined ? nowMs + heartbeat * 1000 : undefined,
      childArn: undefined,
    };
    this.#logScheduled(execution, thread, state, argumentsText, timeout, heartbeat);
    thread.pending = pending;
    this.arm(execution, thread, pending);
    this.#call(execution, thread, state, pending, args);
    return 'parked';
  }

  async #seconds(execution: Execution, thread: Thread, template: NonNullable<TaskState['timeout']>): Promise<number> {
    const value = await this.#engine.evaluator.number(execution, thread, template);
    if (!Number.isInteger(value) || value < 1 || value > 99_999_999)
      throw wrongType(template, 'positive integer', value);
    return value;
  }

  #logScheduled(
    execution: Execution,
    thread: Thread,
    { resource }: TaskState,
    text: string,
    timeoutInSeconds: number | undefined,
    heartbeatInSeconds: number | undefined,
  ): void {
    const { runner, region } = this.#engine;
    const limits = { timeoutInSeconds, heartbeatInSeconds };
    if (resource.kind === 'function') {
      const details = { input: text, resource: resource.arn, timeoutInSeconds };
      runner.log(execution, thread, 'LambdaFunctionScheduled', details);
      runner.log(execution, thread, 'LambdaFunctionStarted');
      return;
    }
    const named = { resource: resource.resource, resourceType: resource.resourceType };
    runner.log(execution, thread, 'TaskScheduled', { ...named, region, parameters: text, ...limits });
    runner.log(execution, thread, 'TaskStarted', named);
  }

  /** Sets the task's timers; also after a restart. */
  arm(execution: Execution, thread: Thread, pending: TaskPending): void {
    const { runner } = this.#engine;
    const timedOut = (alias?: string) => async (): Promise<Step> => {
      this.abandon(pending);
      this.#log(execution, thread, 'TimedOut', { error: 'States.Timeout' });
      const failure = new StateFailure('States.Timeout', undefined, alias === undefined ? {} : { alias });
      return runner.fail(execution, thread, failure);
    };
    this.#engine.waits.cancel(pending);
    const { deadlineMs, heartbeatMs } = pending;
    if (deadlineMs !== undefined) runner.timer(execution, thread, pending, deadlineMs, timedOut());
    if (heartbeatMs !== undefined)
      runner.timer(execution, thread, pending, heartbeatMs, timedOut('States.HeartbeatTimeout'));
  }

  /**
   * Makes the call without waiting for it here: the clock is the host's to hold. After a restart a call that was
   * under way is made once more, like a retry: the function must bear that, as it must on AWS.
   */
  #call(execution: Execution, thread: Thread, state: TaskState, pending: TaskPending, args: Json): void {
    const { runner } = this.#engine;
    const step = (work: () => Promise<Step>) => () => {
      if (thread.pending !== pending) return Promise.resolve<Step>('parked');
      return runner.settle(execution, thread, work);
    };
    const answered = (answer: Answer) => () => this.#answered(execution, thread, state, pending, answer);
    const refused = (error: unknown) => async () => {
      if (!this.#engine.waits.claim(thread, pending)) return 'parked' as const;
      return this.#failed(execution, thread, asFailure(state, error, requestIdOf(this.#engine, execution, thread)));
    };
    call(this.#engine, execution, thread, state.resource, pending, args).then(
      (answer) => runner.resume(execution, thread, step(answered(answer))),
      (error: unknown) => runner.resume(execution, thread, step(refused(error))),
    );
  }

  callAgain(execution: Execution, thread: Thread, pending: TaskPending): void {
    const state = this.#engine.runner.stateOf(thread);
    if (state.type === 'Task') this.#call(execution, thread, state, pending, parseJson(pending.argumentsText) ?? null);
  }

  async #answered(
    execution: Execution,
    thread: Thread,
    state: TaskState,
    pending: TaskPending,
    answer: Answer,
  ): Promise<Step> {
    const { runner } = this.#engine;
    if (answer.kind === 'submitted' || pending.token !== undefined) {
      pending.calling = false;
      this.#log(execution, thread, 'Submitted', { output: outputOf(answer) });
      // A short child may have ended before its start was answered.
      const child = pending.childArn === undefined ? undefined : this.#engine.executions.get(pending.childArn);
      if (child && child.status !== 'RUNNING') this.childFinished(child, execution, thread);
      return 'parked';
    }
    this.#engine.waits.claim(thread, pending);
    const { resource } = state;
    if (isTooLarge(answer.text)) {
      const what = resource.kind === 'function' ? resource.arn : resource.resourceType;
      return this.#failed(execution, thread, dataLimitExceeded(what));
    }
    this.#log(execution, thread, 'Succeeded', { output: outputOf(answer) });
    return runner.leave(execution, thread, state, state.next, { result: answer.value() });
  }

  async #failed(execution: Execution, thread: Thread, failure: StateFailure): Promise<Step> {
    this.#log(execution, thread, 'Failed', { error: failure.error, cause: failure.causeText });
    return this.#engine.runner.fail(execution, thread, failure);
  }

  #log(execution: Execution, thread: Thread, what: string, details: EventDetails): void {
    const state = this.#engine.runner.stateOf(thread);
    if (state.type !== 'Task') return;
    const { resource } = state;
    if (resource.kind === 'function') {
      this.#engine.runner.log(execution, thread, `LambdaFunction${what}`, details);
      return;
    }
    const named = { resource: resource.resource, resourceType: resource.resourceType };
    this.#engine.runner.log(execution, thread, `Task${what}`, { ...named, ...details });
  }

  /** Throws `InvalidToken` for a token that is none of ours and `TaskTimedOut` when its task no longer waits. */
  #waiting(token: string): { execution: Execution; thread: Thread; pending: TaskPending } {
    const claim = readToken(this.#engine.seed, token);
    if (!claim) throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
    const execution = this.#engine.executions.get(claim.executionArn);
    const thread = execution?.threads.get(claim.thread);
    const pending = thread?.pending;
    if (!execution || !thread || thread.gone || pending?.kind !== 'task' || pending.token !== token)
      throw new ServiceError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    return { execution, thread, pending };
  }

  heartbeat(token: string): void {
    const { execution, thread, pending } = this.#waiting(token);
    if (pending.heartbeatSeconds === undefined) return;
    pending.heartbeatMs = this.#engine.clock.now() + pending.heartbeatSeconds * 1000;
    this.arm(execution, thread, pending);
  }

  succeed(token: string, output: string): void {
    const { execution, thread, pending } = this.#waiting(token);
    const value = parseJson(output);
    if (value === undefined) throw new ServiceError('InvalidOutput', `Invalid Output: '${output}' is not JSON`);
    if (isTooLarge(output)) throw new ServiceError('InvalidOutput', 'Invalid Output: larger than 262144 bytes');
    this.#settleWith(execution, thread, pending, output, value);
  }

  #settleWith(execution: Execution, thread: Thread, pending: TaskPending, output: string, result: Json): void {
    const { runner } = this.#engine;
    const state = runner.stateOf(thread);
    if (state.type !== 'Task' || !this.#engine.waits.claim(thread, pending)) return;
    runner.resume(execution, thread, () =>
      runner.settle(execution, thread, () => {
        this.#log(execution, thread, 'Succeeded', { output });
        return runner.leave(execution, thread, state, state.next, { result });
      }),
    );
  }

  refuse(token: string, error: string | undefined, cause: string | undefined): void {
    const { execution, thread, pending } = this.#waiting(token);
    this.#failWith(execution, thread, pending, new StateFailure(error, cause));
  }

  #failWith(execution: Execution, thread: Thread, pending: TaskPending, failure: StateFailure): void {
    const { runner } = this.#engine;
    const state = runner.stateOf(thread);
    if (state.type !== 'Task' || !this.#engine.waits.claim(thread, pending)) return;
    runner.resume(execution, thread, () => this.#failed(execution, thread, failure));
  }

  /** The task is over for another reason: a child execution it waits for is stopped with it. */
  abandon(pending: TaskPending): void {
    const child = pending.childArn === undefined ? undefined : this.#engine.executions.get(pending.childArn);
    if (child?.status === 'RUNNING') this.#engine.finish(child, 'ABORTED', {});
  }

  /** A child execution ended: its description is the result, or the cause of the failure. */
  childFinished(child: Execution, execution: Execution, thread: Thread): void {
    const { pending } = thread;
    if (thread.gone || pending.kind !== 'task' || pending.calling || pending.childArn !== child.arn) return;
    const state = this.#engine.runner.stateOf(thread);
    const parsed =
      state.type === 'Task' && state.resource.kind === 'integration' && state.resource.pattern === 'sync:2';
    const description = describeChild(child, parsed && child.status === 'SUCCEEDED', this.#engine.clock.now());
    const text = JSON.stringify(description);
    if (isTooLarge(text)) this.#failWith(execution, thread, pending, dataLimitExceeded('states'));
    else if (child.status === 'SUCCEEDED') this.#settleWith(execution, thread, pending, text, description);
    else this.#failWith(execution, thread, pending, new StateFailure('States.TaskFailed', text));
  }
}

function outputOf(answer: Answer): EventDetails[string] {
  return answer.envelope ?? answer.text;
}
