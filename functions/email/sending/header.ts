import { LetterFlaw } from '../letter.ts';

/** CR, LF and NUL end a header and begin another; the rest of these hide or turn around what one reads. */
const FORBIDDEN = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** The text, if it may stand in a header. The edge refuses such input long before; this holds for whatever came in else. */
export const headerSafe = (what: string, text: string): string => {
  if (FORBIDDEN.test(text)) throw new LetterFlaw('unsafe-header', `The ${what} has a control character in it.`);
  return text;
};

/** One mailbox and nothing else: no list, no group, no name. */
export const mailboxOnly = (what: string, address: string): string => {
  headerSafe(what, address);
  if (!/^[^\s"(),:;<>@[\\\]]+@[A-Za-z0-9.-]+$/.test(address)) {
    throw new LetterFlaw('unsafe-header', `The ${what} is not one plain address.`);
  }
  return address;
};
