/**
 * Step Functions on one machine: the service's API, its language (Amazon States Language in JSONata), its
 * histories and its limits, on the local cloud's clock. See README.md.
 */
import type { Clock } from '../clock.ts';
import { ServiceApi } from './api.ts';
import type { EngineHost, EngineStore } from './host.ts';
import { Interpreter } from './interpreter.ts';

export {
  type EngineHost,
  type EngineStore,
  EngineTaskError,
  type ExecutionStatus,
  type LambdaReply,
  type LambdaRequest,
  ServiceError,
  type ServiceRequest,
  type StatusChangeDetail,
} from './host.ts';

export interface EngineOptions {
  clock: Clock;
  region: string;
  account: string;
  host: EngineHost;
  /** Read once at the start, written by `close` and `save`. */
  store?: EngineStore | undefined;
  /** Tokens, ids, jitter, `$random` and `$uuid` derive from it. */
  seed?: string | undefined;
  /** False forgets the history of an execution that ended well: for simulations of many thousands. Default true. */
  keepHistories?: boolean | undefined;
}

export interface Engine {
  /** The service's API by the action of `X-Amz-Target`, e.g. `StartExecution`; body and answer as in the JSON protocol. Throws `ServiceError`. */
  handle(action: string, body: unknown): Promise<unknown>;
  /** The whole state as JSON text: machines, executions, histories, open waits, timers and tokens. */
  snapshot(): string;
  /** Takes over a snapshot; what was due meanwhile happens at once. Only on an empty engine. */
  restore(state: string): void;
  /** Writes the snapshot to the store, if there is one. */
  save(): void;
  /** Saves, then stops every timer; answers of work still in flight are ignored. */
  close(): void;
}

export function createEngine(options: EngineOptions): Engine {
  const interpreter = new Interpreter(options);
  const api = new ServiceApi(interpreter);
  const save = () => options.store?.save(interpreter.snapshot());
  const stored = options.store?.load();
  if (stored !== undefined) interpreter.restore(stored);
  return {
    handle: (action, body) => options.clock.run(() => api.handle(action, body)),
    snapshot: () => interpreter.snapshot(),
    restore: (state) => interpreter.restore(state),
    save,
    close: () => {
      save();
      interpreter.close();
    },
  };
}
