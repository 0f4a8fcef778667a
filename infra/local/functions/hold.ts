import type { Clock } from '../clock.ts';

/**
 * Holds the clock for one invocation while it computes or waits for the door, and lets go while all it does is wait
 * for a timer of its own (a back-off): else the moment it waits for would never come.
 */
export class InvocationHold {
  readonly #clock: Clock;
  readonly #slept: (change: 1 | -1) => void;
  #held = true;
  #ended = false;
  #timers = 0;
  #calls = 0;

  /** `slept` hears when the invocation begins to sleep (1) and wakes (-1). */
  constructor(clock: Clock, slept: (change: 1 | -1) => void) {
    this.#clock = clock;
    this.#slept = slept;
    clock.hold();
  }

  timerSet(): void {
    this.#timers++;
    this.#look();
  }

  timerCancelled(): void {
    this.#timers--;
    // What the handler does next is its own doing: it runs, and ends or waits again.
    this.#take();
    this.#look();
  }

  timerFired(): void {
    this.#timers--;
    this.#take();
    this.#look();
  }

  callBegins(): void {
    this.#calls++;
    this.#take();
  }

  callEnds(): void {
    this.#calls--;
    this.#look();
  }

  end(): void {
    if (this.#ended) return;
    this.#take();
    this.#ended = true;
    this.#held = false;
    this.#clock.release();
  }

  #take(): void {
    if (this.#held || this.#ended) return;
    this.#held = true;
    this.#slept(-1);
    this.#clock.hold();
  }

  /** Two turns of the event loop later, all that could run at once has run. */
  #look(): void {
    if (this.#timers <= 0) return;
    setImmediate(() =>
      setImmediate(() => {
        if (this.#ended || !this.#held || this.#timers <= 0 || this.#calls > 0) return;
        this.#held = false;
        this.#slept(1);
        this.#clock.release();
      }),
    );
  }
}
