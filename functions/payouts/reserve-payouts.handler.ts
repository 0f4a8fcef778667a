import { step } from '../shared/step.ts';
import { reserve } from './books/store.ts';
import { shardInput } from './contract.ts';
import { readKnown } from './partners/store.ts';
import { reservable, whyLapsed } from './previewing.ts';
import { providerKeyOf } from './settling/store.ts';
import { movePayout, readShard } from './store.ts';

/** The intent before the effect [B7]: takes what was approved, or what is left of it, out of what is payable. */
export const handler = step(shardInput, async ({ batchId, shard }, now) => {
  let payouts = 0;
  for (const payout of await readShard(batchId, shard)) {
    if (payout.state !== 'proposed') continue;
    const providerKey = await providerKeyOf(payout);
    const because = whyLapsed(payout, await readKnown(payout.partnerId));
    const allowed = (payable: number): number => (because ? 0 : reservable(payout, payable));
    const minor = await reserve(payout, providerKey, allowed, now.toISOString());
    const note = because ?? 'Refunds since the preview left less than the minimum.';
    if (minor === 0) await movePayout(payout, 'lapsed', { note });
    else await movePayout(payout, 'reserved', { minor, providerKey });
    payouts++;
  }
  return { shard, payouts };
});
