import { EvaluationFailure } from './template.ts';

/** Why a state failed: what `Retry` and `Catch` match and what `$states.errorOutput` holds. */
export class StateFailure extends Error {
  /** Undefined where the service reports none, e.g. a `SendTaskFailure` without `error`. */
  readonly error: string | undefined;
  readonly causeText: string | undefined;
  /** Another name that `ErrorEquals` may use: a missed heartbeat is reported as `States.Timeout` and matches both. */
  readonly alias: string | undefined;
  /** An evaluation failed, which has an event of its own in the history of the state it happened in. */
  readonly evaluation: Evaluation | undefined;

  constructor(error: string | undefined, cause?: string, more: { alias?: string; evaluation?: Evaluation } = {}) {
    // Where it was made is nobody's question, and costs more than the failure.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(`${error}: ${cause}`);
    Error.stackTraceLimit = stackTraceLimit;
    this.error = error;
    this.causeText = cause;
    this.alias = more.alias;
    this.evaluation = more.evaluation;
  }

  /** The same failure as the state sees it whose branch or item failed: the evaluation has been told already. */
  fromBelow(): StateFailure {
    return this.evaluation ? new StateFailure(this.error, this.causeText) : this;
  }

  /** `$states.errorOutput`. What `SendTaskFailure` left out is null; an error without a cause has an empty one. */
  output(): { Error: string | null; Cause: string | null } {
    return { Error: this.error ?? null, Cause: this.causeText ?? (this.error === undefined ? null : '') };
  }
}

export interface Evaluation {
  /** The field, as the history says it; undefined where no field is at fault. */
  location: string | undefined;
  /** All expressions were fine and the value was not. */
  late: boolean;
}

/** The thread was stopped while its expressions were being evaluated: nothing more may come of it. */
export class Gone extends Error {}

/** The history may not grow any further; the execution fails. */
export class HistoryFull extends Error {}

export const MAX_HISTORY_EVENTS = 25_000;

export const UNCATCHABLE = 'States.Runtime';

/** Whether an `ErrorEquals` list names this failure. */
export function matches(errors: readonly string[], failure: StateFailure): boolean {
  const { error = '', alias } = failure;
  if (error === UNCATCHABLE) return false;
  return errors.some((name) => {
    if (name === error || (alias !== undefined && name === alias)) return true;
    // Recorded on the service: States.ALL stands for States.DataLimitExceeded too, whatever its documentation says.
    return name === 'States.ALL' || (name === 'States.TaskFailed' && error !== 'States.Timeout');
  });
}

export function dataLimitExceeded(what: string): StateFailure {
  return new StateFailure(
    'States.DataLimitExceeded',
    `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}

/** Turns what an evaluation threw into the failure of the state it happened in; anything else is thrown on. */
export function asStateFailure(error: unknown, state: string, enteredEvent: number): StateFailure {
  if (error instanceof StateFailure) return error;
  if (!(error instanceof EvaluationFailure)) throw error;
  const where = `An error occurred while executing the state '${state}' (entered at the event id #${enteredEvent}).`;
  const evaluation = { location: error.field, late: error.late };
  return new StateFailure('States.QueryEvaluationError', `${where} ${error.message}`, { evaluation });
}
