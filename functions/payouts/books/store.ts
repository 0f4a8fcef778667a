import type { Page } from '../../ledger/contract.ts';
import { writePage } from '../../shared/book.ts';
import { readBooks, readLastPage, readPage, readPages } from '../../shared/journal-reader.ts';
import type { Payout } from '../contract.ts';
import type { Book } from '../viewing.ts';
import { shardOf } from '../where.ts';

export const booksOf = readBooks;
export const lastPageOf = readLastPage;
export const pagesOf = readPages;
export const pageOf = readPage;

/** Is money of this partner on its way? */
export const isUnderWay = async (partnerId: string): Promise<boolean> => {
  for await (const book of readBooks(shardOf(partnerId))) {
    if (book.partnerId !== partnerId) continue;
    if (((await readLastPage(partnerId, book.currency))?.balances.transit ?? 0) !== 0) return true;
  }
  return false;
};

/** The currencies that a partner has books in. */
export const currenciesOf = async (partnerId: string): Promise<readonly string[]> => {
  const currencies: string[] = [];
  for await (const book of readBooks(shardOf(partnerId)))
    if (book.partnerId === partnerId) currencies.push(book.currency);
  return currencies;
};

type Step = 'reserve' | 'paid' | 'returned';
const ACCOUNTS = {
  reserve: ['payable', 'transit', 'reserved'],
  paid: ['transit', 'paid', 'paid'],
} as const;

export const commandKey = ({ batchId, partnerId, currency }: Payout, step: Step): string =>
  `payout/${batchId}/${partnerId}/${currency}/${step}`;

/**
 * Takes the payout's amount, or what is left of it, out of what is payable: the intent, before anything goes out [B7].
 * `allowed` says how much of what is payable now may go. Answers the amount that lies in the book, 0 for none.
 */
export const reserve = async (
  payout: Payout,
  providerKey: string,
  allowed: (payable: number) => number,
  now: string,
): Promise<number> => {
  const key = commandKey(payout, 'reserve');
  let minor = 0;
  const written = await writePage(payout, now, (last) => {
    minor = allowed(last?.balances.payable ?? 0);
    return minor > 0 ? entry(key, minor, 'reserve', `Payment ${providerKey}`) : undefined;
  });
  if (written === 'nothing') return (await reservedBefore(payout, key)) ?? 0;
  return written === 'repeat' ? ((await reservedBefore(payout, key)) ?? 0) : minor;
};

const entry = (key: string, minor: number, step: 'reserve' | 'paid', note: string) => {
  const [from, to, kind] = ACCOUNTS[step];
  return {
    kind,
    key,
    note,
    lines: [
      { account: from, minor: 0 - minor, rule: 'payout' },
      { account: to, minor, rule: 'payout' },
    ],
  };
};

/** The amount of a page that was written before: it is one of the book's last. */
const reservedBefore = async ({ partnerId, currency }: Payout, key: string): Promise<number | undefined> => {
  let found: Page | undefined;
  for await (const page of readPages(partnerId, currency)) if (page.key === key) found = page;
  return found?.lines.find(({ account }) => account === 'transit')?.minor;
};

/** The money has arrived. */
export const markPaid = async (payout: Payout, now: string): Promise<void> => {
  const note = `Paid on ${payout.outcome?.on ?? ''}`;
  await writePage(payout, now, () => entry(commandKey(payout, 'paid'), payout.minor, 'paid', note));
};

/** The money came back: it is payable again. `from`: where it was. */
export const markReturned = async (
  payout: Payout,
  from: 'transit' | 'paid',
  note: string,
  now: string,
): Promise<void> => {
  await writePage(payout, now, () => ({
    kind: 'returned',
    key: commandKey(payout, 'returned'),
    note: note.slice(0, 500),
    lines: [
      { account: from, minor: 0 - payout.minor, rule: 'payout' },
      { account: 'payable', minor: payout.minor, rule: 'payout' },
    ],
  }));
};

const NEWEST_PAGES = 2_000;

/** Books of a partner with their newest pages. */
export const readBooksOf = async (partnerId: string): Promise<readonly Book[]> => {
  const books: Book[] = [];
  for (const currency of await currenciesOf(partnerId)) {
    const last = await readLastPage(partnerId, currency);
    if (!last) continue;
    const pages: Page[] = [];
    for await (const page of readPages(partnerId, currency, Math.max(1, last.number - NEWEST_PAGES))) pages.push(page);
    books.push({ last, pages });
  }
  return books;
};
