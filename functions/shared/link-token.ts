import { timingSafeEqual } from 'node:crypto';
import { keyedHash } from './ids.ts';

/** What a link in a letter may be for; a token of one purpose is worth nothing for another. */
export type LinkPurpose = 'verify-address' | 'sign-in' | 'unsubscribe' | 'application-form' | 'survey' | 'join-team';

/** `<tokenId>.<signature>`: the table keeps the id alone, so nobody who reads the table can follow the link. */
export const signToken = (programKey: string, purpose: LinkPurpose, tokenId: string): string =>
  `${tokenId}.${keyedHash(programKey, `link:${purpose}`, tokenId)}`;

/** The token id, or undefined when the token was not signed by us for this purpose. Compares in constant time. */
export const readToken = (programKey: string, purpose: LinkPurpose, token: string): string | undefined => {
  const dot = token.lastIndexOf('.');
  if (dot < 1 || token.length > 400) return undefined;
  const tokenId = token.slice(0, dot);
  const given = Buffer.from(token.slice(dot + 1));
  const right = Buffer.from(keyedHash(programKey, `link:${purpose}`, tokenId));
  return given.length === right.length && timingSafeEqual(given, right) ? tokenId : undefined;
};
