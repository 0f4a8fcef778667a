import { movedBy, NO_BALANCES } from '../shared/book.ts';
import type { Balances, Page } from './contract.ts';

/**
 * Balances of what had happened by `asOf`, as the book knew it on `knownOn` [B4]. A line of a fact happened when its
 * sale or refund did; a command (maturing, payout, adjustment) when its page was written. Both instants inclusive.
 */
export const balancesOn = (
  pages: readonly Page[],
  { asOf, knownOn }: { readonly asOf: string; readonly knownOn: string },
): Balances => {
  let balances = NO_BALANCES;
  for (const { recordedAt, lines } of pages) {
    if (recordedAt > knownOn) break;
    balances = movedBy(
      balances,
      lines.filter(({ occurredAt = recordedAt }) => occurredAt <= asOf),
    );
  }
  return balances;
};
