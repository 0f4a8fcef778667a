import type { Policy } from '../policy/contract.ts';
import { daysLater } from '../shared/days.ts';
import { conflict, Problem } from '../shared/problem.ts';
import { isClean } from './checks.ts';
import { settle } from './conflicts.ts';
import type { Deal, DealDecision, DecisionBody, Opportunity } from './contract.ts';
import { exclusiveUntil, nextOfApproved } from './exclusive.ts';
import { type Actor, moved, RULE, whyLate } from './moves.ts';
import { hoursLater, type Terms } from './registering.ts';

export const termsOf = (version: number, policy: Policy): Terms => ({
  rules: policy.deals,
  version,
  timeZone: policy.calendar.timeZone,
  appealDays: policy.decisions.appeal.withinDays,
});

const decisionOf = (
  outcome: DealDecision['outcome'],
  says: string,
  { by, byName }: Actor,
  now: string,
  terms: Terms,
  more: Pick<DealDecision, 'why' | 'conflict'> = {},
): DealDecision => ({
  ...{ outcome, says: says.slice(0, 1_200), by, at: now, policyVersion: terms.version, ...more },
  ...(byName ? { byName } : {}),
});

/** Approved: exclusive from now on, and the partner's silence is counted [D4]. */
export const approved = (
  deal: Deal,
  move: 'approve' | 'reinstate' | 'take-over',
  actor: Actor,
  says: string,
  terms: Terms,
  now: string,
): Deal => {
  const exclusive = { from: now, until: exclusiveUntil(now, terms), extended: false, told: false };
  const change = { exclusive, lastUpdateAt: now, silence: 'none' as const };
  return moved(deal, move, actor, now, {
    ...change,
    decision: decisionOf('approved', says, actor, now, terms),
    nextAt: nextOfApproved({ ...deal, ...change }, terms),
    review: undefined,
    inLine: undefined,
    appealUntil: undefined,
    note: says,
  });
};

const APPROVED = 'Approved: the customer is yours while the exclusivity lasts.';
const WHY = {
  duplicate: 'Duplicate',
  'out-of-territory': 'Out of territory',
  'not-qualified': 'Not qualified',
  other: 'Rejected',
  'not-in-time': 'Not decided in time',
} as const;

export const rejected = (
  deal: Deal,
  why: keyof typeof WHY,
  reason: string,
  actor: Actor,
  terms: Terms,
  now: string,
): Deal => {
  const says = `${WHY[why]}: ${reason}`;
  const appealUntil = daysLater(now, terms.appealDays, terms.timeZone);
  return moved(deal, 'reject', actor, now, {
    ...{ decision: decisionOf('rejected', says, actor, now, terms, { why }), appealUntil, nextAt: appealUntil },
    review: undefined,
    note: says,
  });
};

/** The opportunity, or the customer record, that counts in a conflict with the direct side: the oldest. */
const oldest = (direct: readonly Opportunity[]): Opportunity | undefined =>
  direct.filter(({ state }) => state !== 'lost').toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1))[0];

/** A conflict between a partner and our own sales, by the table [D5]: the direct side owns, or the partner keeps it. */
export const againstDirect = (
  deal: Deal,
  direct: readonly Opportunity[],
  actor: Actor,
  reason: string,
  terms: Terms,
  now: string,
): Deal => {
  const found = oldest(direct);
  if (!found) throw conflict('Our own pipeline has no opportunity with this customer: approve it or reject it.');
  const settled = settle(
    {
      ...{ between: 'direct', openedAt: found.openedAt, registeredAt: deal.registeredAt },
      partnerIsActive: deal.state === 'approved',
    },
    terms.rules.conflicts,
  );
  const says = `${settled.says}${reason ? ` ${reason}` : ''}`;
  if (settled.owner !== 'direct') {
    return deal.state === 'approved'
      ? moved(deal, 'keep', actor, now, { note: says })
      : approved(deal, 'approve', actor, says, terms, now);
  }
  return yielded(deal, { direct: found.opportunityId }, settled, actor, says, terms, now);
};

/** Somebody else owns the customer; what the partner is owed waits until that side has won [D5, A7]. */
export const yielded = (
  deal: Deal,
  owner: NonNullable<Deal['owner']>,
  { rule, fee }: { readonly rule: DealDecision['conflict']; readonly fee: boolean },
  actor: Actor,
  says: string,
  terms: Terms,
  now: string,
): Deal => {
  const { partnerId, run, dealId } = deal;
  const evidence = `${says}`.slice(0, 500);
  const due = { rule: 'conflict-fee' as const, partnerId, run, evidence, dealId, by: actor.by, at: now };
  return moved(deal, 'yield', actor, now, {
    ...{ owner, decision: decisionOf('conflict', says, actor, now, terms, { conflict: rule }) },
    credits: fee ? [...deal.credits, { ...due, ...(actor.byName ? { byName: actor.byName } : {}) }] : deal.credits,
    ...{ nextAt: undefined, review: undefined, exclusive: undefined, inLine: undefined, appealUntil: undefined },
    note: says,
  });
};

/** A person's decision; the first one stands [D3]. */
export const decide = (
  deal: Deal,
  body: DecisionBody,
  direct: readonly Opportunity[],
  actor: Actor,
  terms: Terms,
  now: string,
): Deal => {
  if (body.outcome === 'conflict') return againstDirect(deal, direct, actor, body.reason ?? '', terms, now);
  if (deal.state !== 'in-review') throw whyLate(deal);
  if (body.outcome === 'rejected') return rejected(deal, body.why, body.reason, actor, terms, now);
  return approved(deal, 'approve', actor, body.reason ? `${APPROVED} ${body.reason}` : APPROVED, terms, now);
};

/** The same decision again by the same person is answered as the first time. */
export const isRepeat = ({ decision }: Deal, body: DecisionBody, by: string): boolean =>
  decision?.by === by && decision.outcome === body.outcome;

/** What is due on a registration nobody has decided [D3, L11]: a reminder; by rule, or escalated; rejected in the end. */
export const chaseReview = (deal: Deal, terms: Terms, now: string): Deal | undefined => {
  const { review, nextAt } = deal;
  if (deal.state !== 'in-review' || !review || !nextAt || nextAt > now) return undefined;
  const { dueAfterHours, rejectAfterHours } = terms.rules.decision;
  switch (review.stage) {
    case 'asked':
      return moved(deal, 'remind', RULE, now, { review: { ...review, stage: 'reminded' }, nextAt: review.dueAt });
    case 'reminded': {
      if (isClean(deal.checks)) {
        return approved(
          deal,
          'approve',
          RULE,
          `Approved by rule: nobody decided within ${dueAfterHours} hours, and every check had passed.`,
          terms,
          now,
        );
      }
      const dueAt = hoursLater(review.dueAt, rejectAfterHours);
      return moved(deal, 'escalate', RULE, now, {
        ...{ review: { ...review, stage: 'escalated', dueAt }, nextAt: dueAt },
        note: 'Nobody decided in time, and a check asks for a person: everybody in ops is asked.',
      });
    }
    case 'escalated':
      return rejected(
        deal,
        'not-in-time',
        `nobody decided within ${dueAfterHours + rejectAfterHours} hours, and a check asks for a person.`,
        RULE,
        terms,
        now,
      );
  }
};

/**
 * The customer asks for another partner [D5]: the first gives way and is compensated, the second is approved, or keeps what
 * it has under another domain. `domains`: hashes of all domains of the first one's customer.
 */
export const handedOver = (
  first: Deal,
  second: Deal,
  domains: readonly string[],
  actor: Actor,
  reason: string,
  terms: Terms,
  now: string,
): { readonly first: Deal; readonly second: Deal } => {
  if (!domains.includes(second.customer.hash)) {
    throw new Problem(422, 'invalid-input', 'toDealId: that deal is about another customer.');
  }
  if (first.partnerId === second.partnerId) {
    throw new Problem(422, 'invalid-input', 'toDealId: that deal is of the same partner.');
  }
  const settled = settle({ between: 'asked' }, terms.rules.conflicts);
  const says = `${settled.says} ${reason}`;
  const gone = yielded(first, { dealId: second.dealId }, settled, actor, says, terms, now);
  const owed = gone.credits.filter(({ dealId }) => dealId === first.dealId);
  const asked = `The customer asked for you. ${reason}`;
  const next =
    second.state === 'approved'
      ? moved(second, 'keep', actor, now, { note: asked })
      : approved(second, 'take-over', actor, asked, terms, now);
  return {
    first: { ...gone, credits: gone.credits.filter(({ dealId }) => dealId !== first.dealId) },
    second: { ...next, credits: [...next.credits, ...owed], owes: [...next.owes, first.dealId] },
  };
};
