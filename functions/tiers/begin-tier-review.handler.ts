import { readPolicy } from '../shared/policy-reader.ts';
import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { typedInput } from '../shared/typed-input.ts';
import { lastOver } from './quarters.ts';
import { shardsWithClaims } from './revenue/store.ts';
import { beginTierReview, tierReviewInput } from './steps.ts';
import { shardsWithStandings } from './store.ts';

const EXAMPLE = { quarter: '2027-Q1' };

/** Which quarter to review: the last one that is over, unless told; and which shards have sales and standings. */
export const handler = step(beginTierReview, async ({ input }, now) => {
  const { quarter } = typedInput(tierReviewInput, input, EXAMPLE);
  const { calendar } = (await readPolicy(now)).policy;
  const over = lastOver(now.toISOString(), calendar.timeZone);
  if (quarter !== undefined && quarter > over)
    throw new InvalidInput(`${quarter} is not over yet. Type it like this: ${JSON.stringify({ quarter: over })}`);
  const [sold, standing] = [await shardsWithClaims(), await shardsWithStandings()];
  return {
    quarter: quarter ?? over,
    sales: sold.map((shard) => ({ shard })),
    standings: standing.map((shard) => ({ shard })),
  };
});
