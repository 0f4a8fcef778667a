import type { Letter } from '../../../infra/local/services/types.ts';
import type { Final } from '../../../infra/local/simulator/final.ts';
import type { Company } from './company.ts';
import type { Strike } from './striker.ts';
import type { Ran } from './world.ts';

/**
 * What a company leaves behind, and how many of each: items, letters, executions, in words that are the same for all
 * companies of a scenario. Ids, hashes, times, counters of attempts and what a second try at the browser leaves are
 * left out.
 */
export type Remains = ReadonlyMap<string, number>;

type Item = Readonly<Record<string, unknown>>;

/** Who had to try again has more of these, and nothing depends on them. */
const OF_EVERY_TRY = /^(RATE|SIGNIN|SESSION)#|^EVENT#.*sign-in/;
/** A visitor who saw an error clicks again; a rule is switched once more, to the same; who is not sure to be signed in asks for another letter. */
const ONCE = /"type":"(CLICK|FRAUD-RULE|PARTNER-SIGNIN|DOWNLOAD)"|"asset-downloaded\.v1"|^letter sign-in/;
const COUNTERS = new Set([
  // Questions are drawn by chance.
  'answers',
  'questions',
  'version',
  'attempts',
  'unknowns',
  'tries',
  'lease',
  'claimedBy',
  'waitsFor',
  'uses',
  // Who heard nothing opens it again later: two downloads.
  'downloads',
  'messageId',
  'deferrals',
  // Of a document with the company's name and face in it.
  'bytes',
  // Which of many is the first above a capacity.
  'overCapacity',
  // Of a click: a visitor who saw an error comes again, and sees the page then.
  'visits',
  'seenAt',
]);

export const remainsOf = ({ final, striker }: Ran, company: Company): Remains => {
  const ids = striker.subjects.idsOf(company);
  // Whole words: a hash may have the letters of a name in it.
  const name = new RegExp(`\\b${company.name}\\b`);
  const isOf = (text: string): boolean => name.test(text) || ids.some((id) => text.includes(id));
  const lines = [
    ...itemsOf(final, isOf).filter((line) => !plain(line, company).includes('"sign-in"')),
    ...final.executions.map(({ workflow, name, status }) => `execution of ${workflow}: ${name} ${status}`).filter(isOf),
    ...final.letters.filter(({ text }) => isOf(text)).map((letter) => letterLine(letter, company)),
  ];
  const counts = new Map<string, number>();
  for (const line of lines.map((one) => plain(one, company))) {
    counts.set(line, ONCE.test(line) ? 1 : (counts.get(line) ?? 0) + 1);
  }
  return counts;
};

/** What differs, a line each: `-` is missing, `+` is too much. */
export const differences = (calm: Remains, struck: Remains, strikes: readonly Strike[]): readonly string[] => {
  let spare = strikes.filter(mayRepeatALetter).length;
  return [...new Set([...calm.keys(), ...struck.keys()])].toSorted().flatMap((line) => {
    const more = (struck.get(line) ?? 0) - (calm.get(line) ?? 0);
    const repeated = more > 0 && line.startsWith('letter ') && calm.has(line);
    if (repeated && spare >= more) {
      spare -= more;
      return [];
    }
    return more === 0 ? [] : [`${more > 0 ? '+' : ''}${more} ${line}`];
  });
};

/** Between SES's yes and our mark: the letter may come a second time (I7). */
const mayRepeatALetter = ({ function: name, action, harm }: Strike): boolean =>
  /email-(send|sweep)-letters$/.test(name) &&
  ((action === 'SendRawEmail' && harm !== 'refused') || (action === 'TransactWriteItems' && harm === 'refused'));

/** What many write to is told by its entries. How many lines share a page of a book is chance. */
const linesOf = ({ PK, type, lines, history, ...item }: Item): readonly Item[] => {
  if (type === 'PAGE' && Array.isArray(lines)) return lines.map((line: Item) => ({ PK, ...line }));
  if (type === 'FRAUD-RULE' && Array.isArray(history)) return history.map((one: Item) => ({ PK, type, ...one }));
  if (type === 'HOLDERS') return [item.Strategic, item.Growth].flat().map((holder) => ({ PK, type, holder }));
  return [{ PK, type, lines, history, ...item }];
};

const itemsOf = (final: Final, isOf: (text: string) => boolean): readonly string[] =>
  Object.values(final.tables)
    .flat()
    .flatMap(linesOf)
    .filter((item: Item) => !OF_EVERY_TRY.test(String(item.PK)) && isOf(JSON.stringify(item)))
    .map((item) => JSON.stringify(item, (key, value) => (COUNTERS.has(key) ? undefined : value)));

const letterLine = ({ tags, destinations }: Letter, { name }: Company): string =>
  tags.letter === 'sign-in' ? 'letter sign-in' : `letter ${tags.letter} to ${destinations.join()} ${name}`;

const plain = (text: string, company: Company): string =>
  text
    .replace(new RegExp(`\\b${company.name}\\b`, 'g'), '<company>')
    .replace(/\bpolicy([-/])\d+\b/g, 'policy$1<number>')
    .replace(/\b(BOOKS|CLAIMS|WATCHED|STANDINGS|FUNDS)#\d\d/g, '$1#<shard>')
    .replace(/(?<="DOWNLOAD-COUNT","SK":"<company>)#\d/, '#<shard>')
    .replace(/\b(BATCH#[\w-]+)#\d\d\b/g, '$1#<shard>')
    .replace(/"shards":\[[\d,]*\]/g, '"shards":<shards>')
    .replace(/VERSION#\d+/g, 'VERSION#<number>')
    .replace(/\b[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}\b/g, '<id>')
    .replace(/\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, '<time>')
    .replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b[0-9a-f]{16,}(-[0-9a-f-]+)?\b/g, '<id>')
    .replace(/[A-Za-z0-9_-]{20,}/g, (word) => (/[a-z]/.test(word) && /[A-Z]/.test(word) ? '<id>' : word))
    .replace(/click [a-z0-9]{13}\.<id> <id> 1 [0-9a-z]+/g, 'click <touch>')
    .replace(/(?<=LINK#|"code":"|"touch":")[a-z0-9]{13}/g, '<code>')
    .replace(/\b1[89]\d{8}(\d{3})?\b/g, '<time>');
