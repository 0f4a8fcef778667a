/** The timers of what threads wait for. A wait ends once, whatever comes first: time, an answer, a token, a stop. */
import type { Clock, Timer } from '../clock.ts';
import type { Pending, Thread } from './execution.ts';

export class Waits {
  readonly #clock: Clock;
  readonly #timers = new WeakMap<Pending, Timer[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `fire` must only start work, not wait for it: the clock stands still meanwhile. */
  timer(thread: Thread, pending: Pending, dueMs: number, fire: () => void): void {
    const timer = this.#clock.at(dueMs, () => {
      if (this.claim(thread, pending)) fire();
    });
    const others = this.#timers.get(pending);
    if (others) others.push(timer);
    else this.#timers.set(pending, [timer]);
  }

  /** Ends a wait and answers true, if the thread still waits for this very thing. */
  claim(thread: Thread, pending: Pending): boolean {
    if (thread.pending !== pending || thread.gone) return false;
    this.cancel(pending);
    thread.pending = { kind: 'work' };
    return true;
  }

  cancel(pending: Pending): void {
    for (const timer of this.#timers.get(pending) ?? []) timer.cancel();
    this.#timers.delete(pending);
  }
}
