import type { BatchState, PayoutState } from './contract.ts';

/** Legal moves of a payout. What has none is over. Every write is conditional on them. */
export const payoutMoves: Readonly<Record<PayoutState, readonly PayoutState[]>> = {
  held: ['proposed'],
  'rolled-over': [],
  negative: [],
  proposed: ['left-out', 'lapsed', 'reserved'],
  'left-out': [],
  lapsed: [],
  reserved: ['sent', 'paid', 'returned'],
  sent: ['paid', 'returned'],
  paid: ['returned'],
  returned: [],
};

/** Legal moves of a run. Called off only before any money is reserved. */
export const batchMoves: Readonly<Record<BatchState, readonly BatchState[]>> = {
  previewing: ['proposed', 'settled', 'cancelled'],
  proposed: ['approved', 'cancelled'],
  approved: ['reserved'],
  reserved: ['settled'],
  settled: [],
  cancelled: [],
};

const before = <S extends string>(moves: Readonly<Record<S, readonly S[]>>, to: S): readonly S[] =>
  (Object.keys(moves) as S[]).filter((from) => moves[from].includes(to));

/** States from which a payout may go to this one. */
export const payoutBefore = (to: PayoutState): readonly PayoutState[] => before(payoutMoves, to);
export const batchBefore = (to: BatchState): readonly BatchState[] => before(batchMoves, to);

/** What the preview writes, and may write again while the run is being previewed. */
export const PREVIEWED: readonly PayoutState[] = ['held', 'rolled-over', 'negative', 'proposed'];
/** Money has left the balance for these. */
export const RESERVED: readonly PayoutState[] = ['reserved', 'sent', 'paid', 'returned'];
