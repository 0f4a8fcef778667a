import { readPolicy } from '../shared/policy-reader.ts';
import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { typedInput } from '../shared/typed-input.ts';
import { shardsWithBooks } from './closing/store.ts';
import { beginMonthClose, monthCloseInput } from './contract.ts';
import { lastOver, monthsBefore } from './period.ts';

const EXAMPLE = { period: '2027-03' };
/** A refund claws back for 60 days: two months before are looked at again. */
const AGAIN = [0, 1, 2];

/** Which months to close: the last one that is over, unless told, and the two before it once more [A9]. */
export const handler = step(beginMonthClose, async ({ input }, now) => {
  const { period } = typedInput(monthCloseInput, input, EXAMPLE);
  const { calendar } = (await readPolicy(now)).policy;
  const over = lastOver(now.toISOString(), calendar.timeZone);
  if (period !== undefined && period > over) {
    throw new InvalidInput(`${period} is not over yet. Type it like this: ${JSON.stringify({ period: over })}`);
  }
  const periods = AGAIN.map((months) => monthsBefore(period ?? over, months));
  const shards = await shardsWithBooks();
  return { periods, shards: shards.map((shard) => ({ shard })) };
});
