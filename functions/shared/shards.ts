import { LEDGER_SHARDS } from './ledger-keys.ts';

/**
 * Of the 64 shards those in which one of these lists has anything. Jobs leave out the others: a small program does not
 * pay for 64 steps every night.
 */
export const shardsWith = async (
  ...lists: readonly ((shard: number) => AsyncIterable<unknown>)[]
): Promise<readonly number[]> => {
  const all = Array.from({ length: LEDGER_SHARDS }, (_, shard) => shard);
  const hasAny = async (shard: number): Promise<boolean> => {
    for (const list of lists) for await (const _ of list(shard)) return true;
    return false;
  };
  const found = await Promise.all(all.map(hasAny));
  return all.filter((shard) => found[shard]);
};
