import { Problem } from '../shared/problem.ts';
import type { Review, ReviewState } from './items.ts';

/** Where a review may go from each state. The condition of each write holds it to this. */
export const reviewMoves: Readonly<Record<ReviewState, readonly ReviewState[]>> = {
  planned: ['prepared', 'called-off'],
  // Back to planned where the package did not arrive in time.
  prepared: ['planned', 'held', 'missed', 'called-off'],
  held: [],
  // Held after all, and recorded late.
  missed: ['held'],
  // A partner that comes back in the same quarter begins a new run.
  'called-off': ['planned'],
};

export const actionMoves = { open: ['done', 'dropped'], done: [], dropped: [] } as const;

export const isOver = ({ state }: Pick<Review, 'state'>): boolean =>
  state === 'held' || state === 'missed' || state === 'called-off';

const words: Readonly<Record<ReviewState, string>> = {
  planned: 'waits for its data package',
  prepared: 'waits for its meeting',
  held: 'was held',
  missed: 'counts as missed',
  'called-off': 'was called off',
};

/** The review after a move, as it is to be written; 409 where the table does not allow it. */
export const moved = (review: Review, to: ReviewState, change: Partial<Review>): Review => {
  if (!reviewMoves[review.state].includes(to))
    throw new Problem(
      409,
      'illegal-move',
      `The review of ${review.quarter} ${words[review.state]}: it cannot be ${to} now.`,
    );
  return changed({ ...review, state: to }, change);
};

/** The review after a change that leaves its state. */
export const changed = (review: Review, change: Partial<Review>): Review => ({
  ...review,
  ...change,
  changes: review.changes + 1,
});
