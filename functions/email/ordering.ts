import type * as z from 'zod';
import type { LetterOrder, orderLetterInput } from './contract.ts';
import { letters } from './letters/index.ts';

export type OrderedStep = z.output<typeof orderLetterInput>;

/** What is wrong with an order, as a sentence: found when it is placed, not when it should go out. */
export const flawOf = (input: OrderedStep): string | undefined => {
  const letter = letters[input.letter];
  if (!letter) return `There is no letter "${input.letter}".`;
  const refusal = letter.refuses(input.data);
  return refusal && `The letter "${input.letter}" cannot be written with this data: ${refusal}.`;
};

/** The order that a workflow's step places, under the key `<partnerId>/<run>/<step>`. */
export const orderOf = (input: OrderedStep, contactId: string, now: Date): LetterOrder => {
  const { partnerId, run, step, letter, data } = input;
  const to =
    typeof input.to !== 'string' ? input.to : input.to === 'contact' ? { personId: contactId } : { team: input.to };
  return {
    key: `${partnerId}/${run}/${step}`,
    letter,
    to: 'team' in to ? { ...to, partnerId } : to,
    partnerId,
    run,
    orderedAt: now.toISOString(),
    data,
  };
};
