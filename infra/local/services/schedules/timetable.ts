import * as z from 'zod';
import type { Clock, Timer } from '../../clock.ts';
import { readExpression } from './expression.ts';

export interface Entry {
  /** Unique among its service's schedules; the key under which its last run is kept. */
  readonly name: string;
  readonly expression: string;
  readonly zone: string;
  /** Window in which it may run, ms since the epoch. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  /** Starts the work and returns; the work announces itself to the clock. */
  readonly fire: (dueMs: number) => void;
}

const kept = z.record(z.string(), z.strictObject({ anchor: z.number(), last: z.number() }));

/**
 * Runs schedules on the cloud's clock. What fell due while the cloud was off runs once when it comes back, however
 * often it would have run.
 */
export class Timetable {
  readonly #clock: Clock;
  readonly #runs = new Map<string, { anchor: number; last: number }>();
  readonly #timers = new Set<Timer>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(entry: Entry): void {
    const now = this.#clock.now();
    const run = this.#runs.get(entry.name) ?? { anchor: now, last: now };
    this.#runs.set(entry.name, run);
    const next = readExpression(entry.expression, entry.zone, run.anchor);
    const arm = (): void => {
      const due = next(Math.max(run.last, (entry.from ?? 0) - 1));
      if (due === undefined || due > (entry.until ?? Number.POSITIVE_INFINITY)) return;
      const timer = this.#clock.at(
        due,
        () => {
          this.#timers.delete(timer);
          run.last = this.#clock.now();
          arm();
          entry.fire(due);
        },
        true,
      );
      this.#timers.add(timer);
    };
    arm();
  }

  snapshot(): unknown {
    return Object.fromEntries(this.#runs);
  }

  /** Before `add`. */
  restore(state: unknown): void {
    for (const [name, run] of Object.entries(kept.parse(state))) this.#runs.set(name, run);
  }

  stop(): void {
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }
}
