import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../clock.ts';
import type { Door } from '../door/door.ts';
import { Crash } from '../door/faults.ts';
import type { Roles } from '../iam/roles.ts';
import type { Template } from '../template/template.ts';
import { text } from '../template/values.ts';
import type { Bundle } from './bundle.ts';
import { chanceOf } from './chance.ts';
import { type FunctionDefinition, readFunction } from './definition.ts';
import { failure, lambdaContext } from './function-answers.ts';
import { InvocationHold } from './hold.ts';
import { type Handler, Instances } from './instances.ts';
import { Invocation, TimedOut } from './invocation.ts';
import { copyOf, isReady, readyModule } from './modules.ts';
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

interface Found {
  readonly arn: string;
  readonly definition: FunctionDefinition;
}

const KEPT_LINES = 20_000;

/** Runs the functions of the templates in this process, each with its own modules, environment, role and chance. */
export class FunctionRuntime {
  readonly #clock: Clock;
  readonly #door: Door;
  readonly #seed: string;
  readonly #bundle: Bundle;
  readonly #storage: AsyncLocalStorage<CallContext>;
  readonly #functions: ReadonlyMap<string, FunctionDefinition>;
  readonly #qualifiers: ReadonlySet<string>;
  readonly #found = new Map<string, Found>();
  readonly #shortCalls: boolean;
  readonly #instances = new Instances((name) => this.#load(name));
  readonly logs: LogLine[] = [];
  /** Hears every line a function writes. */
  onLog: ((line: LogLine) => void) | undefined;
  #sleeping = 0;
  #repeats = { at: -1, counts: new Map<string, number>() };

  constructor(options: {
    clock: Clock;
    door: Door;
    seed: string;
    bundle: Bundle;
    template: Template;
    roles: Roles;
    /** Where S3 is, for links that a browser follows. */
    storageUrl: string;
    shortCalls: boolean;
  }) {
    this.#shortCalls = options.shortCalls;
    this.#clock = options.clock;
    this.#door = options.door;
    this.#seed = options.seed;
    this.#bundle = options.bundle;
    globalThis.tandemLocalCalls ??= new AsyncLocalStorage<CallContext>();
    this.#storage = globalThis.tandemLocalCalls;
    const functions = options.template
      .ofType('AWS::Lambda::Function')
      .map((resource) => readFunction(resource, options.roles, [...options.bundle.modules.keys()], options.storageUrl));
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
  find(name: string): Found {
    let found = this.#found.get(name);
    if (!found) {
      found = this.#look(name);
      this.#found.set(name, found);
    }
    return found;
  }

  #look(name: string): Found {
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
    const waits = this.#instances.take(definition.name, this.#door.faults !== undefined);
    const instance = waits instanceof Promise ? await waits : waits;
    let gone = false;
    const hold = new InvocationHold(this.#clock, (change) => {
      this.#sleeping += change;
    });
    const at = String(this.#clock.now());
    const repeat = String(this.#repeat(definition, payload));
    const { id: requestId, draw } = chanceOf(this.#seed, definition.name, at, repeat, payload);
    const asked = { requestId, payload };
    const random = (part: 'own' | 'shared'): number => draw[part]();
    const call = new Invocation(this.#clock, this.#door, definition, hold, random, asked, this.#shortCalls);
    call.onLog = (level, line) => this.#log({ function: definition.name, requestId, level, line });
    try {
      const answer = await call.run((context) =>
        this.#storage.run(context, async () => {
          const handler = await instance.handler;
          return handler(JSON.parse(payload), lambdaContext(definition, arn, requestId, call));
        }),
      );
      return { payload: JSON.stringify(answer ?? null) ?? 'null', requestId, version: '1' };
    } catch (error) {
      // Its process is gone: the next call starts anew.
      gone = error instanceof Crash || error instanceof TimedOut;
      const failed = failure(error, requestId);
      call.onLog('error', `${failed.error.type}: ${failed.error.message}`);
      return { ...failed, requestId, version: '1' };
    } finally {
      call.close();
      hold.end();
      this.#instances.leave(definition.name, instance, gone);
    }
  }

  /** Equal calls at the same moment draw different numbers, in the order they come. */
  #repeat(definition: FunctionDefinition, payload: string): number {
    const at = this.#clock.now();
    if (this.#repeats.at !== at) this.#repeats = { at, counts: new Map() };
    const key = `${definition.name} ${payload}`;
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

  /** Reads the file of every function, so that no call waits for one. */
  async preload(): Promise<void> {
    for (const file of this.#bundle.modules.values()) await readyModule(file);
  }

  /** Each function of each cloud has a copy of its own, as each has its own memory on AWS. */
  async #load(name: string): Promise<Handler> {
    const { definition } = this.find(name);
    const file = definition.module && this.#bundle.modules.get(definition.module);
    if (!file) throw new Error(`${definition.name} has no handler file functions/<room>/<handler>.handler.ts.`);
    if (!isReady(file)) await readyModule(file);
    // Not in the name of the function whose call happens to need it.
    const { handler } = this.#storage.exit(() => copyOf(file));
    if (typeof handler !== 'function') throw new Error(`${definition.module} exports no function "handler".`);
    return (event, context) => handler(event, context);
  }
}
