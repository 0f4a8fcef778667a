/** Where a Wait ends and where a Choice goes. */
import type { ChoiceState, Exit, WaitState } from './definition.ts';
import type { Execution, Thread } from './execution.ts';
import { StateFailure } from './failure.ts';
import type { Interpreter } from './interpreter.ts';
import { EvaluationFailure, wrongType } from './template.ts';
import { parseTimestamp } from './timestamp.ts';

const MAX_SECONDS = 99_999_999;

/** Epoch milliseconds. A moment that has passed is fine: the state then does not wait. */
export async function waitUntil(
  engine: Interpreter,
  execution: Execution,
  thread: Thread,
  state: WaitState,
): Promise<number> {
  const template = state.timestamp ?? state.seconds;
  if (!template) return engine.clock.now();
  const value = await engine.evaluator.evaluate(execution, thread, template);
  if (state.timestamp) {
    if (typeof value !== 'string') throw wrongType(template, 'string', value);
    const dueMs = parseTimestamp(value);
    if (dueMs !== undefined) return dueMs;
    throw new EvaluationFailure(
      template.field,
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${value}`,
      true,
    );
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > MAX_SECONDS)
    throw wrongType(template, 'integer', value);
  return thread.enteredMs + value * 1000;
}

export async function choose(
  engine: Interpreter,
  execution: Execution,
  thread: Thread,
  state: ChoiceState,
): Promise<{ exit: Exit; next: string }> {
  for (const choice of state.choices) {
    const holds = await engine.evaluator.evaluate(execution, thread, choice.condition);
    if (typeof holds !== 'boolean') throw wrongType(choice.condition, 'boolean', holds);
    if (holds) return { exit: choice, next: choice.next };
  }
  if (state.default !== undefined) return { exit: state, next: state.default };
  throw new StateFailure(
    'States.NoChoiceMatched',
    `An error occurred while executing the state '${state.name}' (entered at the event id #${thread.enteredEvent}). Failed to transition out of the state. The state does not point to a next state.`,
  );
}
