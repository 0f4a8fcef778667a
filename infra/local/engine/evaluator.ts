/** A state's expressions: what they see, and what they must give. */
import { type Chance, chanceFor } from './chance.ts';
import type { Execution, Thread } from './execution.ts';
import type { Scope } from './expression.ts';
import { Gone } from './failure.ts';
import type { Interpreter } from './interpreter.ts';
import type { Json, JsonObject } from './json.ts';
import { evaluateTemplate, type Template, wrongType } from './template.ts';

/** `$states.result` and `$states.errorOutput`, where there are any. */
export interface Seen {
  result?: Json;
  errorOutput?: JsonObject;
}

/** What the context object has at certain places only. */
export interface MoreContext {
  token?: string | undefined;
  mapItem?: Thread['mapItem'];
}

export class Evaluator {
  readonly #engine: Interpreter;

  constructor(engine: Interpreter) {
    this.#engine = engine;
  }

  /** Throws, or rejects with, `EvaluationFailure`; `Gone` when the thread was stopped meanwhile. */
  async evaluate(
    execution: Execution,
    thread: Thread,
    template: Template,
    seen: Seen = {},
    more: MoreContext = {},
  ): Promise<Json> {
    const value = await evaluateTemplate(template, this.#scope(execution, thread, seen, more));
    if (thread.gone) throw new Gone();
    return value;
  }

  async text(execution: Execution, thread: Thread, template: Template): Promise<string> {
    const value = await this.evaluate(execution, thread, template);
    if (typeof value !== 'string') throw wrongType(template, 'string', value);
    return value;
  }

  async number(execution: Execution, thread: Thread, template: Template): Promise<number> {
    const value = await this.evaluate(execution, thread, template);
    if (typeof value !== 'number') throw wrongType(template, 'number', value);
    return value;
  }

  chance(execution: Execution, thread: Thread, purpose: string): Chance {
    return chanceFor(this.#engine.seed, execution.arn, thread.id, thread.enteredEvent, thread.retryCount, purpose);
  }

  #scope(execution: Execution, thread: Thread, seen: Seen, more: MoreContext): Scope {
    const context = () => this.#context(execution, thread, more);
    return {
      states: {
        input: thread.input,
        // Most expressions never look at it.
        get context() {
          return context();
        },
        ...seen,
      },
      variables: thread.variables,
      nowMs: this.#engine.clock.now(),
      chance: () => this.chance(execution, thread, 'expression'),
    };
  }

  #context(execution: Execution, thread: Thread, more: MoreContext) {
    const mapItem = more.mapItem ?? thread.mapItem;
    const state = thread.region.states.get(thread.state);
    const retryable = state !== undefined && 'retry' in state;
    return {
      Execution: {
        Id: execution.arn,
        Input: execution.input,
        Name: execution.name,
        RoleArn: this.#engine.revisionOf(execution).roleArn,
        StartTime: new Date(execution.startMs).toISOString(),
        RedriveCount: execution.redriveCount,
        ...(execution.redriveMs === undefined ? {} : { RedriveTime: new Date(execution.redriveMs).toISOString() }),
      },
      State: {
        EnteredTime: new Date(thread.enteredMs).toISOString(),
        Name: thread.state,
        // Only of states that can be retried.
        ...(retryable ? { RetryCount: thread.retryCount } : {}),
      },
      StateMachine: { Id: execution.machineArn, Name: machineName(execution.machineArn) },
      ...(more.token === undefined ? {} : { Task: { Token: more.token } }),
      ...(mapItem ? { Map: { Item: mapItem } } : {}),
    };
  }
}

export function machineName(machineArn: string): string {
  return machineArn.split(':')[6] ?? '';
}
