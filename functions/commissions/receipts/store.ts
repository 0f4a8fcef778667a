import type { Fact, Page } from '../../ledger/contract.ts';
import {
  readCurrencies,
  readCustomer,
  readLastPage,
  readPagesSince,
  readSaleClaims,
} from '../../shared/journal-reader.ts';
import type { ReceiptView } from '../contract.ts';
import { paidState } from '../states.ts';

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

/** A receipt that says whether its money is in a payout or paid: for an approved commission of one partner. */
export const withPayout = async (receipt: ReceiptView): Promise<ReceiptView> => {
  const [part, ...others] = receipt.parts;
  if (receipt.state !== 'approved' || !part || others.length > 0 || !receipt.maturesAt) return receipt;
  const last = await readLastPage(part.partnerId, receipt.currency);
  if (!last) return receipt;
  const pages = (await readPagesSince(last, receipt.recordedAt)).toReversed();
  return { ...receipt, state: paidState(pages, receipt.maturesAt) };
};
