import type { LetterOrder } from '../email/contract.ts';
import type { ProgramEvent } from '../shared/event.ts';

/** What must follow a write: events for functions, news for the timeline alone, letters. */
export interface Following {
  readonly events?: readonly ProgramEvent[];
  readonly news?: readonly (ProgramEvent & { readonly partnerId: string })[];
  readonly letters?: readonly LetterOrder[];
}
