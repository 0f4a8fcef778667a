import { partnerMeant } from '../shared/partner-meant.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { shardsWith } from '../shared/shards.ts';
import { step } from '../shared/step.ts';
import { booksOf } from './books/store.ts';
import { beginBatchInput } from './contract.ts';
import { newBatch } from './previewing.ts';
import { batchIdOf, checkTwin, readRunInput, secondsToChase, unknownPartner } from './runs.ts';
import { beginBatch, handOver } from './store.ts';
import { shardOf } from './where.ts';

/** First step of a payout run: what was typed, and that the run is there once [fault 34]. */
export const handler = step(beginBatchInput, async ({ executionId, input }, now) => {
  const at = now.toISOString();
  const { version: policyVersion, policy } = await readPolicy(now);
  const { period, partner, part, takeOver } = readRunInput(input, at, policy.calendar.timeZone);
  const partnerId = partner === undefined ? undefined : await partnerMeant(partner);
  if (partner !== undefined && !(partnerId && (await readProfile(partnerId)))) throw unknownPartner(partner);
  const shards = partnerId ? [shardOf(partnerId)] : [...(await shardsWith(booksOf))];
  const batchId = batchIdOf(period, partnerId, part);
  const asked = { batchId, period, ...(partnerId ? { partnerId } : {}), executionId, shards, policyVersion };
  const found = await beginBatch(newBatch(asked, at));
  checkTwin(found, executionId, takeOver === true);
  const batch = found.executionId === executionId ? found : await handOver(found, executionId);
  const { state: stands, cutOff, chases } = batch;
  const awaits = stands === 'reserved' ? 'results' : 'approval';
  const items = batch.shards.map((shard) => ({ shard }));
  return { batchId, stands, cutOff, shards: items, secondsToChase: secondsToChase(awaits, chases, policy) };
});
