import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { replayShard as replayed } from './what-if/items.ts';
import { findWhatIf } from './what-if/store.ts';
import { replayShard } from './what-if/walking/store.ts';

/** Replays the customers of one shard; nothing but results is written [B2]. */
export const handler = step(replayed, async ({ whatIf, shard }, now) => {
  const asked = await findWhatIf(whatIf);
  if (!asked) throw new InvalidInput(`Nothing was asked by the id ${whatIf}.`);
  return replayShard(asked, shard, now);
});
