import { commit } from '../shared/commit.ts';
import { putLetter } from '../shared/outbox.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { orderLetterInput } from './contract.ts';
import { flawOf, orderOf } from './ordering.ts';

/** Answers the key of the order. Asked again with the same step, it answers the same and orders nothing. */
export const handler = step(orderLetterInput, async (input, now) => {
  const flaw = flawOf(input);
  if (flaw) throw new InvalidInput(flaw);
  const profile = await readProfile(input.partnerId);
  if (!profile) throw new InvalidInput(`There is no partner ${input.partnerId}.`);
  const order = orderOf(input, profile.personId, now);
  await commit([], [putLetter(order)]);
  return { key: order.key };
});
