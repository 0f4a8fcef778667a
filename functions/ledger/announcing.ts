import type { LetterOrder } from '../email/contract.ts';
import type { Profile } from '../partners/contract.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { mismatchedRepeat } from '../shared/problem.ts';
import { taskRequested } from '../tasks/contract.ts';
import type { Adjustment, Balances } from './contract.ts';

/** The event that lets the book follow. */
export const approved = ({ adjustmentId, partnerId, run }: Adjustment, at: string): ProgramEvent => ({
  id: `adjustment/${adjustmentId}`,
  name: 'adjustment-approved.v1',
  occurredAt: at,
  recordedAt: at,
  partnerId,
  run,
  data: { adjustmentId },
});

/** What follows a new adjustment: its page, or the question to a second person. */
export const followingOf = (one: Adjustment): readonly ProgramEvent[] => {
  if (one.state === 'approved') return [approved(one, one.proposedAt)];
  const { partnerId, run, adjustmentId, kind, currency, minor, reason, proposedBy, proposedAt } = one;
  const detail = { kind, currency, minor, reason, notBy: proposedBy };
  return [taskRequested({ partnerId, run, kind: 'adjustment', key: adjustmentId, detail, at: proposedAt })];
};

/** The same key with another body is refused [Z4]. */
export const sameAsAsked = (
  found: Adjustment,
  asked: Pick<Adjustment, 'kind' | 'currency' | 'minor' | 'reason'>,
): Adjustment => {
  const { kind, currency, minor, reason } = found;
  const same = kind === asked.kind && currency === asked.currency && minor === asked.minor && reason === asked.reason;
  if (same) return found;
  throw mismatchedRepeat('This key was used for another adjustment. Choose a new key for a new one.');
};

export const viewOf = ({ type: _, run: __, ...view }: Adjustment) => view;

/** Tells the partner what has changed, why, and what the balance is now. */
export const letterOf = (one: Adjustment, { personId }: Profile, balances: Balances, now: string): LetterOrder => ({
  key: `adjustment/${one.adjustmentId}`,
  letter: 'balance-adjusted',
  to: { personId },
  partnerId: one.partnerId,
  run: one.run,
  orderedAt: now,
  data: {
    kind: one.kind,
    minor: one.minor,
    currency: one.currency,
    reason: one.reason,
    payableMinor: balances.payable,
  },
});
