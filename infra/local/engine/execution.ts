/**
 * What the engine knows of an execution. All of it is data, so that a snapshot can hold it: a thread is where one
 * branch of the execution stands, and `pending` is what it waits for. There is no call stack to lose.
 */
import type { Region } from './definition.ts';
import type { HistoryEvent } from './history.ts';
import type { ExecutionStatus } from './host.ts';
import { type Json, parseJson } from './json.ts';

export interface Execution {
  /** Order of starting, across all machines. */
  sequence: number;
  arn: string;
  name: string;
  machineArn: string;
  /** Index of the machine's revision at the start: an update never reaches a running execution. */
  revision: number;
  inputText: string;
  input: Json;
  status: ExecutionStatus;
  /** Epoch milliseconds, like every `...Ms` here. */
  startMs: number;
  stopMs: number | undefined;
  deadlineMs: number;
  outputText: string | undefined;
  error: string | undefined;
  causeText: string | undefined;
  redriveCount: number;
  redriveMs: number | undefined;
  events: HistoryEvent[];
  threads: Map<number, Thread>;
  threadsMade: number;
  /** Tasks of other executions that wait for this one to end (`startExecution.sync`). */
  waiters: Waiter[];
  /** Of the revision at the start; the first one has none. */
  revisionId?: string | undefined;
  /** How it was started, when not by the machine's own ARN. */
  versionArn?: string | undefined;
  aliasArn?: string | undefined;
  /** Of a child of a map run: which Map state's processor it runs, and for which items. */
  item?: { mapRunArn: string; state: string; index: number; weight: number };
}

export interface Waiter {
  executionArn: string;
  thread: number;
}

export interface Thread {
  id: number;
  /** The thread whose Parallel or Map state this one is a branch or an item of. */
  parent: number | undefined;
  /** Number of the branch or item. */
  index: number;
  region: Region;
  state: string;
  input: Json;
  inputText: string;
  /** Visible variables. Inner scopes start with the outer ones and cannot change them, so sharing is safe. */
  variables: Readonly<Record<string, Json>>;
  /** Id of this thread's latest event: the next one's `previousEventId`. */
  lastEvent: number;
  enteredEvent: number;
  enteredMs: number;
  /** Retries used, by retrier. */
  retries: number[];
  retryCount: number;
  mapItem: { Index: number; Value: Json } | undefined;
  pending: Pending;
  /** Stopped: whatever still comes for it is ignored. */
  gone: boolean;
}

export interface TaskPending {
  kind: 'task';
  /** The call has not been answered yet. After a restart it is made again. */
  calling: boolean;
  argumentsText: string;
  token: string | undefined;
  deadlineMs: number | undefined;
  heartbeatSeconds: number | undefined;
  heartbeatMs: number | undefined;
  /** The execution a `.sync` task waits for. */
  childArn: string | undefined;
}

export interface ChildrenPending {
  kind: 'children';
  inputs: Json[];
  started: number;
  ended: number;
  limit: number;
  results: (Json | undefined)[];
  /** Of a distributed map: its run, which has the counts. */
  mapRunArn?: string;
}

export type Pending =
  | { kind: 'work' }
  | { kind: 'wait' | 'retry'; dueMs: number }
  | { kind: 'stopped' }
  | TaskPending
  | ChildrenPending;

export function newExecution(
  start: Pick<Execution, 'sequence' | 'arn' | 'name' | 'machineArn' | 'revision' | 'inputText'> & { nowMs: number },
): Execution {
  const { nowMs, ...named } = start;
  return {
    ...named,
    input: parseJson(start.inputText) ?? null,
    status: 'RUNNING',
    startMs: nowMs,
    stopMs: undefined,
    deadlineMs: nowMs,
    outputText: undefined,
    error: undefined,
    causeText: undefined,
    redriveCount: 0,
    redriveMs: undefined,
    events: [],
    threads: new Map(),
    threadsMade: 0,
    waiters: [],
  };
}

export function newThread(
  execution: Execution,
  start: Pick<Thread, 'parent' | 'index' | 'region' | 'input' | 'inputText' | 'variables' | 'lastEvent' | 'mapItem'>,
): Thread {
  const thread: Thread = {
    ...start,
    id: ++execution.threadsMade,
    state: start.region.startAt,
    enteredEvent: 0,
    enteredMs: 0,
    retries: [],
    retryCount: 0,
    pending: { kind: 'work' },
    gone: false,
  };
  execution.threads.set(thread.id, thread);
  return thread;
}

export function childrenOf(execution: Execution, parent: Thread): Thread[] {
  return [...execution.threads.values()].filter((thread) => thread.parent === parent.id);
}
