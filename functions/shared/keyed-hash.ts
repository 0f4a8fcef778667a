import { createHmac } from 'node:crypto';

/**
 * Keyed hash of `parts` for one `purpose`: to compare what we do not want to keep [Z5], to derive ids that repeat for
 * the same business key but cannot be guessed, to sign links. Base64url, 43 characters.
 */
export const keyedHash = (programKey: string, purpose: string, ...parts: readonly (string | number)[]): string =>
  createHmac('sha256', programKey)
    .update([purpose, ...parts].map((part) => `${String(part).length}:${part}`).join('|'))
    .digest('base64url');

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An id in the shape of `newId` that is always the same for the same business key, and cannot be guessed. */
export const derivedId = (programKey: string, purpose: string, ...parts: readonly (string | number)[]): string => {
  const bytes = Buffer.from(keyedHash(programKey, purpose, ...parts), 'base64url');
  return Array.from({ length: 26 }, (_, index) => ALPHABET[(bytes[index] ?? 0) % 32]).join('');
};
