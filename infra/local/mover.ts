import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from './clock.ts';

/** Moves a manual clock for functions that sleep while somebody waits for them. */
export class Mover {
  readonly #clock: Clock;
  readonly #sleeping: () => number;
  #moving = false;

  constructor(clock: Clock, sleeping: () => number) {
    this.#clock = clock;
    this.#sleeping = sleeping;
  }

  async drive<T>(work: Promise<T>): Promise<T> {
    if (this.#clock.mode === 'live') return work;
    let done = false;
    const ended = work.then(
      () => {
        done = true;
      },
      () => {
        done = true;
      },
    );
    while (!done) {
      await Promise.race([ended, this.#clock.idle()]);
      if (!done) await this.#wakeOne();
    }
    return work;
  }

  async settle(): Promise<void> {
    await this.#clock.idle();
    if (this.#clock.mode === 'live') return;
    while (this.#sleeping() > 0) {
      await this.#wakeOne();
      await this.#clock.idle();
    }
  }

  /** The next due moment is at or before the moment at which the sleeper wakes. */
  async #wakeOne(): Promise<void> {
    const due = this.#clock.nextDue();
    if (this.#moving || this.#clock.moving || this.#sleeping() === 0 || due === undefined) {
      await turn();
      return;
    }
    this.#moving = true;
    try {
      await this.#clock.moveTo(due);
    } finally {
      this.#moving = false;
    }
  }
}
