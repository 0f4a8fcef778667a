import { EvaluationFailure } from './template.ts';

/** Why a state failed: what `Retry` and `Catch` match and what `$states.errorOutput` holds. */
export class StateFailure extends Error {
  /** Undefined where the service reports none, e.g. a `SendTaskFailure` without `error`. */
  readonly error: string | undefined;
  readonly causeText: string | undefined;
  /** Another name that `ErrorEquals` may use: a missed heartbeat is reported as `States.Timeout` and matches both. */
  readonly alias: string | undefined;
  /** For an expression that failed: the field, as the history's `location`. */
  readonly location: string | undefined;

  constructor(error: string | undefined, cause?: string, more: { alias?: string; location?: string } = {}) {
    super(`${error}: ${cause}`);
    this.error = error;
    this.causeText = cause;
    this.alias = more.alias;
    this.location = more.location;
  }
}

/** The thread was stopped while its expressions were being evaluated: nothing more may come of it. */
export class Gone extends Error {}

/** The history may not grow any further; the execution fails. */
export class HistoryFull extends Error {}

export const MAX_HISTORY_EVENTS = 25_000;

// States.ALL does not stand for these two.
const TERMINAL = new Set(['States.Runtime', 'States.DataLimitExceeded']);
const UNCATCHABLE = 'States.Runtime';

/** Whether an `ErrorEquals` list names this failure. */
export function matches(errors: readonly string[], failure: StateFailure): boolean {
  const { error = '', alias } = failure;
  if (error === UNCATCHABLE) return false;
  return errors.some((name) => {
    if (name === error || (alias !== undefined && name === alias)) return true;
    if (name === 'States.ALL') return !TERMINAL.has(error);
    return name === 'States.TaskFailed' && error !== 'States.Timeout' && !TERMINAL.has(error);
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
  return new StateFailure('States.QueryEvaluationError', `${where} ${error.message}`, { location: error.field });
}
