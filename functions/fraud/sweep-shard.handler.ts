import { readPolicy } from '../shared/policy-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { step } from '../shared/step.ts';
import { termsOf } from './checking.ts';
import { sweepShard, type WatchedShard } from './contract.ts';
import { watch } from './sweep/partner/store.ts';
import { partnersIn } from './sweep/store.ts';
import { topOf } from './sweeping.ts';
import { readSwitches } from './switches/store.ts';

/** Looks at every partner of one shard. Safe to repeat: days are counted once, flags follow from what they are about. */
export const handler = step(sweepShard, async ({ shard, day, until, top }, now): Promise<WatchedShard> => {
  const [key, { version, policy }, switches] = [await programKey(), await readPolicy(now), await readSwitches()];
  const terms = termsOf(version, policy);
  const sellers: WatchedShard['top'] = [];
  let [partners, flags] = [0, 0];
  for await (const partnerId of partnersIn(shard)) {
    const about = { partnerId, day, until, key, terms, modes: switches.modes, now: now.toISOString() };
    const watched = await watch(about);
    if (!watched) continue;
    partners++;
    flags += watched.flags;
    if (top) sellers.push({ partnerId, sales: watched.sales, clicks: watched.clicks });
  }
  return { shard, partners, flags, top: [...topOf(sellers, policy.fraud.topAffiliates)] };
});
