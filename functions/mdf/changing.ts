import type { LetterOrder } from '../email/contract.ts';
import type { Entry } from '../shared/book.ts';
import type { ProgramEvent } from '../shared/event.ts';
import type { FundEntry } from '../shared/fund-book.ts';
import type { FundPage, MdfRequest, MdfState } from './contract.ts';
import { isOver, mayMove } from './moving.ts';

/** What is written together: the request as it is then, what the fund and the partner's book get, and what follows. */
export interface Change {
  readonly request: MdfRequest;
  readonly fund?: FundEntry | ((last: FundPage | undefined) => FundEntry) | undefined;
  readonly credit?: Entry | undefined;
  readonly letters: readonly LetterOrder[];
  readonly events: readonly ProgramEvent[];
}

export interface Because {
  readonly by: string;
  /** In a sentence a partner can read. */
  readonly reason: string;
}

/** Event `mdf-moved.v1`: a request is in another state, and why. */
export const moved = (
  request: MdfRequest,
  from: MdfState | undefined,
  { by, reason }: Because,
  now: string,
): ProgramEvent => ({
  id: `mdf/${request.requestId}/${request.revision}`,
  name: 'mdf-moved.v1',
  occurredAt: now,
  recordedAt: now,
  partnerId: request.partnerId,
  run: request.run,
  data: {
    requestId: request.requestId,
    ...(from ? { from } : {}),
    to: request.state,
    title: request.title,
    minor: request.settledMinor ?? request.approvedMinor ?? request.askedMinor,
    currency: request.currency,
    by,
    because: reason,
  },
});

/** The request in its next state. An illegal move is a fault of ours and is thrown [I10]. */
export const move = (
  before: MdfRequest,
  to: MdfState,
  set: Partial<MdfRequest>,
  because: Because,
  now: string,
): Pick<Change, 'request' | 'events'> => {
  if (!mayMove(before.state, to)) throw new Error(`A request cannot go from ${before.state} to ${to}.`);
  const ended = isOver(to) ? { endedAt: now, because: because.reason } : {};
  const request: MdfRequest = { ...before, ...set, ...ended, state: to, revision: before.revision + 1 };
  return { request, events: [moved(request, before.state, because, now)] };
};

/** A letter to whoever asked, once for each name. */
export const letterTo = (
  request: MdfRequest,
  letter: string,
  data: Record<string, unknown>,
  now: string,
  name = letter,
): LetterOrder => ({
  key: `mdf/${request.requestId}/${name}`,
  letter,
  to: { personId: request.personId },
  partnerId: request.partnerId,
  run: request.run,
  orderedAt: now,
  data: { title: request.title, currency: request.currency, ...data },
});
