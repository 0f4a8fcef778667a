import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { Clock } from '../clock.ts';
import type { Door } from '../door/door.ts';
import { Crash } from '../door/faults.ts';
import type { Roles } from '../iam/roles.ts';
import type { Template } from '../template/template.ts';
import { text } from '../template/values.ts';
import type { Bundle } from './bundle.ts';
import { drawsOf, uuidOf } from './chance.ts';
import { type FunctionDefinition, readFunction } from './definition.ts';
import { InvocationHold } from './hold.ts';
import { nativeImport } from './native-import.ts';
import type { CallContext } from './sandbox/context.ts';

export interface Invoked {
  /** JSON text of the answer, or of `{errorType, errorMessage, trace}`. */
  readonly payload: string;
  readonly functionError?: 'Unhandled';
  readonly error?: { readonly type: string; readonly message: string };
  readonly requestId: string;
  readonly version: string;
}

export interface LogLine {
  readonly at: number;
  readonly function: string;
  readonly requestId: string;
  readonly level: string;
  readonly line: string;
}

/** No function, version or alias of this name. */
export class NoSuchFunction extends Error {
  constructor(name: string) {
    super(`Function not found: ${name}`);
    this.name = 'ResourceNotFoundException';
  }
}

type Handler = (event: unknown, context: object) => unknown;

const KEPT_LINES = 20_000;
let clouds = 0;

/** Runs the functions of the templates in this process, each with its own modules, environment, role and chance. */
export class FunctionRuntime {
  readonly #clock: Clock;
  readonly #door: Door;
  readonly #seed: string;
  readonly #bundle: Bundle;
  readonly #storage: AsyncLocalStorage<CallContext>;
  readonly #functions: ReadonlyMap<string, FunctionDefinition>;
  readonly #qualifiers: ReadonlySet<string>;
  readonly #handlers = new Map<string, Promise<Handler>>();
  readonly #cloud = ++clouds;
  readonly logs: LogLine[] = [];
  /** Hears every line a function writes. */
  onLog: ((line: LogLine) => void) | undefined;
  #loads = 0;
  #sleeping = 0;
  #repeats = { at: -1, counts: new Map<string, number>() };

  constructor(options: { clock: Clock; door: Door; seed: string; bundle: Bundle; template: Template; roles: Roles }) {
    this.#clock = options.clock;
    this.#door = options.door;
    this.#seed = options.seed;
    this.#bundle = options.bundle;
    globalThis.tandemLocalCalls ??= new AsyncLocalStorage<CallContext>();
    this.#storage = globalThis.tandemLocalCalls;
    const functions = options.template
      .ofType('AWS::Lambda::Function')
      .map((resource) => readFunction(resource, options.roles, [...options.bundle.modules.keys()]));
    this.#functions = new Map(functions.map((definition) => [definition.name, definition]));
    this.#qualifiers = new Set(
      options.template.ofType('AWS::Lambda::Alias').map((alias) => text(alias.arn, alias.logicalId)),
    );
  }

  /** How many invocations wait for nothing but a timer of their own. */
  get sleeping(): number {
    return this.#sleeping;
  }

  names(): readonly string[] {
    return [...this.#functions.keys()];
  }

  /** Full ARN of what `name` (name, ARN, either with `:alias`) means, and the function. Throws `NoSuchFunction`. */
  find(name: string): { readonly arn: string; readonly definition: FunctionDefinition } {
    const [, plain = name, qualifier] = /^(?:arn:aws:lambda:[^:]*:\d*:function:)?([^:]+)(?::(.+))?$/.exec(name) ?? [];
    const definition = this.#functions.get(plain);
    if (!definition) throw new NoSuchFunction(name);
    if (!qualifier || qualifier === '$LATEST') return { arn: definition.arn, definition };
    const arn = `${definition.arn}:${qualifier}`;
    if (!this.#qualifiers.has(arn) && qualifier !== '1') throw new NoSuchFunction(name);
    return { arn, definition };
  }

  /** Invokes and waits. Holds the clock itself; an error of the function is part of the answer. */
  async invoke(name: string, payload: string): Promise<Invoked> {
    const { arn, definition } = this.find(name);
    const hold = new InvocationHold(this.#clock, (change) => {
      this.#sleeping += change;
    });
    const hash = createHash('sha256').update(payload).digest('base64url');
    const key = [this.#seed, definition.name, hash, String(this.#clock.now()), String(this.#repeat(definition, hash))];
    const requestId = uuidOf(...key);
    const call = new Invocation(this.#clock, this.#door, definition, hold, drawsOf(...key));
    call.onLog = (level, line) => this.#log({ function: definition.name, requestId, level, line });
    try {
      const answer = await call.run((context) =>
        this.#storage.run(context, async () => {
          const handler = await this.#handler(definition);
          return handler(JSON.parse(payload), lambdaContext(definition, arn, requestId, call));
        }),
      );
      return { payload: JSON.stringify(answer ?? null) ?? 'null', requestId, version: '1' };
    } catch (error) {
      if (error instanceof Crash) this.#handlers.delete(definition.name);
      const failed = failure(error, requestId);
      call.onLog('error', `${failed.error.type}: ${failed.error.message}`);
      return { ...failed, requestId, version: '1' };
    } finally {
      call.close();
      hold.end();
    }
  }

  /** Equal calls at the same moment draw different numbers, in the order they come. */
  #repeat(definition: FunctionDefinition, hash: string): number {
    const at = this.#clock.now();
    if (this.#repeats.at !== at) this.#repeats = { at, counts: new Map() };
    const key = `${definition.name} ${hash}`;
    const count = this.#repeats.counts.get(key) ?? 0;
    this.#repeats.counts.set(key, count + 1);
    return count;
  }

  #log(line: Omit<LogLine, 'at'>): void {
    const entry = { at: this.#clock.now(), ...line };
    this.logs.push(entry);
    if (this.logs.length > KEPT_LINES) this.logs.splice(0, KEPT_LINES / 2);
    this.onLog?.(entry);
  }

  #handler(definition: FunctionDefinition): Promise<Handler> {
    let handler = this.#handlers.get(definition.name);
    if (!handler) {
      handler = this.#load(definition);
      this.#handlers.set(definition.name, handler);
      handler.catch(() => this.#handlers.delete(definition.name));
    }
    return handler;
  }

  /** The query makes a module of its own for each function and cloud, as each has its own memory on AWS. */
  async #load(definition: FunctionDefinition): Promise<Handler> {
    const file = definition.module && this.#bundle.modules.get(definition.module);
    if (!file) throw new Error(`${definition.name} has no handler file functions/<room>/<handler>.handler.ts.`);
    const loaded = await nativeImport(`${pathToFileURL(file).href}?cloud=${this.#cloud}.${++this.#loads}`);
    const { handler } = loaded;
    if (typeof handler !== 'function') throw new Error(`${definition.module} exports no function "handler".`);
    return (event, context) => handler(event, context);
  }
}

/** One invocation: its clock, its limits, and its end. */
class Invocation {
  readonly #clock: Clock;
  readonly #door: Door;
  readonly #definition: FunctionDefinition;
  readonly #hold: InvocationHold;
  readonly #random: () => number;
  readonly #deadline: number;
  readonly #crashed = Promise.withResolvers<never>();
  #ended = false;
  onLog: ((level: string, line: string) => void) | undefined;

  constructor(clock: Clock, door: Door, definition: FunctionDefinition, hold: InvocationHold, random: () => number) {
    this.#clock = clock;
    this.#door = door;
    this.#definition = definition;
    this.#hold = hold;
    this.#random = random;
    this.#deadline = clock.now() + definition.timeoutMs;
    this.#crashed.promise.catch(() => undefined);
  }

  remainingMs(): number {
    return Math.max(0, this.#deadline - this.#clock.now());
  }

  async run<T>(work: (context: CallContext) => Promise<T>): Promise<T> {
    const timeout = this.#clock.at(this.#deadline, () =>
      this.#crashed.reject(new TimedOut(this.#definition.timeoutMs)),
    );
    try {
      return await Promise.race([work(this.#context()), this.#crashed.promise]);
    } finally {
      timeout.cancel();
    }
  }

  /** Whatever the handler left running hears nothing any more. */
  close(): void {
    this.#ended = true;
  }

  #context(): CallContext {
    return {
      env: this.#definition.env,
      now: () => this.#clock.now(),
      random: this.#random,
      log: (level, line) => this.onLog?.(level, line),
      setTimeout: (fire, delayMs) => this.#setTimeout(fire, delayMs),
      send: (request) => {
        if (this.#ended) return new Promise(() => undefined);
        const send = () => this.#door.handle(this.#definition.role, request);
        // A call of another function may sleep: that one holds the clock itself.
        const nested = /\/lambda\/aws4_request/.test(request.headers.authorization ?? '');
        return (nested ? send() : this.#hold.call(send)).catch((error: unknown) => {
          this.#crashed.reject(error);
          return new Promise<never>(() => undefined);
        });
      },
    };
  }

  #setTimeout(fire: () => void, delayMs: number): { cancel(): void } {
    let open = true;
    this.#hold.timerSet();
    const timer = this.#clock.after(delayMs, () => {
      if (!open || this.#ended) return;
      open = false;
      this.#hold.timerFired();
      fire();
    });
    return {
      cancel: () => {
        if (!open) return;
        open = false;
        timer.cancel();
        this.#hold.timerCancelled();
      },
    };
  }
}

class TimedOut extends Error {
  constructor(afterMs: number) {
    super(`Task timed out after ${(afterMs / 1000).toFixed(2)} seconds`);
    this.name = 'Sandbox.Timedout';
  }
}

function failure(error: unknown, requestId: string) {
  const { type, message, trace } = describe(error, requestId);
  return {
    payload: JSON.stringify({ errorType: type, errorMessage: message, ...(trace ? { trace } : {}) }),
    functionError: 'Unhandled' as const,
    error: { type, message },
  };
}

function describe(error: unknown, requestId: string): { type: string; message: string; trace?: readonly string[] } {
  if (error instanceof TimedOut)
    return { type: error.name, message: `RequestId: ${requestId} Error: ${error.message}` };
  if (error instanceof Crash) {
    const message = `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`;
    return { type: 'Runtime.ExitError', message };
  }
  if (error instanceof Error) {
    return { type: error.name, message: error.message, trace: (error.stack ?? '').split('\n') };
  }
  return { type: 'Error', message: typeof error === 'string' ? error : (JSON.stringify(error) ?? 'undefined') };
}

function lambdaContext(definition: FunctionDefinition, arn: string, requestId: string, call: Invocation): object {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: definition.name,
    functionVersion: '1',
    invokedFunctionArn: arn,
    memoryLimitInMB: String(definition.memoryMb),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${definition.name}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => call.remainingMs(),
  };
}
