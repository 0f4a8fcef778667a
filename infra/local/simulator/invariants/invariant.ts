import type { Final } from '../final.ts';

/** Something that must be so after every run, whatever failed on the way. */
export interface Invariant {
  /** As in the list of what must not break: I7. */
  readonly id: string;
  /** What must be so, in a sentence. */
  readonly sentence: string;
  /** What is not so, each in a sentence that names the item or letter; empty when it holds. */
  readonly breaks: (final: Final) => readonly string[];
}
