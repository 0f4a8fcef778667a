import { step } from '../shared/step.ts';
import { reportBooks } from './contract.ts';

/** Sums up the shards; the state after it fails when a fault was found. */
export const handler = step(reportBooks, async ({ shards }) => {
  const total = (of: 'books' | 'claims' | 'facts' | 'missing' | 'faults'): number =>
    shards.reduce((sum, shard) => sum + shard[of], 0);
  const [books, claims, facts] = [total('books'), total('claims'), total('facts')];
  const [missing, faults] = [total('missing'), total('faults')];
  const sentences = shards.flatMap((shard) => shard.sentences).slice(0, 50);
  return { books, claims, facts, missing, faults, holds: faults === 0, sentences };
});
