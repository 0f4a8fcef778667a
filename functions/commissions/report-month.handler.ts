import { step } from '../shared/step.ts';
import { reportMonth } from './contract.ts';

/** Adds up what the shards did. */
export const handler = step(reportMonth, async ({ shards }) => ({
  books: shards.reduce((sum, { books }) => sum + books, 0),
  set: shards.reduce((sum, { set }) => sum + set, 0),
}));
