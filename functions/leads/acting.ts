import { conflict, mismatchedRepeat, notFound } from '../shared/problem.ts';
import { type Change, closeOffer, lastOffer, move, moved, told } from './changing.ts';
import type { Lead, LeadOutcome, LeadPerson, NewLead } from './contract.ts';
import { isOver, isOwned, mayMove } from './moving.ts';

/** A lead as it comes in; who is behind it lies apart. */
export const received = (asked: NewLead, leadId: string, policyVersion: number, now: string): Change => {
  const { source, company, region, vertical, country, person, message, consent } = asked;
  const lead: Lead = {
    ...{ type: 'LEAD', leadId, source, state: 'routing', revision: 1, company, region, vertical },
    ...(country ? { country } : {}),
    ...{ receivedAt: now, offers: [], reports: [], policyVersion },
  };
  const behind: LeadPerson = {
    ...{ type: 'LEAD-PERSON', name: person.name, email: person.email },
    ...(person.phone ? { phone: person.phone } : {}),
    ...(message ? { message } : {}),
    consent: { at: new Date(consent.at).toISOString(), words: consent.words },
  };
  const event = { id: `lead/${leadId}/received`, name: 'lead-received.v1', occurredAt: now, recordedAt: now };
  return { lead, person: behind, letters: [], events: [{ ...event, data: { leadId } }] };
};

/** The same source key with another company behind it is refused [Z4]. */
export const sameAsSent = (found: Lead, asked: NewLead): void => {
  const same = found.company === asked.company && found.region === asked.region && found.vertical === asked.vertical;
  if (!same) throw mismatchedRepeat(`The key ${asked.source} was used for another lead.`);
};

const offeredTo = (lead: Lead, partnerId: string) => {
  if (!lead.offers.some((one) => one.partnerId === partnerId)) throw notFound('lead');
  const offer = lastOffer(lead);
  return offer?.partnerId === partnerId ? offer : undefined;
};

/** The partner takes the lead, or declines it: then the next is asked. The same answer again changes nothing. */
export const answer = (
  lead: Lead,
  partnerId: string,
  given: { readonly answer: 'accept' } | { readonly answer: 'decline'; readonly reason: string },
  by: string,
  now: string,
): Change | undefined => {
  const offer = offeredTo(lead, partnerId);
  const wanted = given.answer === 'accept' ? 'accepted' : 'declined';
  if (lead.offers.some((one) => one.partnerId === partnerId && one.result === wanted)) return undefined;
  if (!offer || lead.state !== 'offered' || offer.result !== 'open' || offer.by <= now)
    throw conflict('This lead has gone to the next partner [D8].');
  if (given.answer === 'accept') {
    const taken = closeOffer(lead, 'accepted');
    const change = move(taken, 'accepted', { by, reason: 'The partner has accepted it.' }, now);
    return { lead: { ...change.lead, toldAt: now }, events: [...change.events, ...told(lead, by, now)], letters: [] };
  }
  const declined = { ...closeOffer(lead, 'declined', given.reason), revision: lead.revision + 1 };
  return {
    lead: declined,
    events: [moved(declined, { by, reason: given.reason }, now), ...told(lead, by, now)],
    letters: [],
  };
};

export interface Report {
  readonly outcome: LeadOutcome;
  readonly note: string;
  readonly dealId?: string | undefined;
}

/** What has become of it, as its partner reports it; never backwards. The same again changes nothing. */
export const report = (lead: Lead, partnerId: string, told_: Report, by: string, now: string): Change | undefined => {
  const offer = offeredTo(lead, partnerId);
  if (offer?.result !== 'accepted') throw conflict('This lead is not yours.');
  const { outcome, note, dealId } = told_;
  const last = lead.reports.at(-1);
  if (last?.outcome === outcome && last.note === note && (dealId === undefined || dealId === lead.dealId))
    return undefined;
  if (!isOwned(lead.state) || !mayMove(lead.state, outcome)) throw conflict(`This lead is at ${lead.state} already.`);
  const reason = note || `Reported as ${outcome}.`;
  const change = move(lead, outcome, { by, reason }, now);
  const reports = [...lead.reports, { outcome, at: now, by, note }];
  const next: Lead = { ...change.lead, reports, toldAt: now, ...(dealId ? { dealId } : {}) };
  return { lead: next, events: [...change.events, ...told(lead, by, now)], letters: [] };
};

/** The person behind it is forgotten: nobody is given it any more. */
export const erase = (lead: Lead, reason: string, by: string, now: string): Change | undefined => {
  if (lead.erasedAt) return undefined;
  const forgotten: Lead = { ...lead, erasedAt: now };
  if (isOver(lead.state))
    return { lead: { ...forgotten, revision: lead.revision + 1 }, erases: true, letters: [], events: [] };
  const change = move(forgotten, 'dropped', { by, reason }, now);
  return { ...change, events: [...change.events, ...told(lead, by, now)], erases: true, letters: [] };
};
