import { type LetterItem, letterItem } from '../../email/contract.ts';
import { readTogether } from '../../shared/batch.ts';
import { keys } from '../../shared/keys.ts';
import { type Delivery, deliveryOf } from '../delivering.ts';
import type { Review } from '../items.ts';
import { packageKeys } from '../letters.ts';

/** The letters under these keys, in their order; undefined for one that was never ordered. */
const readLetters = async (letterKeys: readonly string[]): Promise<readonly (LetterItem | undefined)[]> => {
  const found = await readTogether(Object.fromEntries(letterKeys.map((key) => [key, keys.letter(key)])));
  return letterKeys.map((key) => found[key] && letterItem.parse(found[key]));
};

/** Whether the package of a review has reached both sides by now. */
export const readDelivery = async (review: Review, now: string): Promise<Delivery> =>
  deliveryOf(await readLetters(packageKeys(review)), review.packagedAt ?? now);
