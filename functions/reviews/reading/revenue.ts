import { decision, returnData } from '../../commissions/contract.ts';
import type { Fact, Page } from '../../ledger/contract.ts';
import { ratioOf } from '../../shared/money.ts';
import type { RevenueEntry } from '../sources.ts';

/** Facts that a partner's book names, of what happened in these months [A13], each once. */
export const factsNamed = (pages: Iterable<Page>, months: readonly string[]): readonly string[] => {
  const named = new Set<string>();
  for (const { lines } of pages) {
    for (const { fact, earnedPeriod } of lines) {
      if (fact !== undefined && earnedPeriod !== undefined && months.includes(earnedPeriod)) named.add(fact);
    }
  }
  return [...named];
};

/** A partner's share of a payment: of one payment several partners may have won a part [A2]. */
const shareOf = (
  partnerId: string,
  won: readonly { readonly partnerId: string; readonly weight?: number | undefined }[],
) => {
  const weights = won.map(({ weight = 1 }) => weight);
  const own = won.reduce((sum, one) => sum + (one.partnerId === partnerId ? (one.weight ?? 1) : 0), 0);
  return { own, all: weights.reduce((sum, one) => sum + one, 0) };
};

/**
 * What a fact says of a partner's revenue: the part of a payment that counts for it, or what came back of that. Holds,
 * bonuses and the like are about commissions, not about revenue.
 */
export const revenueOf = (fact: Fact, partnerId: string): RevenueEntry | undefined => {
  if (!fact.currency || !fact.decision) return undefined;
  const { won, parts, sale } = decision.parse(fact.decision);
  const common = { at: fact.occurredAt, currency: fact.currency };
  if (fact.kind === 'sale') {
    const own = parts.filter((part) => part.partnerId === partnerId);
    const minor = Math.max(0, ...own.map(({ base }) => base));
    return minor === 0 ? undefined : { ...common, sale: fact.key, minor };
  }
  const sign = { refund: -1, chargeback: -1, 'chargeback-won': 1 }[fact.kind as string];
  const { own, all } = shareOf(partnerId, won);
  if (sign === undefined || own === 0) return undefined;
  const { minor } = returnData.parse(fact.data);
  return { ...common, sale: sale ?? fact.key, minor: sign * ratioOf(minor, own, all) };
};
