/**
 * esbuild's `inject` puts these in place of the globals of the same name, in the local bundle alone. Outside an
 * invocation each is the machine's own.
 */
import { format } from 'node:util';
import { currentCall } from './context.ts';

/** Which build this is: a handler's own code, or a package that all share. Set by esbuild's `define`. */
declare const TANDEM_PART: 'own' | 'shared';

const MachineDate = globalThis.Date;
const machine = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  crypto: globalThis.crypto,
  process: globalThis.process,
  console: globalThis.console,
};

const now = (): number => currentCall()?.now() ?? MachineDate.now();

const LocalDate = new Proxy(MachineDate, {
  construct: (target, given: readonly unknown[], newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : [...given], newTarget),
  apply: () => new MachineDate(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});

/** A timer on the cloud's clock; as in Node, an object with `ref` and `unref`. */
class LocalTimer {
  readonly cancel: () => void;

  constructor(cancel: () => void) {
    this.cancel = cancel;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  [Symbol.dispose](): void {
    this.cancel();
  }
}

const localSetTimeout = (fire: (...given: unknown[]) => void, delayMs = 0, ...given: unknown[]) => {
  const call = currentCall();
  if (!call) return machine.setTimeout(fire, delayMs, ...given);
  return new LocalTimer(call.setTimeout(() => fire(...given), Number(delayMs) || 0).cancel);
};

const localSetInterval = (fire: (...given: unknown[]) => void, delayMs = 0, ...given: unknown[]) => {
  const call = currentCall();
  if (!call) return setInterval(fire, delayMs, ...given);
  let held: { cancel(): void };
  const again = (): void => {
    held = call.setTimeout(() => {
      again();
      fire(...given);
    }, delayMs);
  };
  again();
  return new LocalTimer(() => held.cancel());
};

const localClearTimeout = (timer: unknown): void => {
  if (timer instanceof LocalTimer) timer.cancel();
  else machine.clearTimeout(timer as NodeJS.Timeout);
};

const random = (): number => currentCall()?.random(TANDEM_PART) ?? Math.random();

const fill = <T extends ArrayBufferView | null>(array: T): T => {
  const call = currentCall();
  if (!call || !array) return machine.crypto.getRandomValues(array as never);
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(call.random(TANDEM_PART) * 256);
  return array;
};

/** A version 4 UUID of the call's own chance. */
export const localUuid = (): `${string}-${string}-${string}-${string}-${string}` => {
  if (!currentCall()) return machine.crypto.randomUUID();
  const bytes = fill(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

export const localBytes = (size: number): Buffer => Buffer.from(fill(new Uint8Array(size)));

const own = <T extends object>(target: T, mine: Readonly<Record<string, unknown>>): T =>
  new Proxy(target, {
    get: (held, name) => {
      if (typeof name === 'string' && Object.hasOwn(mine, name)) return mine[name];
      const value: unknown = Reflect.get(held, name, held);
      return typeof value === 'function' ? value.bind(held) : value;
    },
  });

const localCrypto = own(machine.crypto, { getRandomValues: fill, randomUUID: localUuid });

const localProcess = new Proxy(machine.process, {
  get: (held, name) => {
    if (name === 'env') return currentCall()?.env ?? held.env;
    const value: unknown = Reflect.get(held, name, held);
    return typeof value === 'function' ? value.bind(held) : value;
  },
});

/** As Lambda's JSON logging: one object is a line of fields, anything else is text. */
const lineOf = (given: readonly unknown[]): string => {
  const [only] = given;
  const isFields = given.length === 1 && typeof only === 'object' && only !== null && !(only instanceof Error);
  return isFields ? JSON.stringify(only) : format(...given);
};

const writer =
  (level: 'debug' | 'error' | 'info' | 'log' | 'trace' | 'warn') =>
  (...given: unknown[]): void => {
    const call = currentCall();
    if (call) call.log(level, lineOf(given));
    else machine.console[level](...given);
  };

const localConsole = own(
  machine.console,
  Object.fromEntries((['debug', 'error', 'info', 'log', 'trace', 'warn'] as const).map((name) => [name, writer(name)])),
);

export {
  LocalDate as Date,
  localClearTimeout as clearInterval,
  localClearTimeout as clearTimeout,
  localConsole as console,
  localCrypto as crypto,
  localProcess as process,
  localSetInterval as setInterval,
  localSetTimeout as setTimeout,
  random as tandemRandom,
};
