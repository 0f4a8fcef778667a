import { createHash } from 'node:crypto';
import type { Question, QuestionBank } from './bank.ts';
import type { Attempt } from './contract.ts';

/** Numbers in [0, below), the same for the same seed. */
type Chance = (below: number) => number;

export const chanceOf = (seed: string): Chance => {
  let draws = 0;
  return (below) => {
    const digest = createHash('sha256').update(`${seed}#${draws++}`).digest();
    return digest.readUIntBE(0, 6) % below;
  };
};

const shuffled = <T>(all: readonly T[], chance: Chance): T[] => {
  const rest = [...all];
  const order: T[] = [];
  while (rest.length > 0) order.push(...rest.splice(chance(rest.length), 1));
  return order;
};

/**
 * `count` questions, spread over the modules as evenly as the bank allows, in a drawn order and each with its options
 * in a drawn order. The same seed draws the same.
 */
export const drawQuestions = (
  bank: QuestionBank,
  modules: readonly string[],
  count: number,
  seed: string,
): Attempt['questions'] => {
  const chance = chanceOf(seed);
  const piles = modules.map((module) =>
    shuffled(
      bank.questions.filter((question) => question.module === module),
      chance,
    ),
  );
  return shuffled(dealt(piles, count), chance).map(({ id, options }) => ({
    id,
    options: shuffled(Object.keys(options), chance),
  }));
};

/** One from each pile in turn, until there are enough or none is left. */
const dealt = (piles: readonly (readonly Question[])[], count: number): Question[] => {
  const deepest = Math.max(0, ...piles.map((pile) => pile.length));
  const rounds = Array.from({ length: deepest }, (_, round) => piles.flatMap((pile) => pile[round] ?? []));
  return rounds.flat().slice(0, count);
};
