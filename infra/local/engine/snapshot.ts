/**
 * The engine's state as one JSON text. Executions are data already; only the regions of their threads are left out
 * and found again from the definition. After a restart waits, retries and time limits are set again for the moment
 * they were due (what has passed happens at once), tokens stay good, and a call that was under way is made again.
 */
import type { Region } from './definition.ts';
import type { Execution, Thread } from './execution.ts';
import type { Interpreter } from './interpreter.ts';
import { isObject } from './json.ts';
import { compile, type Machine } from './machines.ts';
import { type MapRun, regionOfItem } from './map-runs.ts';

const FORMAT = 1;

interface Stored {
  format: number;
  machines: Machine[];
  revisions: { definitionText: string; roleArn: string }[];
  executions: StoredExecution[];
  /** Absent in snapshots of before distributed maps had runs. */
  mapRuns?: MapRun[];
}

type StoredThread = Omit<Thread, 'region' | 'input'>;
type StoredExecution = Omit<Execution, 'threads' | 'input'> & { threads: StoredThread[] };

export function dump(engine: Interpreter): string {
  const stored: Stored = {
    format: FORMAT,
    machines: [...engine.machines.byArn.values()],
    revisions: engine.machines.revisions.map(({ definitionText, roleArn }) => ({ definitionText, roleArn })),
    executions: [...engine.executions.values()].map(({ threads, input: _, ...execution }) => ({
      ...execution,
      threads: [...threads.values()].map(({ region: _region, input: _input, ...thread }) => thread),
    })),
    mapRuns: [...engine.mapRuns.byArn.values()],
  };
  return JSON.stringify(stored);
}

export function load(engine: Interpreter, text: string): void {
  const stored = parse(text);
  for (const { definitionText, roleArn } of stored.revisions)
    engine.machines.revisions.push({ definitionText, roleArn, definition: compile(definitionText) });
  for (const machine of stored.machines) engine.machines.byArn.set(machine.arn, machine);
  for (const run of stored.mapRuns ?? []) engine.mapRuns.byArn.set(run.arn, run);
  const executions = stored.executions.map((one) => revive(engine, one));
  // All are known before the first goes on: one may wait for another.
  for (const execution of executions) engine.add(execution);
  for (const execution of executions) if (execution.status === 'RUNNING') goOn(engine, execution);
}

/** The edge: the text was written by `dump`, so its format number vouches for its shape. */
function parse(text: string): Stored {
  const stored: unknown = JSON.parse(text);
  if (!isObject(stored) || stored.format !== FORMAT)
    throw new Error(`The stored state of Step Functions has another format than ${FORMAT}: npm run reset forgets it.`);
  return stored as unknown as Stored;
}

function revive(engine: Interpreter, stored: StoredExecution): Execution {
  const execution: Execution = { ...stored, input: JSON.parse(stored.inputText), threads: new Map() };
  const { region: whole } = engine.machines.revisionAt(stored.revision).definition;
  const region = stored.item ? regionOfItem(whole, stored.item.state) : whole;
  // Parents come before their children, as they were made.
  for (const thread of stored.threads)
    execution.threads.set(thread.id, {
      ...thread,
      input: JSON.parse(thread.inputText),
      region: regionOf(engine, execution, thread, region),
    });
  return execution;
}

function regionOf(engine: Interpreter, execution: Execution, thread: StoredThread, top: Region): Region {
  const parent = thread.parent === undefined ? undefined : execution.threads.get(thread.parent);
  return parent ? engine.fanOut.regionOf(parent, thread.index) : top;
}

function goOn(engine: Interpreter, execution: Execution): void {
  engine.armDeadline(execution);
  for (const thread of execution.threads.values()) {
    const { pending } = thread;
    if (thread.gone) continue;
    if (pending.kind === 'wait' || pending.kind === 'retry') engine.runner.park(execution, thread, pending);
    else if (pending.kind === 'work') engine.runner.again(execution, thread);
    else if (pending.kind === 'task') goOnWithTask(engine, execution, thread);
  }
}

function goOnWithTask(engine: Interpreter, execution: Execution, thread: Thread): void {
  const { pending } = thread;
  if (pending.kind !== 'task') return;
  engine.tasks.arm(execution, thread, pending);
  if (pending.calling) engine.tasks.callAgain(execution, thread, pending);
}
