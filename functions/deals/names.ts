import type { Similar } from './contract.ts';

const LEGAL_FORMS = new Set([
  ...[
    'ag',
    'bv',
    'co',
    'company',
    'corp',
    'corporation',
    'gmbh',
    'group',
    'holding',
    'holdings',
    'inc',
    'incorporated',
  ],
  ...[
    'international',
    'kg',
    'limited',
    'llc',
    'llp',
    'ltd',
    'nv',
    'oy',
    'plc',
    'pty',
    'sa',
    'sarl',
    'sas',
    'se',
    'spa',
    'srl',
  ],
]);
const SHORTEST = 3;
/** A typing mistake or two in a name of some length. */
const MOST_EDITS = 2;
const LONG_ENOUGH = 6;

/** A company's name without case, accents, punctuation, `The` and legal forms. */
export const plainName = (name: string): string => {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word && word !== 'the');
  const kept = words.filter((word) => !LEGAL_FORMS.has(word));
  return (kept.length > 0 ? kept : words).join(' ');
};

/** Names that may be similar lie together. */
export const nameShelf = (name: string): string => plainName(name).replaceAll(' ', '').slice(0, SHORTEST);

const edits = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (let j = 0; j < other.length; j++) {
      const same = letter === other[j] ? 0 : 1;
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + same));
    }
    row = next;
  }
  return row[other.length] ?? 0;
};

/** Another number is another company, not a typing mistake. */
const numbersIn = (name: string): string => name.replaceAll(/\D/g, '');

const isSimilar = (one: string, other: string): boolean => {
  if (one === other) return true;
  if (numbersIn(one) !== numbersIn(other)) return false;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length >= SHORTEST && long.startsWith(`${short} `)) return true;
  return short.length >= LONG_ENOUGH && long.length - short.length <= MOST_EDITS && edits(one, other) <= MOST_EDITS;
};

/** Customers of similar names, for the person who decides: never decided by [D2]. */
export const similarTo = (name: string, known: readonly Similar[]): readonly Similar[] => {
  const own = plainName(name);
  return known.filter((one) => isSimilar(own, plainName(one.name))).slice(0, 20);
};
