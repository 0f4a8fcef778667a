import { type LetterItem, letterItem } from '../../email/contract.ts';
import { readTogether } from '../../shared/batch.ts';
import { keys } from '../../shared/keys.ts';

/** The letters under these keys, in their order; undefined for one that was never ordered. */
export const readLetters = async (letterKeys: readonly string[]): Promise<readonly (LetterItem | undefined)[]> => {
  const found = await readTogether(Object.fromEntries(letterKeys.map((key) => [key, keys.letter(key)])));
  return letterKeys.map((key) => found[key] && letterItem.parse(found[key]));
};
