import { createHash } from 'node:crypto';
import type { DealRules } from '../policy/contract.ts';
import { daysLater } from '../shared/days.ts';
import { mismatchedRepeat, Problem } from '../shared/problem.ts';
import { type Known as CheckKnown, checkAll, isClean, verdictOf } from './checks.ts';
import { isFirst, settle } from './conflicts.ts';
import type { Check, Claim, Deal, DealDecision, Registration, Similar } from './contract.ts';
import { moved, RULE } from './moves.ts';

const HOUR_MS = 3_600_000;

export interface Terms {
  readonly rules: DealRules;
  readonly version: number;
  readonly timeZone: string;
  readonly appealDays: number;
}

export const hoursLater = (at: string, hours: number): string =>
  new Date(Date.parse(at) + hours * HOUR_MS).toISOString();

/** What was registered, as one hash: the same again is a repeat [Z4]. */
export const askedHash = (body: Registration, domain: string): string => {
  const sorted = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  // However the domain was spelt.
  return createHash('sha256')
    .update(JSON.stringify({ ...body, domain }, sorted))
    .digest('hex');
};

export interface Named {
  readonly dealId: string;
  readonly partnerId: string;
  readonly run: number;
  readonly company: string;
  readonly personId: string;
  readonly byName: string;
  readonly domain: string;
  readonly hash: string;
}

/** What became of a registration, and of the one it met. */
export interface Registered {
  readonly deal: Deal;
  /** Registered at the same instant under a higher id: gives the customer back [D5]. */
  readonly displaced?: string;
}

/** A new registration: in review, blocked, or rejected at once by the table of conflicts [D2, D5]. */
export const register = (
  body: Registration,
  named: Named,
  known: CheckKnown,
  similar: readonly Similar[],
  terms: Terms,
): Registered => {
  const { now } = known;
  const { domain, hash, byName, ...who } = named;
  const { customer, contact: _, domain: __, country, industry, note, ...rest } = body;
  const deal: Deal = {
    type: 'DEAL',
    ...who,
    ...rest,
    ...(note ? { note } : {}),
    policyVersion: terms.version,
    state: 'in-review',
    customer: {
      ...{ name: customer, domain, hash, international: domain.split('.').some((label) => label.startsWith('xn--')) },
      ...(country ? { country } : {}),
      ...(industry ? { industry } : {}),
    },
    asked: askedHash(body, domain),
    registeredAt: now,
    checks: [],
    similar: [...similar],
    silence: 'none',
    owes: [],
    credits: [],
    history: [{ at: now, by: named.personId, byName, did: 'register', to: 'in-review' }],
    changes: 0,
    turn: 1,
  };
  return checked(deal, known, terms);
};

/** The checks, and where they leave a registration that asks for the customer now. */
const checked = (deal: Deal, known: CheckKnown, terms: Terms): Registered => {
  const checks = [...checkAll(known)];
  const { claim } = known.customer;
  const verdict = verdictOf(checks);
  if (verdict === 'blocked') return { deal: blocked({ ...deal, checks }, terms, known.now) };
  if (verdict === 'conflict' && claim && !isFirst({ ...deal, registeredAt: known.now }, claim)) {
    return { deal: turnedAway({ ...deal, checks }, claim, terms, known.now) };
  }
  return {
    deal: inReview({ ...deal, checks: verdict === 'conflict' ? withoutConflict(checks) : checks }, terms, known.now),
    ...(verdict === 'conflict' && claim ? { displaced: claim.dealId } : {}),
  };
};

const withoutConflict = (checks: readonly Check[]): Check[] =>
  checks.map((one) =>
    one.says === 'conflict'
      ? { ...one, says: 'passes', because: 'Registered at the same instant as another partner; yours counts.' }
      : one,
  );

const last = (deal: Deal, change: Partial<Deal['history'][number]>): Deal['history'] => {
  const entry = deal.history.at(-1);
  return entry ? [...deal.history.slice(0, -1), { ...entry, ...change }] : [];
};

const becauseOf = (checks: readonly Check[], says: Check['says']): string =>
  checks
    .filter((one) => one.says === says)
    .map(({ because }) => because)
    .join(' ');

const blocked = (deal: Deal, { rules, timeZone }: Terms, now: string): Deal => ({
  ...deal,
  state: 'blocked',
  nextAt: daysLater(now, rules.blockedDays, timeZone),
  history: last(deal, { to: 'blocked', note: becauseOf(deal.checks, 'blocks') }),
});

/** With a person now, and until when. */
const inReview = (deal: Deal, { rules }: Terms, now: string): Deal => ({
  ...deal,
  state: 'in-review',
  registeredAt: now,
  review: { stage: 'asked', askedAt: now, dueAt: hoursLater(now, rules.decision.dueAfterHours) },
  nextAt: hoursLater(now, rules.decision.remindAfterHours),
  history: last(deal, {
    to: 'in-review',
    note: isClean(deal.checks) ? 'All checks passed.' : becauseOf(deal.checks, 'review'),
  }),
});

/** Rejected at once by the table of conflicts, with or without a place in line [D5]. */
const turnedAway = (deal: Deal, claim: Claim, terms: Terms, now: string): Deal => {
  const second = { dealId: deal.dealId, registeredAt: now };
  const settled = settle(
    { between: 'partners', first: { ...claim, until: claim.until }, second },
    terms.rules.conflicts,
  );
  const decision: DealDecision = {
    ...{ outcome: 'rejected', why: 'duplicate', conflict: settled.rule, says: settled.says },
    ...{ by: 'rule', at: now, policyVersion: terms.version },
  };
  const appealUntil = daysLater(now, terms.appealDays, terms.timeZone);
  return {
    ...deal,
    ...{ state: 'rejected', decision, appealUntil, nextAt: appealUntil },
    ...(settled.placeInLine ? { inLine: { since: now, behind: claim.dealId } } : {}),
    history: last(deal, { to: 'rejected', note: settled.says }),
  };
};

/** The deal that had the customer by the same instant and a higher id [D5]. */
export const displace = (theirs: Deal, by: Deal, terms: Terms, now: string): Deal => {
  const claim: Claim = { type: 'CUSTOMER-CLAIM', dealId: by.dealId, partnerId: by.partnerId, registeredAt: now };
  const { state: _, history: __, ...after } = turnedAway(theirs, claim, terms, now);
  return moved(theirs, 'reject', RULE, now, { ...after, review: undefined, note: after.decision?.says });
};

/** Checks a registration again that was blocked, or that is in line for a customer who is free [D2, D5]. */
export const recheck = (
  deal: Deal,
  person: { by: string; byName: string },
  known: CheckKnown,
  terms: Terms,
): Registered => {
  const inLine = deal.state === 'rejected' && deal.inLine !== undefined && deal.appeal?.state !== 'open';
  if (deal.state !== 'blocked' && !inLine) {
    throw new Problem(409, 'conflict', 'Only a blocked registration, or one that is in line, can be checked again.');
  }
  const move = deal.state === 'blocked' ? 'unblock' : 'try-again';
  const base = moved(deal, move, person, known.now, {
    ...{ decision: undefined, inLine: undefined, appealUntil: undefined, appeal: undefined },
  });
  const { deal: next, displaced } = checked(base, known, terms);
  if (next.state === 'in-review') return { deal: next, ...(displaced ? { displaced } : {}) };
  throw new Problem(409, 'still-blocked', becauseOf(next.checks, 'blocks') || (next.decision?.says ?? 'Not yet.'));
};

/** The same again by the same partner: answered as the first time; another body is refused [Z4]. */
export const checkRepeat = (found: Deal, body: Registration): void => {
  if (found.asked === askedHash(body, found.customer.domain)) return;
  throw mismatchedRepeat(
    `You have registered ${found.customer.domain} already, with other details. Open that deal to update it.`,
  );
};

/** While it is one of these the partner has this registration of the customer, and no second one. */
export const isCurrent = (deal: Deal, asked: string, now: string): boolean => {
  if (['blocked', 'in-review', 'approved', 'conflict'].includes(deal.state)) return true;
  if (deal.state !== 'rejected') return false;
  // What the rule has turned away is not asked again with the same words while it can be appealed.
  const sameAgain = deal.asked === asked && deal.decision?.by === 'rule' && (deal.appealUntil ?? '') > now;
  return deal.inLine !== undefined || deal.appeal?.state === 'open' || sameAgain;
};
