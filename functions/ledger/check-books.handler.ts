import { localMonth } from '../shared/days.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { step } from '../shared/step.ts';
import { checkBooks } from './contract.ts';
import { checkShard } from './proof/store.ts';

/** Rebuilds what one shard of books and claims says, and compares [B5]. Lines that are missing are brought in. */
export const handler = step(checkBooks, async ({ shard, since }, now) => {
  const { calendar, money } = (await readPolicy(now)).policy;
  const proof = { since, waitingDays: money.waitingDays };
  return checkShard(shard, proof, (at) => localMonth(at, calendar.timeZone), now.toISOString());
});
