import { type BookLine, currencyOf, type Fact, type Page, type PartnerPosting } from './contract.ts';

/** A page holds at most this many lines: about 40 KB. */
const MOST_LINES = 200;

/** Lines of one book, by the facts that post to it. */
export interface BookLines {
  readonly partnerId: string;
  readonly currency: string;
  readonly lines: readonly BookLine[];
  /** When the first and the last of these facts were recorded. A page is never dated before the facts that it holds. */
  readonly since: string;
  readonly until: string;
}

export const referenceOf = ({ customer, number }: Pick<Fact, 'customer' | 'number'>): string => `${customer}/${number}`;

const isPartners = (posting: Fact['postings'][number]): posting is PartnerPosting => 'partnerId' in posting;

/** `monthOf`: the calendar month of an instant in the program's zone. */
const lineOf = (fact: Fact, posting: PartnerPosting, monthOf: (at: string) => string): BookLine => ({
  account: posting.account,
  minor: posting.minor,
  fact: referenceOf(fact),
  ...(fact.kind === 'sale' ? {} : { of: fact.kind }),
  sale: posting.sale,
  rule: posting.rule,
  earnedPeriod: posting.earnedPeriod,
  maturesAt: posting.maturesAt,
  occurredAt: fact.occurredAt,
  ...(posting.earnedPeriod < monthOf(fact.recordedAt) ? { late: true as const } : {}),
});

/** What facts post, book by book, in their order. */
export const linesByBook = (facts: readonly Fact[], monthOf: (at: string) => string): readonly BookLines[] => {
  const books = new Map<
    string,
    { partnerId: string; currency: string; lines: BookLine[]; since: string; until: string }
  >();
  for (const fact of facts) {
    for (const posting of fact.postings.filter(isPartners)) {
      const currency = currencyOf(fact, posting);
      const name = `${posting.partnerId}#${currency}`;
      const { recordedAt: at } = fact;
      const book = books.get(name) ?? { partnerId: posting.partnerId, currency, lines: [], since: at, until: at };
      book.lines.push(lineOf(fact, posting, monthOf));
      if (at < book.since) book.since = at;
      if (at > book.until) book.until = at;
      books.set(name, book);
    }
  }
  return [...books.values()];
};

/**
 * The lines that are not in the book yet, at most a page of them, and never half of a fact's. `taken`: references of
 * facts in its pages since.
 */
export const newLines = ({ lines }: BookLines, taken: ReadonlySet<string>): readonly BookLine[] => {
  const missing = lines.filter(({ fact }) => !taken.has(fact ?? ''));
  if (missing.length <= MOST_LINES) return missing;
  const cut = missing[MOST_LINES]?.fact;
  const whole = missing.slice(0, MOST_LINES).filter(({ fact }) => fact !== cut);
  return whole.length > 0 ? whole : missing.slice(0, MOST_LINES);
};

export const referencesIn = (pages: readonly Page[]): ReadonlySet<string> =>
  new Set(pages.flatMap(({ lines }) => lines.flatMap(({ fact }) => (fact ? [fact] : []))));
