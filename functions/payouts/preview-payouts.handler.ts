import { step } from '../shared/step.ts';
import { held } from './announcing.ts';
import { booksOf, lastPageOf } from './books/store.ts';
import { shardInput } from './contract.ts';
import { readKnown } from './partners/store.ts';
import { previewed } from './previewing.ts';
import { closeLastMonth } from './statements/store.ts';
import { batchNamed, policyOf, putPreviewed } from './store.ts';

/** Says of each book of a shard what the run would pay, or why not; and closes the statement of last month. */
export const handler = step(shardInput, async ({ batchId, shard }, now) => {
  const at = now.toISOString();
  const batch = await batchNamed(batchId);
  const policy = await policyOf(batch, now);
  let payouts = 0;
  for await (const { partnerId, currency } of booksOf(shard)) {
    if (batch.partnerId && batch.partnerId !== partnerId) continue;
    const [last, known] = await Promise.all([lastPageOf(partnerId, currency), readKnown(partnerId)]);
    if (!last || !known) continue;
    await closeLastMonth(known.profile, policy, at);
    if (last.balances.payable === 0) continue;
    const payout = previewed(batch, last, known, policy, at);
    await putPreviewed(payout, held(payout, at));
    payouts++;
  }
  return { shard, payouts };
});
