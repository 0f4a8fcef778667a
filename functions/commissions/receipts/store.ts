import type { Fact, Page } from '../../ledger/contract.ts';
import {
  readClaim,
  readClaimsBehind,
  readCurrencies,
  readCustomer,
  readLastPage,
  readPagesSince,
} from '../../shared/journal-reader.ts';
import type { ReceiptView } from '../contract.ts';
import { paidState } from '../states.ts';

const DAY_MS = 86_400_000;

/** All facts of the customer who paid this, or whose lead, deal or imported commission it is; empty where it is not known. */
export const factsOfSale = async (key: string): Promise<readonly Fact[]> => {
  for (const kind of ['sale', 'lead', 'won'] as const) {
    const claim = await readClaim(kind, key);
    if (claim?.customer) return readCustomer(claim.customer);
  }
  const imported = (await readClaim('imported', key)) ?? (await readClaimsBehind('imported', key))[0];
  return imported?.customer ? readCustomer(imported.customer) : [];
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
  const [partnerId, ...others] = new Set(receipt.movements.map((one) => one.partnerId));
  if (receipt.state !== 'approved' || !partnerId || others.length > 0 || !receipt.maturesAt) return receipt;
  const last = await readLastPage(partnerId, receipt.currency);
  if (!last) return receipt;
  const pages = (await readPagesSince(last, receipt.recordedAt)).toReversed();
  return { ...receipt, state: paidState(pages, receipt.maturesAt) };
};
