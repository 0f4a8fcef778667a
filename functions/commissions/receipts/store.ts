import type { Fact, Page } from '../../ledger/contract.ts';
import {
  readCurrencies,
  readCustomer,
  readLastPage,
  readPagesSince,
  readSaleClaims,
} from '../../shared/journal-reader.ts';

const DAY_MS = 86_400_000;

/** All facts of the customer who paid this; empty where the sale is not known. */
export const factsOfSale = async (sale: string): Promise<readonly Fact[]> => {
  const { sale: claim } = await readSaleClaims(sale);
  return claim?.customer ? readCustomer(claim.customer) : [];
};

/** Pages of a partner's books that can hold what was earned in a month: those written since it began, anywhere on earth. */
export const pagesOfMonth = async (partnerId: string, period: string): Promise<readonly Page[]> => {
  const since = new Date(Date.parse(`${period}-01T00:00:00.000Z`) - DAY_MS).toISOString();
  const pages: Page[] = [];
  for (const currency of await readCurrencies(partnerId)) {
    const last = await readLastPage(partnerId, currency);
    if (last) pages.push(...(await readPagesSince(last, since)).toReversed());
  }
  return pages;
};
