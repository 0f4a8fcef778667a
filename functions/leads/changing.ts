import type { LetterOrder } from '../email/contract.ts';
import { factRecorded, type ProgramEvent } from '../shared/event.ts';
import type { Lead, LeadPerson, LeadState, Offer } from './contract.ts';
import { isOver, mayMove } from './moving.ts';

/** What is written together: the lead as it is then, the person behind a new one, and what follows. */
export interface Change {
  readonly lead: Lead;
  readonly person?: LeadPerson;
  readonly erases?: true;
  readonly letters: readonly LetterOrder[];
  readonly events: readonly ProgramEvent[];
}

export interface Because {
  readonly by: string;
  readonly reason: string;
}

/** Whom it is offered to, or who has it. */
export const lastOffer = ({ offers }: Lead): Offer | undefined => offers.at(-1);

/** The same lead with another end of its latest offer. */
export const closeOffer = (lead: Lead, result: Offer['result'], reason?: string): Lead => ({
  ...lead,
  offers: lead.offers.map((one, index) =>
    index === lead.offers.length - 1 ? { ...one, result, ...(reason ? { reason } : {}) } : one,
  ),
});

/** The lead in its next state. An illegal move is a fault of ours and is thrown [I10]. */
export const move = (before: Lead, to: LeadState, because: Because, now: string): Pick<Change, 'lead' | 'events'> => {
  if (!mayMove(before.state, to)) throw new Error(`A lead cannot go from ${before.state} to ${to}.`);
  const ended = isOver(to) ? { endedAt: now, because: because.reason } : {};
  const lead: Lead = { ...before, ...ended, state: to, revision: before.revision + 1 };
  return { lead, events: [moved(lead, because, now)] };
};

export const moved = (lead: Lead, { by, reason }: Because, now: string): ProgramEvent => {
  const offer = lastOffer(lead);
  return {
    id: `lead/${lead.leadId}/${lead.revision}`,
    name: 'lead-moved.v1',
    occurredAt: now,
    recordedAt: now,
    ...(offer ? { partnerId: offer.partnerId, run: offer.run } : {}),
    data: { leadId: lead.leadId, to: lead.state, company: lead.company, by, because: reason },
  };
};

/** What the workflow waits for in the run of the partner that it was offered to: its answer, or the next report. */
export const awaited = (lead: Lead): string =>
  lead.state === 'offered'
    ? `lead-answered:${lead.leadId}:${lead.offers.length}`
    : `lead-told:${lead.leadId}:${lead.offers.length}-${lead.reports.length + 1}`;

export const told = (lead: Lead, by: string, now: string): readonly ProgramEvent[] => {
  const offer = lastOffer(lead);
  if (!offer) return [];
  const { partnerId, run } = offer;
  return [factRecorded({ partnerId, run, fact: awaited(lead), by, occurredAt: now, recordedAt: now })];
};
