import { step } from '../shared/step.ts';
import { reportBooks } from './contract.ts';
import { askAbout, listWaiting } from './waiting/store.ts';

/** Sums up the shards; the state after it fails when a fault was found. Of what waits, people are asked. */
export const handler = step(reportBooks, async ({ shards }, now) => {
  const total = (of: 'books' | 'claims' | 'facts' | 'missing' | 'waiting' | 'faults'): number =>
    shards.reduce((sum, shard) => sum + shard[of], 0);
  const [books, claims, facts] = [total('books'), total('claims'), total('facts')];
  const [missing, faults, waiting] = [total('missing'), total('faults'), total('waiting')];
  if (waiting > 0) await askAbout(await listWaiting(), now.toISOString());
  const sentences = shards.flatMap((shard) => shard.sentences).slice(0, 50);
  return { books, claims, facts, missing, waiting, faults, holds: faults === 0, sentences };
});
