import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { typedInput } from '../shared/typed-input.ts';
import { beginWhatIf, whatIfInput } from './what-if/items.ts';
import { findWhatIf } from './what-if/store.ts';
import { shardsWithClaims } from './what-if/walking/store.ts';

const EXAMPLE = { whatIf: '0123456789abcdefghjkmnpqrs' };

/** Which question is answered, and which shards have anything to replay. */
export const handler = step(beginWhatIf, async ({ input }) => {
  const { whatIf } = typedInput(whatIfInput, input, EXAMPLE);
  if (!(await findWhatIf(whatIf)))
    throw new InvalidInput(
      `Nothing was asked by the id ${whatIf}. Ask on the ops page What-if: it starts this workflow.`,
    );
  return { whatIf, shards: (await shardsWithClaims()).map((shard) => ({ shard })) };
});
