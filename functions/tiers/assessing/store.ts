import { pauseAfter } from '../../shared/pause.ts';
import type { TransactItem } from '../../shared/table.ts';
import { type Decided, isReviewed, type Position, promote } from '../deciding.ts';
import { keepStanding, readPosition } from '../store.ts';

const TRIES = 6;

/**
 * Reads where a partner stands, decides, and keeps the decision; of two at once the second reads and decides anew.
 * `undefined` where there is no such partner, or nothing is to be decided.
 */
export const decideOn = async <T extends { readonly decided: Decided; readonly also?: readonly TransactItem[] }>(
  partnerId: string,
  now: Date,
  decide: (position: Position) => T | undefined | Promise<T | undefined>,
): Promise<T | undefined> => {
  for (let tried = 0; tried < TRIES; tried++) {
    const position = await readPosition(partnerId, now);
    const found = position && (await decide(position));
    if (!found) return undefined;
    if ((await keepStanding(found.decided, found.also)) === 'done') return found;
    await pauseAfter(tried);
  }
  throw new Error(`The standing of ${partnerId} is written by too many at once; try again.`);
};

/** Promotes a partner where everything is there [T6]. Answers whether it did. */
export const assess = async (partnerId: string, now: Date): Promise<boolean> => {
  const at = now.toISOString();
  const found = await decideOn(partnerId, now, (position) => {
    const decided = isReviewed(position) ? promote(position, at) : undefined;
    return decided && { decided };
  });
  return found !== undefined;
};
