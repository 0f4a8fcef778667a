import type { LetterOrder } from '../email/contract.ts';
import type { Policy } from '../policy/contract.ts';
import { PROGRAM } from '../tasks/contract.ts';
import { awaited, type Because, type Change, closeOffer, lastOffer, move } from './changing.ts';
import type { Happened, Lead, LeadStanding, Offer } from './contract.ts';
import { isOver, isOwned } from './moving.ts';
import { type Candidate, nextFor } from './routing.ts';
import { acceptBy, unassignedSeconds, waitOf } from './timing.ts';

const RULE = 'rule';

const letterOf = (lead: Lead, { partnerId, run, personId, by }: Offer, now: string): LetterOrder => ({
  key: `lead/${lead.leadId}/offered/${lead.offers.length}`,
  letter: 'lead-offered',
  to: { personId },
  partnerId,
  run,
  orderedAt: now,
  data: { lead: lead.company, region: lead.region, vertical: lead.vertical, by },
});

/** To whom it was passed by: it lapsed, and is another one's now. */
const passedOn = (lead: Lead, { partnerId, run, personId, by }: Offer, now: string): LetterOrder => ({
  key: `lead/${lead.leadId}/passed-on/${lead.offers.length}`,
  letter: 'lead-passed-on',
  to: { personId },
  partnerId,
  run,
  orderedAt: now,
  data: { lead: lead.company, by },
});

/** Offers the lead to a partner, who has two business days [D8]. */
const offer = (lead: Lead, { profile }: Candidate, because: Because, policy: Policy, now: string): Change => {
  const { partnerId, run, personId } = profile;
  const next: Offer = {
    ...{
      partnerId,
      run,
      personId,
      at: now,
      by: acceptBy(now, policy),
      because: because.reason,
      result: 'open' as const,
    },
  };
  const { toldAt: _, dealId: __, ...rest } = lead;
  const change = move({ ...rest, offers: [...lead.offers, next] }, 'offered', because, now);
  return { ...change, letters: [letterOf(change.lead, next, now)] };
};

/** To the next partner, or to ops where nobody is left [D8]. */
const toNext = (lead: Lead, candidates: readonly Candidate[], policy: Policy, now: string): Change => {
  const found = nextFor(lead, candidates);
  if (found) return offer(lead, found.candidate, { by: RULE, reason: found.because }, policy, now);
  const reason = 'No partner is left for its territory and vertical [D8].';
  return { ...move(lead, 'unassigned', { by: RULE, reason }, now), letters: [] };
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What ops said of a lead that nobody was left for; a partner that they name is offered it, whatever it takes. */
const assign = (
  lead: Lead,
  { by, detail }: Happened,
  candidates: readonly Candidate[],
  policy: Policy,
  now: string,
): Change => {
  const reason = text(detail.reason) || 'Nobody decided in time.';
  if (text(detail.outcome) === 'dropped') return { ...move(lead, 'dropped', { by, reason }, now), letters: [] };
  const named = candidates.find(({ profile }) => profile.partnerId === text(detail.partner).toUpperCase());
  if (named?.hasAgreed && named.profile.portal === 'open') return offer(lead, named, { by, reason }, policy, now);
  return { ...move(lead, 'kept', { by, reason }, now), letters: [] };
};

/** What a lead becomes by what has happened; undefined where nothing changes, or whoever did it has written it. */
export const advance = (
  lead: Lead,
  happened: Happened,
  candidates: readonly Candidate[],
  policy: Policy,
  now: string,
): Change | undefined => {
  const { state } = lead;
  if (isOver(state)) return undefined;
  if (state === 'routing') return toNext(lead, candidates, policy, now);
  if (state === 'unassigned') {
    return happened.fact === `decision:lead-unassigned:${lead.leadId}`
      ? assign(lead, happened, candidates, policy, now)
      : undefined;
  }
  const last = lastOffer(lead);
  if (happened.fact === 'stopped') return toNext(closeOffer(lead, 'left'), candidates, policy, now);
  if (state === 'offered') {
    if (last?.result === 'declined') return toNext(lead, candidates, policy, now);
    if (!last || last.by > now) return undefined;
    const next = toNext(closeOffer(lead, 'lapsed'), candidates, policy, now);
    return { ...next, letters: [passedOn(lead, last, now), ...next.letters] };
  }
  const wait = waitOf(lead, policy, now);
  if (!wait || wait.end > now) return undefined;
  const reason = `Nothing was heard of it for ${policy.leads.outcome.closesAfterDays} days.`;
  return { ...move(lead, 'stale', { by: RULE, reason }, now), letters: [] };
};

/** What comes next, as the workflow reads it. */
export const standingOf = (lead: Lead, policy: Policy, now: string): LeadStanding => {
  const { leadId, state: stands } = lead;
  const last = lastOffer(lead);
  const nobody = { leadId, stands, partnerId: PROGRAM, run: 1, personId: PROGRAM };
  if (isOver(stands)) return { ...nobody, next: 'over' };
  if (stands === 'routing') return { ...nobody, next: 'route' };
  if (stands === 'unassigned' || !last) {
    const about = {
      company: lead.company,
      region: lead.region,
      vertical: lead.vertical,
      offeredTo: lead.offers.length,
    };
    const ask = {
      step: `lead-routing/${leadId}/unassigned`,
      awaits: [`decision:lead-unassigned:${leadId}`],
      about: { ...about, page: `/ops/leads/${leadId}` },
      seconds: unassignedSeconds(now, policy),
    };
    return { ...nobody, next: 'assign', ask };
  }
  const { partnerId, run, personId } = last;
  const wait = waitOf(lead, policy, now);
  const next = isOwned(stands) ? 'outcome' : 'answer';
  const data = { what: next, lead: lead.company, by: wait?.end ?? now };
  const turn = next === 'answer' ? `answer-${lead.offers.length}` : `told-${lead.offers.length}-${lead.reports.length}`;
  return {
    ...{ leadId, stands, partnerId, run, personId, next },
    wait: {
      step: `lead-routing/${leadId}/${turn}-${wait?.past ?? 0}`,
      awaits: [awaited(lead)],
      seconds: wait?.seconds ?? 1,
      letters: wait && wait.past > 0 ? [{ letter: 'lead-reminder', to: 'contact', data }] : [],
    },
  };
};
