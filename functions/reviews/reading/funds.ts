import type { MdfRequest } from '../../mdf/contract.ts';
import { startOfDay } from '../../shared/days.ts';
import type { ReviewedFunds } from '../sources.ts';

/** A request for funds, as far as a review looks at it. Of two proofs the later one counts. */
export const reviewedFunds = (request: MdfRequest, timeZone: string): ReviewedFunds => {
  const { requestId, title, currency, quarter, requestedAt, askedMinor, decided, approvedMinor } = request;
  const { state, endedAt, settledMinor, heldOn, proofs, deals } = request;
  const approved = approvedMinor === undefined ? {} : { approvedAt: decided?.at, approvedMinor };
  const paid = state === 'settled' ? { paidAt: endedAt, paidMinor: settledMinor } : {};
  return {
    ...{ requestId, title, currency, quarter, requestedAt, askedMinor, ...approved, ...paid, deals },
    heldAt: heldOn && startOfDay(heldOn, timeZone),
    leads: proofs.at(-1)?.leadCount ?? 0,
  };
};
