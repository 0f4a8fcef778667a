import type { LetterOrder } from '../email/contract.ts';
import type { ProgramEvent } from '../shared/event.ts';

/** What must follow a fact of this room, in the same transaction. */
export interface Following {
  readonly events: readonly ProgramEvent[];
  readonly letters: readonly LetterOrder[];
}
