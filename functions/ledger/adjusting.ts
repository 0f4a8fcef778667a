import type { Profile } from '../partners/contract.ts';
import { isAbove, type Policy } from '../policy/contract.ts';
import type { Entry } from '../shared/book.ts';
import { conflict } from '../shared/problem.ts';
import type { Adjustment, Balances } from './contract.ts';

/** What is asked for, approved at once where one person may do it alone. */
export const propose = (
  asked: Pick<Adjustment, 'adjustmentId' | 'kind' | 'currency' | 'minor' | 'reason'>,
  { partnerId, run }: Pick<Profile, 'partnerId' | 'run'>,
  by: string,
  policy: Policy,
  now: string,
): Adjustment => {
  const alone = !isAbove(policy.money.secondPersonAbove.adjustmentMinor, asked, policy);
  const proposed = { type: 'ADJUSTMENT' as const, ...asked, partnerId, run, proposedBy: by, proposedAt: now };
  return alone ? { ...proposed, state: 'approved', decidedBy: by, decidedAt: now } : { ...proposed, state: 'proposed' };
};

/** Refuses with 409 to write off what is not owed: only what payable is below zero. */
export const refuseNotOwed = ({ kind, minor }: Pick<Adjustment, 'kind' | 'minor'>, { payable }: Balances): void => {
  if (kind === 'adjusted') return;
  const owed = Math.max(0, 0 - payable);
  if (minor > 0 && minor <= owed) return;
  throw conflict('Only what the partner owes can be written off.', { owedMinor: owed });
};

/** The page of an approved adjustment. Written off is the program's loss; adjusted is an expense like any. */
export const entryOf = ({ adjustmentId, kind, minor, reason }: Adjustment): Entry => ({
  kind,
  key: `adjustment/${adjustmentId}`,
  lines: [{ account: 'payable', minor, rule: kind === 'adjusted' ? 'adjustment' : 'write-off' }],
  against: [{ account: kind === 'adjusted' ? 'expense' : 'written-off', minor: 0 - minor }],
  note: reason,
});
