/** Executions as the API and the event bus describe them. */
import type { Execution } from './execution.ts';
import { MAX_HISTORY_EVENTS } from './failure.ts';
import type { StatusChangeDetail } from './host.ts';
import { type JsonObject, parseJson } from './json.ts';

const REDRIVE_WINDOW_MS = 14 * 24 * 3600 * 1000;
const MAX_REDRIVES = 1000;
/** Events carry no input or output above 248 KiB. */
const EVENT_DATA_LIMIT_BYTES = 248 * 1024;

export function redrivable(
  execution: Execution,
  nowMs: number,
): { status: 'REDRIVABLE' | 'NOT_REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN'; reason?: string } {
  const no = (reason: string) => ({ status: 'NOT_REDRIVABLE' as const, reason });
  const { status, stopMs = 0 } = execution;
  if (status === 'RUNNING' || status === 'SUCCEEDED' || status === 'PENDING_REDRIVE')
    return no(`Execution is ${status} and cannot be redriven`);
  if (nowMs - stopMs > REDRIVE_WINDOW_MS) return no('Execution redrivable period exceeded');
  if (execution.events.length >= MAX_HISTORY_EVENTS - 1) return no('Execution history event limit exceeded');
  if (execution.redriveCount >= MAX_REDRIVES) return no('Execution has reached the maximum number of redrives');
  if (execution.item) return { status: 'REDRIVABLE_BY_MAP_RUN' };
  return { status: 'REDRIVABLE' };
}

/** As `DescribeExecution` answers it: seconds since the epoch. */
export function describeExecution(execution: Execution, nowMs: number): Record<string, unknown> {
  const redrive = redrivable(execution, nowMs);
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machineArn,
    name: execution.name,
    status: execution.status,
    startDate: execution.startMs / 1000,
    ...optional('stopDate', seconds(execution.stopMs)),
    input: execution.inputText,
    inputDetails: { included: true },
    ...optional('output', execution.outputText),
    ...(execution.outputText === undefined ? {} : { outputDetails: { included: true } }),
    ...optional('error', execution.error),
    ...optional('cause', execution.causeText),
    redriveCount: execution.redriveCount,
    ...optional('redriveDate', seconds(execution.redriveMs)),
    redriveStatus: redrive.status,
    ...optional('redriveStatusReason', redrive.reason),
    ...optional('mapRunArn', execution.item?.mapRunArn),
    ...optional('stateMachineVersionArn', execution.versionArn),
    ...optional('stateMachineAliasArn', execution.aliasArn),
  };
}

export function listedExecution(execution: Execution, ofMapRun: boolean): Record<string, unknown> {
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machineArn,
    name: execution.name,
    status: execution.status,
    startDate: execution.startMs / 1000,
    ...optional('stopDate', seconds(execution.stopMs)),
    redriveCount: execution.redriveCount,
    ...optional('redriveDate', seconds(execution.redriveMs)),
    ...(ofMapRun ? { mapRunArn: execution.item?.mapRunArn, itemCount: execution.item?.weight } : {}),
    ...optional('stateMachineVersionArn', execution.versionArn),
    ...optional('stateMachineAliasArn', execution.aliasArn),
  };
}

export function statusChange(execution: Execution, nowMs: number): StatusChangeDetail {
  const redrive = redrivable(execution, nowMs);
  const input = fitting(execution.inputText);
  const output = fitting(execution.outputText);
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machineArn,
    name: execution.name,
    status: execution.status,
    startDate: execution.startMs,
    stopDate: execution.stopMs ?? null,
    input,
    output,
    error: execution.error ?? null,
    cause: execution.causeText ?? null,
    inputDetails: { included: input !== null },
    outputDetails: execution.outputText === undefined ? null : { included: output !== null },
    stateMachineVersionArn: execution.versionArn ?? null,
    stateMachineAliasArn: execution.aliasArn ?? null,
    redriveCount: execution.redriveCount,
    redriveDate: execution.redriveMs ?? null,
    redriveStatus: redrive.status,
    redriveStatusReason: redrive.reason ?? null,
  };
}

function fitting(text: string | undefined): string | null {
  return text === undefined || Buffer.byteLength(text) > EVENT_DATA_LIMIT_BYTES ? null : text;
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}

function optional(key: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [key]: value };
}

/** What a parent gets to see of a child; `parsed` for `.sync:2`, whose Input and Output are values, not texts. */
export function describeChild(child: Execution, parsed: boolean, nowMs: number): JsonObject {
  const redrive = redrivable(child, nowMs);
  const value = (text: string) => (parsed ? (parseJson(text) ?? text) : text);
  const { outputText, causeText, error } = child;
  return {
    ...(causeText === undefined ? {} : { Cause: causeText }),
    ...(error === undefined ? {} : { Error: error }),
    ExecutionArn: child.arn,
    Input: value(child.inputText),
    InputDetails: { Included: true },
    Name: child.name,
    ...(outputText === undefined ? {} : { Output: value(outputText), OutputDetails: { Included: true } }),
    RedriveCount: child.redriveCount,
    RedriveStatus: redrive.status,
    ...(redrive.reason === undefined ? {} : { RedriveStatusReason: redrive.reason }),
    StartDate: child.startMs,
    StateMachineArn: child.machineArn,
    Status: child.status,
    StopDate: child.stopMs ?? null,
  };
}
