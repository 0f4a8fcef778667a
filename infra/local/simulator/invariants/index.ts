import type { Final } from '../final.ts';
import { fundsAreKept } from './funds.ts';
import type { Invariant } from './invariant.ts';
import { oneOwner } from './leads.ts';
import { legalMoves } from './legal-moves.ts';
import {
  balancesAreSums,
  earnedInItsMonth,
  neverMoreBack,
  oneAccrual,
  onlyWhatMatured,
  postingsBalance,
  statementsStand,
} from './money.ts';
import { nothingIsLost } from './nothing-is-lost.ts';
import { oneLetterAStep } from './one-letter-a-step.ts';
import { unwantedLetters } from './unwanted-letters.ts';

/** Every invariant that a run is checked on; another is one file and one line here. */
export const invariants: readonly Invariant[] = [
  postingsBalance,
  balancesAreSums,
  oneAccrual,
  neverMoreBack,
  statementsStand,
  onlyWhatMatured,
  oneLetterAStep,
  unwantedLetters,
  nothingIsLost,
  legalMoves,
  earnedInItsMonth,
  fundsAreKept,
  oneOwner,
];

export type Checked = readonly {
  readonly id: string;
  readonly sentence: string;
  readonly breaks: readonly string[];
}[];

export const check = (final: Final): Checked =>
  invariants.map(({ id, sentence, breaks }) => ({ id, sentence, breaks: breaks(final) }));
