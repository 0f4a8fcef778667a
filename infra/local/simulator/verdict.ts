import { digestOf } from './digest.ts';
import type { History } from './history.ts';
import { type Checked, check } from './invariants/index.ts';
import type { Lived, RunOptions } from './run.ts';
import { live } from './run.ts';
import type { Struck } from './strike.ts';

/** What a run of a history came to, small enough to be sent from one process to another. */
export interface Verdict {
  /** Of the final state [I12]; empty when the run did not end. */
  readonly digest: string;
  /** Invariants that do not hold. */
  readonly broken: Checked;
  readonly faults: readonly Struck[];
  readonly acts: readonly string[];
  readonly letters: number;
  readonly tookMs: number;
}

export const verdictOn = (lived: Lived, tookMs: number): Verdict => ({
  digest: digestOf(lived.final),
  broken: check(lived.final).filter(({ breaks }) => breaks.length > 0),
  faults: lived.final.faults,
  acts: lived.final.journal.acts.map(({ name }) => name),
  letters: lived.final.letters.length,
  tookMs,
});

export const judge = async (history: History, options: RunOptions = {}): Promise<Verdict> => {
  const began = performance.now();
  const lived = await live(history, options);
  return verdictOn(lived, performance.now() - began);
};

/** A run that broke off, or never ended. */
export const noEnd = (why: string): Verdict => ({
  digest: '',
  broken: [{ id: 'END', sentence: 'every run comes to its end', breaks: [why] }],
  faults: [],
  acts: [],
  letters: 0,
  tookMs: 0,
});
