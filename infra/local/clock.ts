/**
 * The one clock of the local cloud. Waits, time-outs, schedules, TTL and the handlers' own `Date` and
 * `setTimeout` follow it. It is either `live` (runs with the machine's clock plus an offset, and can be moved
 * ahead) or `manual` (stands still until it is moved). It never runs backwards.
 *
 * It may be moved only while nothing is running: every piece of work is announced with `run`, and `moveTo`
 * lets each timer's consequences finish before the next timer fires, so a seed gives the same run every time.
 */
export interface Timer {
  readonly dueMs: number;
  cancel(): void;
}

interface Entry extends Timer {
  readonly order: number;
  readonly fire: () => unknown;
  readonly routine: boolean;
  cancelled: boolean;
}

const MAX_NATIVE_DELAY_MS = 2 ** 31 - 1;

export class Clock {
  readonly mode: 'live' | 'manual';
  #heap: Entry[] = [];
  #order = 0;
  #manualNow: number;
  #offset: number;
  #running = 0;
  #idleWaiters: (() => void)[] = [];
  #native: NodeJS.Timeout | undefined;
  #moving = false;
  #closed = false;

  private constructor(mode: 'live' | 'manual', startMs: number) {
    this.mode = mode;
    this.#manualNow = startMs;
    this.#offset = startMs - Date.now();
  }

  /** Stands still at `startMs` until moved. */
  static manual(startMs: number): Clock {
    return new Clock('manual', startMs);
  }

  /** Runs with the machine's clock, `offsetMs` ahead of it. */
  static live(offsetMs = 0): Clock {
    return new Clock('live', Date.now() + offsetMs);
  }

  /** Milliseconds since the epoch. */
  now(): number {
    if (this.mode === 'manual' || this.#moving) return this.#manualNow;
    return Date.now() + this.#offset;
  }

  /** How far a live clock is ahead of the machine's, in ms: what a restart needs to go on from the same time. */
  get offsetMs(): number {
    return this.mode === 'live' && !this.#moving ? this.#offset : this.#manualNow - Date.now();
  }

  /** Whether `moveTo` is under way. */
  get moving(): boolean {
    return this.#moving;
  }

  /** `routine`: the tick of a schedule, which nobody waits for; `nextAwaited` passes over it. */
  at(dueMs: number, fire: () => unknown, routine = false): Timer {
    const entry: Entry = {
      dueMs: Math.max(dueMs, this.now()),
      order: this.#order++,
      fire,
      routine,
      cancelled: false,
      cancel: () => {
        entry.cancelled = true;
      },
    };
    this.#push(entry);
    this.#arm();
    return entry;
  }

  after(delayMs: number, fire: () => unknown): Timer {
    return this.at(this.now() + delayMs, fire);
  }

  /** Announces work: the clock does not move while it runs. */
  async run<T>(work: () => T | Promise<T>): Promise<T> {
    this.hold();
    try {
      return await work();
    } finally {
      this.release();
    }
  }

  hold(): void {
    this.#running++;
  }

  release(): void {
    this.#running--;
    if (this.#running > 0) return;
    // Follow-up work is usually announced in the same turn of the event loop; look once that turn is over.
    setImmediate(() => {
      if (this.#running > 0) return;
      const waiters = this.#idleWaiters;
      this.#idleWaiters = [];
      for (const wake of waiters) wake();
    });
  }

  /** Resolves once nothing is running. */
  async idle(): Promise<void> {
    this.hold();
    const woken = new Promise<void>((wake) => this.#idleWaiters.push(wake));
    this.release();
    await woken;
  }

  /** The next moment at which something is due, in ms since the epoch. */
  nextDue(): number | undefined {
    return this.#peek()?.dueMs;
  }

  /** The same without routine ticks: the next thing that somebody waits for. */
  nextAwaited(): number | undefined {
    const awaited = this.#heap.filter((entry) => !entry.cancelled && !entry.routine);
    return awaited.length > 0
      ? awaited.reduce((first, entry) => Math.min(first, entry.dueMs), Number.POSITIVE_INFINITY)
      : undefined;
  }

  /** Moves to `targetMs`, firing everything due on the way, in order of time, then of registration. */
  async moveTo(targetMs: number): Promise<void> {
    if (this.#moving) throw new Error('The clock is already being moved.');
    this.#manualNow = this.now();
    this.#moving = true;
    try {
      for (;;) {
        await this.idle();
        const next = this.#peek();
        if (this.#closed || !next || next.dueMs > targetMs) break;
        this.#pop();
        this.#manualNow = Math.max(this.#manualNow, next.dueMs);
        void this.run(() => next.fire()); // not awaited: work that waits on a later timer must not stop the clock
      }
      this.#manualNow = Math.max(this.#manualNow, targetMs);
    } finally {
      this.#moving = false;
      this.#offset = this.#manualNow - Date.now();
      this.#arm();
    }
  }

  /** Moves to the next due moment and returns it, or returns undefined when nothing is waiting. */
  async moveToNext(): Promise<number | undefined> {
    await this.idle();
    const due = this.nextDue();
    if (due !== undefined) await this.moveTo(due);
    return due;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#native);
    this.#heap = [];
  }

  /** A live clock keeps one native timer, for the earliest entry. */
  #arm(): void {
    if (this.mode === 'manual' || this.#moving || this.#closed) return;
    clearTimeout(this.#native);
    const next = this.#peek();
    if (!next) return;
    const delay = Math.min(Math.max(next.dueMs - this.now(), 0), MAX_NATIVE_DELAY_MS);
    this.#native = setTimeout(() => {
      if (this.#moving || this.#closed) return;
      while (true) {
        const due = this.#peek();
        if (!due || due.dueMs > this.now()) break;
        this.#pop();
        void this.run(() => due.fire());
      }
      this.#arm();
    }, delay);
  }

  #peek(): Entry | undefined {
    while (this.#heap[0]?.cancelled) this.#pop();
    return this.#heap[0];
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let i = heap.push(entry) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(entry, heap[parent] as Entry)) break;
      heap[i] = heap[parent] as Entry;
      i = parent;
    }
    heap[i] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Entry, heap[child] as Entry)) child++;
      if (!before(heap[child] as Entry, last)) break;
      heap[i] = heap[child] as Entry;
      i = child;
    }
    heap[i] = last;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
}
