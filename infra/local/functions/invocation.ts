import type { Clock } from '../clock.ts';
import type { Door } from '../door/door.ts';
import { ConnectionReset, NoAnswer } from '../door/faults.ts';
import type { CallOrigin, ServiceAnswer } from '../service.ts';
import type { FunctionDefinition } from './definition.ts';
import type { InvocationHold } from './hold.ts';
import type { CallContext, SentRequest } from './sandbox/context.ts';

/** One invocation: its clock, its limits, and its end. */
export class Invocation {
  readonly #clock: Clock;
  readonly #door: Door;
  readonly #definition: FunctionDefinition;
  readonly #hold: InvocationHold;
  readonly #random: (part: 'own' | 'shared') => number;
  readonly #short: boolean;
  readonly #deadline: number;
  readonly #from: CallOrigin;
  readonly #crashed = Promise.withResolvers<never>();
  #ended = false;
  onLog: ((level: string, line: string) => void) | undefined;

  constructor(
    clock: Clock,
    door: Door,
    definition: FunctionDefinition,
    hold: InvocationHold,
    random: (part: 'own' | 'shared') => number,
    asked: { readonly requestId: string; readonly payload: string },
    short: boolean,
  ) {
    this.#clock = clock;
    this.#door = door;
    this.#definition = definition;
    this.#hold = hold;
    this.#random = random;
    this.#from = { function: definition.name, ...asked };
    this.#short = short;
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
      short: this.#short,
      send: (request) => (this.#ended ? never() : this.#send(request)),
    };
  }

  async #send(request: SentRequest): Promise<ServiceAnswer> {
    // A call of another function may sleep: that one holds the clock itself.
    const nested = request.known === undefined && /\/lambda\/aws4_request/.test(request.headers.authorization ?? '');
    if (!nested) this.#hold.callBegins();
    try {
      let answer: ServiceAnswer;
      try {
        answer = await this.#door.handle(this.#definition.role, request, this.#from);
      } finally {
        if (!nested) this.#hold.callEnds();
      }
      const { delayMs } = answer;
      if (delayMs) await new Promise<void>((wake) => this.#setTimeout(wake, delayMs));
      return answer;
    } catch (error) {
      if (error instanceof ConnectionReset) throw error;
      // All it waits for from now on is its own time limit.
      if (error instanceof NoAnswer) this.#hold.timerSet();
      else this.#crashed.reject(error);
      return never();
    }
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

const never = (): Promise<never> => new Promise(() => undefined);

export class TimedOut extends Error {
  constructor(afterMs: number) {
    super(`Task timed out after ${(afterMs / 1000).toFixed(2)} seconds`);
    this.name = 'Sandbox.Timedout';
  }
}
