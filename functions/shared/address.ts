import { keyedHash } from './ids.ts';
import { sameMailbox } from './text.ts';

/**
 * What stands for an e-mail address in keys (`EMAIL#`, `SUPPRESSION#`) and counters: the keyed hash of the mailbox, so
 * `Ann+x@Example.com` and `ann@example.com` are the same. Base64url, 43 characters.
 */
export const addressHash = (programKey: string, address: string): string =>
  keyedHash(programKey, 'address', sameMailbox(address));
