import { personItem } from '../../applications/contract.ts';
import { profileItem } from '../../partners/contract.ts';
import { readTogether } from '../../shared/batch.ts';
import { keys } from '../../shared/keys.ts';
import { pictureItem } from '../contract.ts';
import { pausedSince, suppressionOf } from '../feedback/store.ts';
import type { Suppression } from '../sending/may-send.ts';
import type { LetterFile, Wanted } from '../sending/post-office.ts';

/** Everything that a letter's writing needs and that no address is needed for, in one call. */
export const readFile = async ({ personId, partnerId, pause }: Wanted): Promise<LetterFile> => {
  const found = await readTogether({
    person: personId === undefined ? undefined : keys.person(personId),
    profile: partnerId === undefined ? undefined : keys.partner(partnerId),
    pause: pause ? keys.mailPause() : undefined,
  });
  return {
    person: found.person && personItem.parse(found.person),
    profile: found.profile && profileItem.parse(found.profile),
    pausedSince: found.pause && pausedSince(found.pause),
  };
};

export const readPictures = async (ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> => {
  const found = await readTogether(Object.fromEntries(ids.map((id) => [id, keys.picture(id)])));
  return new Map(
    Object.values(found).flatMap((item) => {
      const { picture, bytes } = pictureItem.parse(item);
      return [[picture, bytes] as const];
    }),
  );
};

export const readSuppressions = async (
  emailHashes: readonly string[],
): Promise<readonly (Suppression | undefined)[]> => {
  const found = await readTogether(Object.fromEntries(emailHashes.map((hash) => [hash, keys.suppression(hash)])));
  return emailHashes.map((hash) => found[hash] && suppressionOf(found[hash]));
};
