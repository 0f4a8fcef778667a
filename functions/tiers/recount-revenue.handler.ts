import { log } from '../shared/log.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { step } from '../shared/step.ts';
import { recountShard } from './revenue/store.ts';
import { recountInput } from './steps.ts';

/** Proves what was counted of one shard from the facts themselves, and mends what was not right. */
export const handler = step(recountInput, async ({ shard }, now) => {
  const { calendar } = (await readPolicy(now)).policy;
  const counted = await recountShard(shard, calendar.timeZone, now);
  if (counted.corrected > 0) log.warn('REVENUE_CORRECTED', counted);
  return counted;
});
