import { keyedHash } from '../shared/keyed-hash.ts';
import { LINK_CODE } from './reference.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 13;

/** The code of a partner's link in one run: 65 bits that follow from the two, so a repeat makes the same link. */
export const codeOf = (programKey: string, partnerId: string, run: number): string => {
  const bytes = Buffer.from(keyedHash(programKey, 'link-code', partnerId, run), 'base64url');
  return Array.from({ length: LENGTH }, (_, index) => ALPHABET[(bytes[index] ?? 0) % 32]).join('');
};

/** Nobody's own code: pages of the site, and words that pass for the program or its people. */
const RESERVED = new Set(
  'about account admin affiliate affiliates api app apply assets billing blog careers checkout click code contact coupon coupons dashboard deals discount docs download email faq free home help inbox info invoice legal link links local login logout mail news official offers ops partner partners password pay payment payments policy portal press pricing privacy program promo root sales secure security sign-in sign-up signin signup staff status support system team terms test verify www'.split(
    ' ',
  ),
);

/** Letters that are read as one another, all as one; hyphens gone. */
const skeleton = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/0/g, 'o')
    .replace(/[1il|]/g, 'l')
    .replace(/3/g, 'e')
    .replace(/4/g, 'a')
    .replace(/5/g, 's')
    .replace(/7/g, 't')
    .replace(/8/g, 'b');

const COMMON_WORDS = new Set([
  'the',
  'and',
  'program',
  'programme',
  'partner',
  'partners',
  'affiliate',
  'affiliates',
  'www',
  'com',
  'app',
  'dev',
]);
const LEAST_NAME = 4;

/** What a code must not look like: the program's name and its own words, and the name of the product's site. */
const namesOf = (of: { programName: string; productUrl: string }): readonly string[] => {
  const host = URL.parse(of.productUrl)?.hostname ?? '';
  const words = [...of.programName.split(/[^\p{L}\p{N}]+/u), ...host.split('.').slice(0, -1)];
  const own = words.filter((word) => !COMMON_WORDS.has(word.toLowerCase()) && !/^\d+$/.test(word));
  return [...new Set([of.programName, ...own].map(skeleton))].filter((name) => name.length >= LEAST_NAME);
};

/** Why a partner cannot have this code; undefined when it can, if nobody has it. */
export const whyRefused = (code: string, of: { programName: string; productUrl: string }): string | undefined => {
  if (!LINK_CODE.test(code) || code.includes('--'))
    return 'A code has 3 to 40 small letters, digits and single hyphens, and neither begins nor ends with a hyphen.';
  if (RESERVED.has(code)) return `"${code}" is a word that the site itself uses. Choose another.`;
  const seen = skeleton(code);
  const name = namesOf(of).find((one) => seen.includes(one));
  return name ? 'A code may not contain, or look like, the name of the program. Choose another.' : undefined;
};
