import type { FundAccount, FundBalances, FundPage } from '../mdf/contract.ts';

export const NO_FUND: FundBalances = { available: 0, reserved: 0, settled: 0 };

export interface Fund {
  readonly partnerId: string;
  readonly quarter: string;
  readonly currency: string;
}

/** What a page says of its own; number and balances follow from the page before it. */
export type FundEntry = Pick<FundPage, 'kind' | 'requestId' | 'lines' | 'against'>;

/** The balances after some lines. */
export const fundMovedBy = (
  before: FundBalances,
  lines: readonly { readonly account: FundAccount; readonly minor: number }[],
): FundBalances => {
  const after = { ...before };
  for (const { account, minor } of lines) after[account] += minor;
  return after;
};

/** The page that follows `last` (undefined: the first of the quarter). */
export const nextFundPage = (fund: Fund, last: FundPage | undefined, entry: FundEntry, now: string): FundPage => ({
  partnerId: fund.partnerId,
  quarter: fund.quarter,
  currency: fund.currency,
  number: (last?.number ?? 0) + 1,
  kind: entry.kind,
  requestId: entry.requestId,
  recordedAt: last && last.recordedAt > now ? last.recordedAt : now,
  lines: [...entry.lines],
  against: [...entry.against],
  balances: fundMovedBy(last?.balances ?? NO_FUND, entry.lines),
});
