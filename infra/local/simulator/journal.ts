import type { Clock } from '../clock.ts';

/** One thing that a person did. */
export interface Act {
  readonly at: number;
  readonly who: string;
  /** Unique in the run: `Company 2: reads welcome-partner`, with `#2` when it comes again. */
  readonly name: string;
}

/** A request that the program took: it must be applied, or lie where somebody looks. */
export interface Accepted {
  readonly at: number;
  readonly who: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly answer: string;
}

/** What people did and what they were promised, in order. */
export class Journal {
  readonly acts: Act[] = [];
  readonly accepted: Accepted[] = [];
  /** Complaints about letters, by address. */
  readonly complaints: { readonly at: number; readonly address: string }[] = [];
  /** Acts that came to nothing: the site did not answer, however often it was tried. */
  readonly gaveUp: string[] = [];
  readonly #clock: Clock;
  readonly #without: ReadonlySet<string>;
  readonly #counts = new Map<string, number>();

  constructor(clock: Clock, without: readonly string[]) {
    this.#clock = clock;
    this.#without = new Set(without);
  }

  /** Does it, unless this history leaves it out. What fails for good is noted: nobody waits for a person's act. */
  async does(who: string, what: string, act: () => unknown): Promise<void> {
    const plain = `${who}: ${what}`;
    const nth = (this.#counts.get(plain) ?? 0) + 1;
    this.#counts.set(plain, nth);
    const name = nth === 1 ? plain : `${plain} #${nth}`;
    if (this.#without.has(name)) return;
    this.acts.push({ at: this.#clock.now(), who, name });
    try {
      await act();
    } catch (error) {
      this.gaveUp.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  took(who: string, request: Omit<Accepted, 'at' | 'who'>): void {
    this.accepted.push({ at: this.#clock.now(), who, ...request });
  }
}
