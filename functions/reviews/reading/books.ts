import type { Fact, Page } from '../../ledger/contract.ts';
import { readItems } from '../../shared/batch.ts';
import { unpackFact } from '../../shared/journal-items.ts';
import { readCurrencies, readLastPage, readPages, readPagesSince } from '../../shared/journal-reader.ts';
import { ledgerKeys } from '../../shared/ledger-keys.ts';
import { settings } from '../../shared/settings.ts';
import { monthsOf } from '../calendar.ts';
import type { RevenueEntry } from '../sources.ts';
import { factsNamed, revenueOf } from './revenue.ts';

const AT_ONCE = 100;
const DAY_MS = 86_400_000;

/** All pages of a partner's books. Read once for the quarter and the one before. */
export const readBooks = async (partnerId: string): Promise<readonly Page[]> => {
  const pages: Page[] = [];
  for (const currency of await readCurrencies(partnerId)) {
    for await (const page of readPages(partnerId, currency)) pages.push(page);
  }
  return pages;
};

const readFacts = async (names: readonly string[]): Promise<readonly Fact[]> => {
  const facts: Fact[] = [];
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const some = names.slice(from, from + AT_ONCE).map((name) => {
      const [customer = '', number = ''] = name.split('/');
      return ledgerKeys.fact(customer, Number(number));
    });
    facts.push(...(await readItems(some, true, settings.ledgerTable())).map(unpackFact));
  }
  return facts;
};

/** A quarter's payments of a partner, in the order in which they happened. */
export const readRevenue = async (
  partnerId: string,
  pages: readonly Page[],
  quarter: string,
): Promise<readonly RevenueEntry[]> => {
  const facts = await readFacts(factsNamed(pages, monthsOf(quarter)));
  return facts
    .flatMap((fact) => revenueOf(fact, partnerId) ?? [])
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.sale < b.sale ? -1 : 1));
};

/** A partner's books as far as they can say something of a month, each in order. */
export const readMonth = async (partnerId: string, month: string) => {
  const since = `${month}-01T00:00:00.000Z`;
  const books: { currency: string; pages: readonly Page[] }[] = [];
  for (const currency of await readCurrencies(partnerId)) {
    const last = await readLastPage(partnerId, currency);
    // A day earlier: a month begins on another day elsewhere on earth.
    const from = new Date(Date.parse(since) - DAY_MS).toISOString();
    if (last) books.push({ currency, pages: (await readPagesSince(last, from)).toReversed() });
  }
  return books;
};
