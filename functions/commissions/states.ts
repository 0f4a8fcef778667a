import type { Page } from '../ledger/contract.ts';

/**
 * The states of a commission and where each may go [A5]. `nothing`: nothing was earned, yet. It is approved when its
 * review window is over and nothing holds it; what is in a payout or paid can still be taken back, and is then netted.
 */
export const commissionMoves = {
  nothing: ['pending', 'held', 'approved', 'rejected'],
  pending: ['approved', 'held', 'rejected', 'reversed', 'nothing'],
  held: ['pending', 'approved', 'rejected', 'reversed', 'nothing'],
  approved: ['in-payout', 'held', 'rejected', 'reversed'],
  'in-payout': ['paid', 'approved', 'held', 'rejected', 'reversed'],
  paid: ['approved', 'held', 'rejected', 'reversed'],
  rejected: ['pending', 'held', 'approved', 'in-payout', 'paid', 'reversed'],
  reversed: ['pending', 'held', 'approved', 'in-payout', 'paid', 'rejected'],
} as const satisfies Record<string, readonly string[]>;
export type CommissionState = keyof typeof commissionMoves;

/** The payout that a page belongs to: `payout/<batch>/…`. */
const payoutOf = ({ key = '' }: Page): string => key.split('/').slice(0, 2).join('/');

/**
 * How far an approved commission has come in its partner's book: `pages` in order, from the one it was posted on.
 * A payout takes what is payable, oldest first, so the first after it was moved there takes it; what becomes of others
 * does not touch it.
 */
export const paidState = (pages: readonly Page[], maturesAt: string): 'approved' | 'in-payout' | 'paid' => {
  let isPayable = false;
  let state: 'approved' | 'in-payout' | 'paid' = 'approved';
  let own: string | undefined;
  for (const page of pages) {
    const { kind, before = '', lines } = page;
    if (kind === 'matured' && before >= maturesAt) isPayable = true;
    if (kind === 'facts' && lines.some((line) => line.account === 'payable' && line.maturesAt === maturesAt))
      isPayable = true;
    if (kind === 'reserved' && isPayable && state === 'approved') [state, own] = ['in-payout', payoutOf(page)];
    if (payoutOf(page) !== own) continue;
    if (kind === 'paid') state = 'paid';
    if (kind === 'returned') state = 'approved';
  }
  return state;
};
