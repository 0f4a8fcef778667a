import { daysLater } from '../shared/days.ts';
import { conflict, Problem } from '../shared/problem.ts';
import type { Deal } from './contract.ts';
import { type Actor, moved } from './moves.ts';
import type { Terms } from './registering.ts';
import { approved, yielded } from './reviewing.ts';

/** Longer than the task lasts, escalation included: 10 business days with the holidays of a year's end. */
const ANSWERED_WITHIN_DAYS = 30;

/** The partner's appeal, once, in time [L14]. */
export const appealed = (deal: Deal, actor: Actor, reason: string, { timeZone }: Terms, now: string): Deal => {
  if (deal.state !== 'rejected') throw conflict('Only a rejected deal can be appealed.');
  if (deal.appeal) throw conflict('You have appealed already. We answer by letter.');
  if (!deal.appealUntil || deal.appealUntil < now) {
    throw new Problem(410, 'too-late', `An appeal was possible until ${deal.appealUntil ?? deal.decision?.at}.`);
  }
  return moved(deal, 'appeal', actor, now, {
    appeal: { state: 'open', by: actor.by, at: now, reason },
    nextAt: daysLater(now, ANSWERED_WITHIN_DAYS, timeZone),
    note: reason,
  });
};

/**
 * What somebody else decided on an appeal [L14]. Reinstated, it is approved; where another partner has the customer by
 * then, that one keeps it and the partner who was right is owed the conflict fee [D5].
 */
export const answered = (
  deal: Deal,
  outcome: 'reinstated' | 'upheld',
  actor: Actor,
  answer: string,
  terms: Terms,
  now: string,
  heldBy?: string,
): Deal => {
  if (deal.appeal?.state !== 'open') throw conflict('There is no open appeal.');
  const appeal = { ...deal.appeal, state: outcome, answeredBy: actor.by, answeredAt: now, answer };
  if (outcome === 'upheld') return moved(deal, 'uphold', actor, now, { appeal, nextAt: undefined, note: answer });
  if (heldBy !== undefined && heldBy !== deal.dealId) {
    const says = `Your appeal was right, and another partner has the customer by now: you are paid the conflict fee when it wins. ${answer}`;
    const by = { rule: undefined, fee: true };
    return { ...yielded(deal, { dealId: heldBy }, by, actor, says, terms, now), appeal };
  }
  return { ...approved(deal, 'reinstate', actor, `Reinstated on appeal. ${answer}`, terms, now), appeal };
};
