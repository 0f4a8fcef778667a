import type { AsyncLocalStorage } from 'node:async_hooks';

/**
 * What one invocation sees of the world. The local bundle's `Date`, timers, chance, environment, console and HTTP
 * come from here, through `AsyncLocalStorage`: handlers of all functions, and of several clouds, share one process.
 */
export interface CallContext {
  readonly env: Readonly<Record<string, string>>;
  now(): number;
  setTimeout(fire: () => void, delayMs: number): { cancel(): void };
  /**
   * A number in [0, 1); the same call draws the same numbers in the same order. Packages that are loaded once for all
   * functions draw from a row of their own: how often the SDK tries again must not change the handler's ids.
   */
  random(part: 'own' | 'shared'): number;
  log(level: string, line: string): void;
  send(request: SentRequest): Promise<SentAnswer>;
  /** Calls of the SDK may go the short way (short-call.ts). */
  readonly short: boolean;
}

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly known?: KnownCall;
}

/** What a call asks, where the caller in this process says so in values: nobody needs to read headers and body. */
export interface KnownCall {
  readonly service: string;
  readonly action: string;
  /** The action's input. */
  readonly json: Readonly<Record<string, unknown>>;
}

export interface SentAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
  /** The same as `body`, where the service has it as values. Not to be changed: the service may keep parts of it. */
  readonly json?: Readonly<Record<string, unknown>>;
}

/** An answer that was got already, or the error instead of one: the SDK's first attempt takes it and asks nobody. */
export class Answered {
  #got: { readonly answer: SentAnswer } | { readonly error: unknown } | undefined;

  give(answer: SentAnswer): void {
    this.#got = { answer };
  }

  fail(error: unknown): void {
    this.#got = { error };
  }

  /** Throws the error, if it is one. */
  take(): SentAnswer | undefined {
    const got = this.#got;
    this.#got = undefined;
    if (got && 'error' in got) throw got.error;
    return got?.answer;
  }
}

declare global {
  /** Where both sides find the storage: the bundle is built apart from the cloud that loads it. */
  var tandemLocalCalls: AsyncLocalStorage<CallContext> | undefined;
}

/** The invocation this code runs in, if it runs in one. */
export const currentCall = (): CallContext | undefined => globalThis.tandemLocalCalls?.getStore();
