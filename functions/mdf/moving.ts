import type { MdfState } from './contract.ts';

/** Legal moves of a request [M1-M3]. What has none is over. Every write is conditional on the one before it. */
export const mdfMoves: Readonly<Record<MdfState, readonly MdfState[]>> = {
  requested: ['half-approved', 'approved', 'declined', 'cancelled', 'released'],
  'half-approved': ['approved', 'declined', 'cancelled', 'released'],
  approved: ['held', 'in-review', 'cancelled', 'expired', 'released'],
  held: ['in-review', 'cancelled', 'forfeited', 'released'],
  'in-review': ['more-asked', 'accepted', 'refused', 'released'],
  'more-asked': ['in-review', 'released'],
  accepted: ['settled'],
  settled: [],
  declined: [],
  cancelled: [],
  expired: [],
  forfeited: [],
  refused: [],
  released: [],
};

export const mayMove = (from: MdfState, to: MdfState): boolean => mdfMoves[from].includes(to);
export const isOver = (state: MdfState): boolean => mdfMoves[state].length === 0;
