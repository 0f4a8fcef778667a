import { step } from '../shared/step.ts';
import { shardInput } from './contract.ts';
import { advance } from './settling/store.ts';
import { batchNamed, policyOf, readShard } from './store.ts';

/** Sends what the payout service is to pay, asks what became of it, and books what is known, for one shard. */
export const handler = step(shardInput, async ({ batchId, shard }, now) => {
  const { payouts, calendar } = await policyOf(await batchNamed(batchId), now);
  const rules = { webhookUrl: payouts.webhookUrl, timeZone: calendar.timeZone };
  const all = await readShard(batchId, shard);
  for (const payout of all) await advance(payout, rules, now);
  return { shard, payouts: all.length };
});
