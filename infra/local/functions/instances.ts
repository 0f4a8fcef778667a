export type Handler = (event: unknown, context: object) => unknown;

/** One loaded copy of a function's modules, and how many invocations run in it. */
export interface Instance {
  readonly handler: Promise<Handler>;
  running: number;
}

/** Of one function, while calls go wrong. More invocations than this wait their turn, as behind a concurrency limit. */
const MOST = 3;

/**
 * The instances of each function. As long as nothing goes wrong its invocations share one: that is quick, and nobody can
 * tell. With faults each has an instance to itself, as on AWS: else one that sleeps in a back-off, or ends, takes with it
 * what others in the same memory are waiting for.
 */
export class Instances {
  readonly #load: (name: string) => Promise<Handler>;
  readonly #instances = new Map<string, Instance[]>();
  readonly #queues = new Map<string, ((instance: Instance) => void)[]>();

  constructor(load: (name: string) => Promise<Handler>) {
    this.#load = load;
  }

  /** At once where there is one: the caller takes hold of the clock in the same turn. */
  take(name: string, alone: boolean): Instance | Promise<Instance> {
    const all = this.#instances.get(name) ?? [];
    const found = alone ? all.find((one) => one.running === 0) : all[0];
    if (found) return entered(found);
    if (all.length < MOST) return entered(this.#add(name));
    return new Promise((turn) => {
      this.#queues.set(name, [...(this.#queues.get(name) ?? []), turn]);
    });
  }

  /** `gone`: its process has ended; nobody uses it again. */
  leave(name: string, instance: Instance, gone: boolean): void {
    instance.running--;
    if (gone) this.#forget(name, instance);
    const [next, ...others] = this.#queues.get(name) ?? [];
    if (!next || (instance.running > 0 && !gone)) return;
    this.#queues.set(name, others);
    next(entered(gone ? this.#add(name) : instance));
  }

  #add(name: string): Instance {
    const instance = { handler: this.#load(name), running: 0 };
    this.#instances.set(name, [...(this.#instances.get(name) ?? []), instance]);
    instance.handler.catch(() => this.#forget(name, instance));
    return instance;
  }

  #forget(name: string, instance: Instance): void {
    const others = (this.#instances.get(name) ?? []).filter((one) => one !== instance);
    this.#instances.set(name, others);
  }
}

const entered = (instance: Instance): Instance => {
  instance.running++;
  return instance;
};
