import { shareOf, split } from '../shared/money.ts';
import type { LossReason, Part, Touch } from './contract.ts';
import type { Deal, Payment } from './history.ts';
import type { EarningPartner, Knowledge } from './knowledge.ts';
import { exactOf } from './plan.ts';

/** What a fixed amount is earned for, where it is of no payment. */
export interface Flat {
  readonly deal: Deal;
  readonly partnerId: string;
  readonly rule: string;
  readonly minor: number;
  readonly currency: string;
}

/** Why a partner cannot earn at an instant; undefined where it can. */
export const whyNot = (partner: EarningPartner | undefined, at: string): LossReason | undefined => {
  if (!partner) return 'unknown-partner';
  if (!partner.earnsFrom || at < partner.earnsFrom) return 'no-agreement';
  if (partner.stoppedAt && at >= partner.stoppedAt) return 'left';
  return undefined;
};

const isOver = ({ until }: { readonly until?: string | undefined }, at: string): boolean =>
  until !== undefined && at >= until;

/** Of several deals that are open the one that began last; then the one won last, then the lower id. */
const isNewer = (one: Deal, other: Deal): boolean => {
  if (one.from !== other.from) return one.from > other.from;
  if (one.wonAt !== other.wonAt) return one.wonAt > other.wonAt;
  return one.dealId < other.dealId;
};

/**
 * The deal that a payment belongs to [D7]: the one it names, whenever it was paid before the deal ends; else, of the
 * customer's deals that are open at that instant, the newest. One at most, so nothing is earned twice [A8].
 */
export const dealOf = (
  { occurredAt, data }: Pick<Payment, 'occurredAt' | 'data'>,
  deals: readonly Deal[],
): Deal | undefined => {
  const running = deals.filter((one) => !isOver(one, occurredAt));
  const named = running.find(({ dealId }) => dealId === data.deal);
  const open = running.filter(({ from }) => from <= occurredAt);
  return named ?? open.reduce<Deal | undefined>((best, one) => (!best || isNewer(one, best) ? one : best), undefined);
};

/** A deal as what led to a payment: it goes before coupons and clicks [A3]. */
export const touchOf = ({ dealId, wonAt, origination }: Deal): Touch | undefined =>
  origination && {
    kind: 'deal',
    key: dealId,
    partnerId: origination.partnerId,
    run: origination.run,
    at: wonAt,
  };

/**
 * What a deal's origination earns of a payment net of tax [T8]. Margin and bonuses are added up, rounded once, and split
 * among the parts again. In a resale they were the discount on the partner's order: decided, and nothing posted [D6].
 */
export const originated = ({ origination }: Deal, net: number): readonly Part[] => {
  if (!origination) return [];
  const { partnerId, parts, invoicing } = origination;
  const weights = parts.map(({ shareBp }) => shareBp);
  const bp = weights.reduce((sum, one) => sum + one, 0);
  const amounts = bp === 0 ? weights : split(shareOf(net, bp), weights);
  return parts.map(({ rule, shareBp }, index): Part => {
    const base = { partnerId, rule: `deal/${rule}`, base: net, bp: shareBp, exact: exactOf(net, shareBp) };
    const weInvoice = invoicing === 'agency';
    return { ...base, minor: weInvoice ? (amounts[index] ?? 0) : 0, tests: { 'we-invoice': weInvoice } };
  });
};

type Credit = Deal['credits'][number];

/** At most one for each partner and role: the largest, of two alike the first [A8]. */
const onePerRole = <T extends { readonly partnerId: string; readonly rule: string }>(
  all: readonly T[],
  sizeOf: (one: T) => number,
): readonly T[] => {
  const best = new Map<string, T>();
  for (const one of all) {
    const name = `${one.partnerId} ${one.rule}`;
    const before = best.get(name);
    if (!before || sizeOf(one) > sizeOf(before)) best.set(name, one);
  }
  return [...best.values()];
};

/** Conditions of a credit, and whether they hold: what proves it [A16], and that its partner can earn. */
const mayEarn = ({ partnerId }: Credit, at: string, known: Knowledge) => {
  const why = whyNot(known.partners.get(partnerId), at);
  const tests = {
    evidence: true,
    'agreement-accepted': why === undefined || why === 'left',
    'in-program': why !== 'left',
  };
  return { why, tests };
};

/** What is earned beside the origination of a payment, before the limit of all together [A7, A8]. */
export const credited = (deal: Deal | undefined, payment: Payment, known: Knowledge): readonly Part[] => {
  const { occurredAt, data } = payment;
  const parts = (deal?.credits ?? []).flatMap((credit): Part[] => {
    if (!('shareBp' in credit.earns) || isOver(credit, occurredAt)) return [];
    const { shareBp: bp } = credit.earns;
    const { why, tests } = mayEarn(credit, occurredAt, known);
    const { partnerId, rule } = credit;
    const minor = why ? 0 : shareOf(data.net, bp);
    return [{ partnerId, rule, base: data.net, bp, exact: exactOf(data.net, bp), minor, tests }];
  });
  return onePerRole(parts, ({ bp = 0 }) => bp);
};

/**
 * Amounts that a deal earns once and of no payment, e.g. for the meeting that it came of [A7]: in the deal's own partition,
 * so that a customer who pays from two accounts does not earn them twice.
 */
export const flatsOf = (deals: readonly Deal[], known: Knowledge): readonly Flat[] =>
  deals
    .filter(({ home }) => home)
    .flatMap((deal) => {
      const flats = deal.credits.flatMap((credit): Flat[] => {
        if (!('minor' in credit.earns) || mayEarn(credit, deal.wonAt, known).why) return [];
        return [{ deal, partnerId: credit.partnerId, rule: credit.rule, ...credit.earns }];
      });
      return onePerRole(flats, () => 0);
    });
