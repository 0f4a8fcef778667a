import { daysBetween } from '../shared/days.ts';
import { type CustomerKnown, checkTitles, isClean } from './checks.ts';
import type { Deal, DealContact, DealRow, DealView, Opportunity, OwnDealRow, OwnDealView } from './contract.ts';
import { comingOf } from './exclusive.ts';
import { allows } from './moves.ts';
import { takesPayers } from './naming-payer.ts';
import type { Terms } from './registering.ts';
import { saysOf, wordsOfMove } from './words.ts';

const daysLeft = ({ exclusive, state }: Deal, now: string, timeZone: string): number | undefined =>
  state === 'approved' && exclusive ? Math.max(0, daysBetween(now, exclusive.until, timeZone)) : undefined;

export const ownRow = (deal: Deal, { timeZone }: Terms, now: string): OwnDealRow => {
  const { dealId, customer, arr, closeOn, state, registeredAt, nextAt } = deal;
  const left = daysLeft(deal, now, timeZone);
  return {
    ...{ dealId, arr, closeOn, state, registeredAt },
    customer: { name: customer.name, domain: customer.domain },
    says: saysOf(deal),
    ...(left === undefined ? {} : { daysLeft: left }),
    ...(nextAt ? { nextAt } : {}),
  };
};

/** What happens by itself, to whom looks at it. */
const nextOf = (deal: Deal, terms: Terms): OwnDealView['next'] => {
  const { state, nextAt, review } = deal;
  switch (state) {
    case 'approved':
      return [...comingOf(deal, terms)];
    case 'in-review': {
      if (!review) return [];
      if (review.stage === 'escalated') return [{ at: review.dueAt, says: 'it is rejected if nobody has decided.' }];
      const otherwise = isClean(deal.checks)
        ? 'it is approved by rule if nobody has decided.'
        : 'everybody in ops is asked if nobody has decided.';
      return [{ at: review.dueAt, says: otherwise }];
    }
    case 'blocked':
      return nextAt ? [{ at: nextAt, says: 'it expires if what blocks it is not done.' }] : [];
    case 'rejected':
      return nextAt && !deal.appeal ? [{ at: nextAt, says: 'it can no longer be appealed.' }] : [];
    case 'conflict':
    case 'expired':
    case 'won':
    case 'lost':
    case 'withdrawn':
      return [];
  }
};

const canOf = (deal: Deal, now: string): OwnDealView['can'] => {
  const { state, exclusive, appealUntil, appeal, inLine } = deal;
  const approved = state === 'approved';
  return {
    update: approved,
    extend: approved && exclusive !== undefined && !exclusive.extended && exclusive.until > now,
    win: approved,
    lose: approved,
    withdraw: allows('withdraw', state),
    checkAgain: state === 'blocked' || (state === 'rejected' && inLine !== undefined && appeal?.state !== 'open'),
    ...(state === 'rejected' && !appeal && appealUntil && appealUntil >= now ? { appealUntil } : {}),
  };
};

type Reader = 'partner' | 'team';

/** Names of our people are not the partner's business; the rule is. */
const whoOf = ({ by, byName }: { by: string; byName?: string | undefined }, deal: Deal, reader: Reader): string => {
  if (by === 'rule') return 'the program’s rule';
  if (by === 'webhook') return 'the shop';
  if (by === deal.personId) return byName ?? 'the partner';
  return reader === 'team' ? (byName ?? 'a person') : (byName ?? 'a person');
};

/** Moves of which only the team reads: they tell of our own pipeline, or of other partners. */
const TEAM_ONLY = new Set(['credit', 'owe', 'keep', 'name-customer']);

const detailOf = (deal: Deal, contact: DealContact | undefined, terms: Terms, now: string, reader: Reader) => {
  const { products, invoicing, customer, note, checks, decision, exclusive, lastUpdateAt, inLine, won, appeal } = deal;
  const { by: _, byName: __, customerId: ___, ...fixed } = won ?? { by: '' };
  return {
    ...ownRow(deal, terms, now),
    ...{ products, invoicing },
    ...(customer.country ? { country: customer.country } : {}),
    ...(customer.industry ? { industry: customer.industry } : {}),
    ...(note ? { note } : {}),
    ...(contact
      ? { contact: { name: contact.name, email: contact.email, ...(contact.role ? { role: contact.role } : {}) } }
      : {}),
    checks: checks.map(({ check, says, because }) => ({ check, title: checkTitles[check], says, because })),
    ...(decision
      ? {
          decision: {
            ...{
              outcome: decision.outcome,
              says: decision.says,
              at: decision.at,
              policyVersion: decision.policyVersion,
            },
            by: whoOf(decision, deal, reader),
          },
        }
      : {}),
    ...(exclusive ? { exclusiveUntil: exclusive.until } : {}),
    extended: exclusive?.extended ?? false,
    ...(lastUpdateAt ? { lastUpdateAt } : {}),
    inLine: inLine !== undefined,
    ...('at' in fixed ? { won: fixed } : {}),
    ...(appeal
      ? {
          appeal: {
            ...{ state: appeal.state, at: appeal.at, reason: appeal.reason },
            ...(appeal.answer ? { answer: appeal.answer } : {}),
          },
        }
      : {}),
    history: deal.history
      .filter(({ did }) => reader === 'team' || !TEAM_ONLY.has(did))
      .map((one) => ({
        ...{ at: one.at, who: whoOf(one, deal, reader), says: wordsOfMove(one) },
        ...(one.note ? { note: one.note } : {}),
      })),
    next: nextOf(deal, terms),
  };
};

export const ownView = (deal: Deal, contact: DealContact | undefined, terms: Terms, now: string): OwnDealView => ({
  ...detailOf(deal, contact, terms, now, 'partner'),
  can: canOf(deal, now),
});

export const rowOf = (deal: Deal, terms: Terms, now: string): DealRow => {
  const { partnerId, company, checks } = deal;
  return { ...ownRow(deal, terms, now), partnerId, company, clean: isClean(checks) };
};

export const directView = (one: Opportunity) => {
  const { opportunityId, name, state, openedAt, updatedAt, source } = one;
  return { ...{ opportunityId, state, openedAt, updatedAt, source }, ...(name ? { name } : {}) };
};

const customerIdsOf = ({ won, paysAs = [] }: Deal): DealView['customerIds'] => [
  ...(won?.customerId ? [{ customerId: won.customerId, at: won.at }] : []),
  ...paysAs.map(({ by: _, ...one }) => one),
];

/** What the person who decides sees. */
export const teamView = (
  deal: Deal,
  contact: DealContact | undefined,
  customer: CustomerKnown,
  terms: Terms,
  now: string,
): Omit<DealView, 'aliased'> => {
  const { partnerId, company, checks, similar, state, review, owner } = deal;
  const waiting = state === 'in-review';
  return {
    ...detailOf(deal, contact, terms, now, 'team'),
    ...{ partnerId, company, hash: deal.customer.hash, international: deal.customer.international, similar },
    clean: isClean(checks),
    ...(review ? { reviewStage: review.stage } : {}),
    facts: checks.flatMap(({ check, facts }) => (facts ? [{ check: checkTitles[check], says: facts }] : [])),
    can: {
      ...{ approve: waiting, reject: waiting },
      conflict: (waiting || state === 'approved') && customer.direct.some((one) => one.state !== 'lost'),
      win: state === 'approved' || state === 'conflict',
      credit: allows('credit', state),
      handOver: state === 'approved' || waiting,
      nameCustomer: takesPayers(deal),
    },
    customerIds: customerIdsOf(deal),
    line: customer.places
      .filter(({ place, dealId }) => place === 'line' && dealId !== deal.dealId)
      .toSorted((a, b) => (a.since < b.since ? -1 : 1))
      .map(({ dealId, partnerId: of, since }) => ({ dealId, partnerId: of, since })),
    direct: customer.direct.map(directView),
    credits: deal.credits.map(({ by: _, ...one }) => one),
    ...(owner ? { owner: 'direct' in owner ? `our own opportunity ${owner.direct}` : `deal ${owner.dealId}` } : {}),
  };
};
