import type { Deal, DealState } from '../../deals/contract.ts';
import type { ReviewedDeal } from '../sources.ts';

/** What a deal's state means for a review. Who was refused, withdrew or fell silent neither won nor lost. */
const phases: Readonly<Record<DealState, ReviewedDeal['phase']>> = {
  'in-review': 'open',
  approved: 'open',
  won: 'won',
  lost: 'lost',
  blocked: 'refused',
  conflict: 'refused',
  rejected: 'refused',
  expired: 'refused',
  withdrawn: 'refused',
};

/** A deal, as far as a review looks at it. */
export const reviewedDeal = ({
  dealId,
  customer,
  state,
  registeredAt,
  won,
  ended,
  closeOn,
  arr,
}: Deal): ReviewedDeal => ({
  dealId,
  customer: customer.name,
  phase: phases[state],
  registeredAt,
  closedAt: won?.at ?? ended?.at,
  closeOn,
  minor: arr.minor,
  currency: arr.currency,
});
