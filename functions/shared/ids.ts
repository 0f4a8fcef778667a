import { ulid } from 'ulid';

export { derivedId, keyedHash } from './keyed-hash.ts';

/** A new opaque id, sortable by time: 26 characters, Crockford base 32. */
export const newId = (nowMs: number): string =>
  ulid(nowMs, () => (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) / 256);

/** A secret for a link or a cookie: 256 random bits, base64url. */
export const newSecret = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
