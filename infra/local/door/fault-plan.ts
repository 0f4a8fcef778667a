import { createHash } from 'node:crypto';
import type { ServiceCall } from '../service.ts';
import { AWS, type Fault, type FaultKind, type Faults } from './faults.ts';

/**
 * One line of a written plan: the `nth` call (from 1) of `action` by `function` goes wrong. `function` is that of the
 * manifests (`partners-move-stage`), the logical id of any other role, or `aws` for what AWS itself delivers (action:
 * the name of the function it is delivered to). `about`: counts only calls whose body says this.
 */
export interface PlannedFault {
  readonly function: string;
  readonly action: string;
  readonly nth: number;
  readonly about?: string;
  readonly fault: Fault;
}

export interface SeededFaults {
  /** Share of the calls in which something goes wrong, 0 to 1. */
  readonly rate: number;
  /** All kinds but `error` (which would need a name) unless told. */
  readonly kinds?: readonly FaultKind[];
  /** Nothing goes wrong from this moment on, in ms since the epoch: so that everything can recover. */
  readonly until?: number;
}

/** Who called, as plans name it. */
export const callerOf = (call: ServiceCall): string => call.from?.function ?? call.role;

/** What is called, as plans name it: of a delivery by AWS, the function that it goes to. */
export const actionOf = (call: ServiceCall): string =>
  call.role === AWS ? (call.path.split(':')[6] ?? call.path) : call.action;

/** Exactly what is written goes wrong, once each. */
export function faultsByPlan(plan: readonly PlannedFault[]): Faults {
  const counts = plan.map(() => 0);
  return (call) => {
    let found: Fault | undefined;
    plan.forEach((planned, index) => {
      if (!isMeant(planned, call)) return;
      const count = (counts[index] ?? 0) + 1;
      counts[index] = count;
      if (count === planned.nth) found ??= planned.fault;
    });
    return found;
  };
}

const isMeant = ({ function: name, action, about }: PlannedFault, call: ServiceCall): boolean =>
  sameName(callerOf(call), name) &&
  (call.role === AWS ? sameName(actionOf(call), action) : call.action === action) &&
  (about === undefined || Buffer.from(call.body).includes(about));

/** Functions are known with or without the stage's prefix. */
const sameName = (full: string, name: string): boolean => full === name || full.endsWith(`-${name}`);

const KINDS: readonly FaultKind[] = [
  'crash',
  'throttle',
  'server-error',
  'reset',
  'timeout',
  'slow',
  'conflict',
  'unprocessed',
  'partial',
  'duplicate',
  'late',
];
/** An SDK waits a moment, a person ten seconds, an event some minutes. */
const SLOW_MS = [50, 500, 2_000] as const;
const LATE_MS = [1_000, 60_000, 600_000] as const;

/**
 * Faults by chance: of (seed, caller, action, how manieth such call) alone, so a run repeats exactly. Only faults that
 * the call can meet are drawn.
 */
export function faultsBySeed(seed: string, options: SeededFaults): Faults {
  const { rate, kinds = KINDS, until = Number.POSITIVE_INFINITY } = options;
  const counts = new Map<string, number>();
  return (call) => {
    const key = `${callerOf(call)}\n${actionOf(call)}`;
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    if ((call.at ?? 0) >= until) return undefined;
    const draw = createHash('sha256').update(`${seed}\n${key}\n${nth}`).digest();
    if (draw.readUInt32BE(0) / 2 ** 32 >= rate) return undefined;
    const fit = kinds.filter((kind) => fits(kind, call));
    const kind = fit[draw.readUInt32BE(4) % Math.max(fit.length, 1)];
    return kind && faultOf(kind, draw.readUInt32BE(8));
  };
}

function faultOf(kind: FaultKind, draw: number): Fault | undefined {
  const when = draw % 2 === 0 ? 'before' : 'after';
  switch (kind) {
    case 'crash':
    case 'server-error':
    case 'reset':
    case 'timeout':
      return { kind, when };
    case 'slow':
      return { kind, ms: SLOW_MS[draw % SLOW_MS.length] ?? 50 };
    case 'late':
      return { kind, ms: LATE_MS[draw % LATE_MS.length] ?? 1_000 };
    case 'error':
      return undefined;
    default:
      return { kind };
  }
}

const TRANSACTIONAL = /^(TransactWriteItems|PutItem|UpdateItem|DeleteItem)$/;
const BATCHES = /^Batch(Get|Write)Item$/;

/** Whether a call can meet a fault of this kind. */
export function fits(kind: FaultKind, call: ServiceCall): boolean {
  const events = call.headers['x-amz-invocation-type'] === 'Event';
  switch (kind) {
    // Only a function runs in a process that can end, or waits on the cloud's clock.
    case 'crash':
    case 'slow':
    case 'timeout':
      return call.from !== undefined;
    case 'conflict':
      return call.service === 'dynamodb' && TRANSACTIONAL.test(call.action);
    case 'unprocessed':
      return call.service === 'dynamodb' && BATCHES.test(call.action);
    case 'partial':
      return call.service === 'events' && call.action === 'PutEvents';
    // AWS delivers batches and events at least once; a request of the API it makes once.
    case 'duplicate':
      return call.role === AWS && (events || isBatch(call));
    case 'late':
      return call.role === AWS && events;
    case 'reset':
      return call.role !== AWS;
    case 'error':
    case 'throttle':
    case 'server-error':
      return true;
  }
}

const isBatch = (call: ServiceCall): boolean => Buffer.from(call.body.subarray(0, 16)).toString().includes('"Records"');

/** Listens to faults: `struck` is what went wrong so far, as a plan that repeats it (or a part of it). */
export function listening(faults: Faults): { readonly faults: Faults; readonly struck: readonly PlannedFault[] } {
  const struck: PlannedFault[] = [];
  const counts = new Map<string, number>();
  return {
    struck,
    faults: (call) => {
      const name = callerOf(call);
      const action = actionOf(call);
      const nth = (counts.get(`${name}\n${action}`) ?? 0) + 1;
      counts.set(`${name}\n${action}`, nth);
      const fault = faults(call);
      if (fault) struck.push({ function: name, action, nth, fault });
      return fault;
    },
  };
}
