import { step } from '../shared/step.ts';
import { waits } from './announcing.ts';
import { reserve } from './books/store.ts';
import { shardInput } from './contract.ts';
import { readKnown } from './partners/store.ts';
import { reservable, TOO_LITTLE, whyLapsed } from './previewing.ts';
import { providerKeyOf } from './settling/store.ts';
import { movePayout, readShard } from './store.ts';

/** The intent before the effect [B7]: takes what was approved, or what is left of it, out of what is payable. */
export const handler = step(shardInput, async ({ batchId, shard }, now) => {
  const at = now.toISOString();
  let payouts = 0;
  for (const payout of await readShard(batchId, shard)) {
    if (payout.state !== 'proposed') continue;
    const providerKey = await providerKeyOf(payout);
    const lapse = whyLapsed(payout, await readKnown(payout.partnerId));
    const allowed = (payable: number): number => (lapse ? 0 : reservable(payout, payable));
    const minor = await reserve(payout, providerKey, allowed, at);
    const { note, reason } = lapse ?? TOO_LITTLE;
    if (minor === 0) await movePayout(payout, 'lapsed', { note }, reason ? waits(payout, [reason], at) : {});
    else await movePayout(payout, 'reserved', { minor, providerKey });
    payouts++;
  }
  return { shard, payouts };
});
