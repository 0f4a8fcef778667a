import type { LetterOrder } from '../email/contract.ts';
import type { ProgramEvent } from '../shared/event.ts';

/** What must follow a change. */
export interface Following {
  readonly events?: readonly ProgramEvent[];
  readonly letters?: readonly LetterOrder[];
}
