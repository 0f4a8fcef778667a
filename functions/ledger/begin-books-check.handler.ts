import { step } from '../shared/step.ts';
import { typedInput } from '../shared/typed-input.ts';
import { beginBooksCheck, booksCheckInput } from './contract.ts';
import { shardsToCheck } from './proof/store.ts';

const DAYS_MS = 3 * 86_400_000;
const EXAMPLE = { since: '2027-03-01' };

/** Since when to compare: three days unless told; the books themselves are always proven whole. */
export const handler = step(beginBooksCheck, async ({ input }, now) => {
  const { since } = typedInput(booksCheckInput, input, EXAMPLE);
  const from = since === undefined ? now.getTime() - DAYS_MS : Date.parse(since);
  const shards = await shardsToCheck();
  return { since: new Date(from).toISOString(), shards: shards.map((shard) => ({ shard })) };
});
