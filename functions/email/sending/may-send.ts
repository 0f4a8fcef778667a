import type { SkipReason } from '../contract.ts';
import type { LetterKind } from '../letter.ts';

/** What we know against writing to an address. Kept under a keyed hash; each date is the first of its kind. */
export interface Suppression {
  readonly bouncedAt?: string | undefined;
  readonly complainedAt?: string | undefined;
  readonly unsubscribedAt?: string | undefined;
  readonly erasedAt?: string | undefined;
}

/**
 * Why nothing goes to this address, or undefined. A mailbox that does not exist gets nothing; one that complained or
 * unsubscribed gets transactional letters alone (invariant I8). Somebody who was erased and has applied anew since
 * (`knownSince`) is a new person.
 */
export const reasonToSkip = (
  kind: LetterKind,
  suppression: Suppression | undefined,
  knownSince: string | undefined,
): SkipReason | undefined => {
  if (suppression === undefined) return undefined;
  if (suppression.erasedAt !== undefined && !(knownSince !== undefined && knownSince > suppression.erasedAt)) {
    return 'erased';
  }
  if (suppression.bouncedAt !== undefined) return 'unreachable';
  const unwanted = suppression.complainedAt !== undefined || suppression.unsubscribedAt !== undefined;
  return kind === 'journey' && unwanted ? 'unsubscribed' : undefined;
};
