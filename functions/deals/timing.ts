import { secondsBetween } from '../shared/days.ts';
import { answered } from './appealing.ts';
import type { Deal, Phase } from './contract.ts';
import { chaseApproved, expired } from './exclusive.ts';
import { moved, RULE } from './moves.ts';
import type { Terms } from './registering.ts';
import { chaseReview } from './reviewing.ts';

/** What the execution waits for next. */
export const phaseOf = (deal: Deal): Phase => {
  switch (deal.state) {
    case 'blocked':
      return 'blocked';
    case 'in-review':
      return deal.review?.stage === 'asked' ? 'decision' : (deal.review?.stage ?? 'decision');
    case 'approved':
      return 'exclusive';
    case 'rejected':
      return deal.nextAt ? 'appeal' : 'ended';
    // What is owed is settled when the other side has won or lost, however long that takes: nothing is due by the clock.
    case 'conflict':
    case 'expired':
    case 'won':
    case 'lost':
    case 'withdrawn':
      return 'ended';
  }
};

/** A wait that nothing is due in lasts a year, as long as an execution of AWS. */
const LONGEST_S = 365 * 86_400;

export const secondsTo = ({ nextAt }: Pick<Deal, 'nextAt'>, now: string): number =>
  nextAt ? secondsBetween(now, nextAt) : LONGEST_S;

/** Does what is due by the clock; undefined when nothing is [D3, D4, L11]. */
export const chase = (deal: Deal, terms: Terms, now: string): Deal | undefined => {
  if (!deal.nextAt || deal.nextAt > now) return undefined;
  switch (deal.state) {
    case 'in-review':
      return chaseReview(deal, terms, now);
    case 'approved':
      return chaseApproved(deal, terms, now);
    case 'blocked':
      return expired(deal, RULE, `What blocked it was not done within ${terms.rules.blockedDays} days.`, now);
    case 'rejected':
      if (deal.appeal?.state === 'open') return answered(deal, 'upheld', RULE, 'Nobody answered in time.', terms, now);
      return moved(deal, 'close-appeal', RULE, now, { nextAt: undefined });
    case 'conflict':
    case 'expired':
    case 'won':
    case 'lost':
    case 'withdrawn':
      return undefined;
  }
};
