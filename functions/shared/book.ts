import type { Balances, BookLine, Page, PartnerAccount } from '../ledger/contract.ts';
import { addPage } from './journal.ts';
import { readLastPage } from './journal-reader.ts';
import { pauseAfter } from './pause.ts';

export const NO_BALANCES: Balances = { pending: 0, held: 0, payable: 0, transit: 0, paid: 0 };

/** The balances after some lines. */
export const movedBy = (
  before: Balances,
  lines: readonly { readonly account: PartnerAccount; readonly minor: number }[],
): Balances => {
  const after = { ...before };
  for (const { account, minor } of lines) after[account] += minor;
  return after;
};

/** What a page says of its own; number, balances and the rest follow from the page before it. */
export interface Entry {
  readonly kind: Page['kind'];
  readonly key?: string;
  readonly lines: readonly BookLine[];
  readonly against?: Page['against'];
  readonly before?: string;
  /** Unless told, as on the page before. */
  readonly openFrom?: number;
  readonly note?: string;
}

/** The page that follows `last` (undefined: the book's first). */
export const nextPage = (
  book: { readonly partnerId: string; readonly currency: string },
  last: Page | undefined,
  entry: Entry,
  now: string,
): Page => ({
  partnerId: book.partnerId,
  currency: book.currency,
  number: (last?.number ?? 0) + 1,
  kind: entry.kind,
  ...(entry.key === undefined ? {} : { key: entry.key }),
  recordedAt: last && last.recordedAt > now ? last.recordedAt : now,
  lines: [...entry.lines],
  balances: movedBy(last?.balances ?? NO_BALANCES, entry.lines),
  against: [...(entry.against ?? [])],
  ...(entry.before === undefined ? {} : { before: entry.before }),
  openFrom: entry.openFrom ?? last?.openFrom ?? 1,
  ...(entry.note === undefined ? {} : { note: entry.note }),
});

const TRIES = 8;

/**
 * Writes the book's next page. `decide` sees the last page and says what is to be written, or undefined for nothing;
 * it is asked again when somebody else was quicker. Answers the page, `nothing`, or `repeat` where the command of this
 * key has its page already.
 */
export const writePage = async (
  book: { readonly partnerId: string; readonly currency: string },
  now: string,
  decide: (last: Page | undefined) => Promise<Entry | undefined> | Entry | undefined,
): Promise<Page | 'nothing' | 'repeat'> => {
  for (let tried = 0; tried < TRIES; tried++) {
    const last = await readLastPage(book.partnerId, book.currency);
    const entry = await decide(last);
    if (!entry) return 'nothing';
    const page = nextPage(book, last, entry, now);
    const written = await addPage(page);
    if (written === 'added') return page;
    if (written === 'repeat') return 'repeat';
    await pauseAfter(tried);
  }
  throw new Error(`Book ${book.partnerId}/${book.currency} is written by too many at once; try again.`);
};
