/** An execution's history: kept compactly, and shaped as the service's answer only when somebody asks. */

import { type Envelope, renderEnvelope } from './envelope.ts';
import type { Execution, Thread } from './execution.ts';
import { HistoryFull, MAX_HISTORY_EVENTS } from './failure.ts';
import type { EndStatus } from './host.ts';

export interface HistoryEvent {
  type: string;
  previous: number;
  /** Epoch milliseconds. */
  atMs: number;
  details: EventDetails | undefined;
}

/** `output` may be an envelope: the text around a function's answer is the same every time and made on reading. */
export type EventDetails = Record<string, EventValue>;
export type EventValue = string | number | undefined | Envelope | Record<string, string>;

export const LAST_EVENT: Record<EndStatus, string> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};

/**
 * Appends an event for a thread and returns its id. `aside`: the thread's next event still follows the one before
 * (as AWS does for ...Succeeded and ...Iteration events). Throws `HistoryFull` when only the last event is left.
 */
export function record(
  execution: Execution,
  thread: Thread,
  type: string,
  atMs: number,
  details?: EventDetails,
  aside = false,
): number {
  if (execution.events.length >= MAX_HISTORY_EVENTS - 1) throw new HistoryFull();
  const id = execution.events.push({ type, previous: thread.lastEvent, atMs, details });
  if (!aside) thread.lastEvent = id;
  return id;
}

/** The event as `GetExecutionHistory` answers it. */
export function renderEvent(event: HistoryEvent, id: number, withData: boolean): Record<string, unknown> {
  const answer: Record<string, unknown> = {
    timestamp: event.atMs / 1000,
    type: event.type,
    id,
    previousEventId: event.previous,
  };
  if (event.details) answer[detailsKey(event.type)] = renderDetails(event.details, withData);
  return answer;
}

function detailsKey(type: string): string {
  if (/^MapIteration/.test(type)) return `m${type.slice(1)}EventDetails`;
  const state = /State(Entered|Exited)$/.exec(type);
  if (state) return `state${state[1]}EventDetails`;
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

const DATA = new Set(['input', 'output', 'parameters', 'assignedVariables']);

function renderDetails(details: EventDetails, withData: boolean): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(details)) {
    if (value === undefined || (!withData && DATA.has(key))) continue;
    shown[key] = isEnvelope(value) ? renderEnvelope(value) : value;
    if (key === 'input' || key === 'output' || key === 'assignedVariables')
      shown[`${key}Details`] = { truncated: false };
  }
  return shown;
}

function isEnvelope(value: EventValue): value is Envelope {
  return typeof value === 'object' && value.envelope === 'lambda';
}
