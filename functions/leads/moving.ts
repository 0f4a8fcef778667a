import type { LeadState } from './contract.ts';

/** Legal moves of a lead [D8]. What has none is over. Every write is conditional on the one before it. */
export const leadMoves: Readonly<Record<LeadState, readonly LeadState[]>> = {
  routing: ['offered', 'unassigned', 'dropped'],
  // To the next partner it is `offered` again.
  offered: ['offered', 'accepted', 'unassigned', 'dropped'],
  unassigned: ['offered', 'kept', 'dropped'],
  accepted: ['contacted', 'meeting', 'opportunity', 'won', 'lost', 'stale', 'unassigned', 'offered', 'dropped'],
  contacted: ['meeting', 'opportunity', 'won', 'lost', 'stale', 'unassigned', 'offered', 'dropped'],
  meeting: ['opportunity', 'won', 'lost', 'stale', 'unassigned', 'offered', 'dropped'],
  opportunity: ['won', 'lost', 'stale', 'unassigned', 'offered', 'dropped'],
  won: [],
  lost: [],
  kept: [],
  dropped: [],
  stale: [],
};

export const mayMove = (from: LeadState, to: LeadState): boolean => leadMoves[from].includes(to);
export const isOver = (state: LeadState): boolean => leadMoves[state].length === 0;
/** A partner has it and works on it. */
export const isOwned = (state: LeadState): boolean => leadMoves[state].includes('stale');
