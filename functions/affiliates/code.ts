import { keyedHash } from '../shared/ids.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 13;

/** The code of a partner's link in one run: 65 bits that follow from the two, so a repeat makes the same link. */
export const codeOf = (programKey: string, partnerId: string, run: number): string => {
  const bytes = Buffer.from(keyedHash(programKey, 'link-code', partnerId, run), 'base64url');
  return Array.from({ length: LENGTH }, (_, index) => ALPHABET[(bytes[index] ?? 0) % 32]).join('');
};
