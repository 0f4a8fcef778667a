import { writePage } from '../shared/book.ts';
import { readCurrencies, readLastPage, readPages, readPagesSince } from '../shared/journal-reader.ts';
import { balancesOn } from './as-of.ts';
import type { BalancesView, Page } from './contract.ts';
import { type BookLines, newLines, referencesIn } from './keeping.ts';
import { maturedBy } from './maturing.ts';

const collect = async (pages: AsyncIterable<Page>): Promise<readonly Page[]> => {
  const all: Page[] = [];
  for await (const page of pages) all.push(page);
  return all;
};

/** A partner's balances, book by book. Now is read off the last page; another moment from all of them [B4]. */
export const readBalances = async (
  partnerId: string,
  asked: { readonly asOf?: string | undefined; readonly knownOn?: string | undefined },
  now: string,
): Promise<BalancesView> => {
  const { asOf = now, knownOn = now } = asked;
  const isNow = asked.asOf === undefined && asked.knownOn === undefined;
  const balances: BalancesView['balances'] = [];
  for (const currency of await readCurrencies(partnerId)) {
    const last = isNow ? await readLastPage(partnerId, currency) : undefined;
    const found = last?.balances ?? balancesOn(await collect(readPages(partnerId, currency)), { asOf, knownOn });
    balances.push({ currency, ...found });
  }
  return { asOf, knownOn, balances };
};

/**
 * Brings lines of facts into their book, once each, however often and by how many they are brought: pages dated since
 * the first of the facts are looked through.
 */
export const keepLines = async (book: BookLines, now: string): Promise<void> => {
  const dated = book.until > now ? book.until : now;
  for (;;) {
    const written = await writePage(book, dated, async (last) => {
      const since = last && last.recordedAt >= book.since ? await readPagesSince(last, book.since) : [];
      const lines = newLines(book, referencesIn(since));
      return lines.length > 0 ? { kind: 'facts', lines } : undefined;
    });
    if (written === 'nothing') return;
  }
};

/** Makes payable what has matured by `before`; answers the amount, 0 when there was nothing. */
export const matureBook = async (
  book: { readonly partnerId: string; readonly currency: string },
  before: string,
  now: string,
): Promise<number> => {
  const written = await writePage(book, now, async (last) => {
    if (!last || last.balances.pending === 0) return undefined;
    return maturedBy(await collect(readPages(book.partnerId, book.currency, last.openFrom)), before);
  });
  if (typeof written === 'string') return 0;
  return written.lines.find(({ account }) => account === 'payable')?.minor ?? 0;
};
