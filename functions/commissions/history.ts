import type { Fact } from '../ledger/contract.ts';
import { flagData, leadData, returnData, type SaleData, saleData, settledData, type Touch } from './contract.ts';

/** One payment of a customer, with all that became of it. Amounts in minor units of its currency. */
export interface Payment {
  readonly key: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly currency: string;
  readonly data: SaleData;
  /** Of tax and all; what a refund is a part of. */
  readonly gross: number;
  /** Refunds and chargebacks that were not won back, with their own instants. */
  readonly returns: readonly { readonly key: string; readonly minor: number; readonly occurredAt: string }[];
}

export interface Lead {
  readonly key: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly touches: readonly Touch[];
  readonly qualified: boolean;
}

/** Holds and rejections of one partner's part of a sale. */
export interface Standing {
  readonly held: boolean;
  readonly rejected: boolean;
}

/** What the month's close set for a partner's part of a sale [A9]. */
export interface Settled {
  readonly rule: 'bonus' | 'cap';
  readonly sale: string;
  readonly partnerId: string;
  readonly minor: number;
  /** The month that was closed. */
  readonly period: string;
}

/** All that happened to a customer, sorted out. Payments by when they happened, of two at once the lower key first. */
export interface History {
  readonly payments: readonly Payment[];
  readonly leads: readonly Lead[];
  readonly standing: (sale: string, partnerId: string) => Standing;
  readonly settled: readonly Settled[];
}

const isBefore = (one: { occurredAt: string; key: string }, other: { occurredAt: string; key: string }): number =>
  one.occurredAt + one.key < other.occurredAt + other.key ? -1 : 1;

/** Refunds and open or lost chargebacks of each sale; a chargeback that was won counts no more. */
const returnsOf = (facts: readonly Fact[]) => {
  const won = new Set(facts.filter(({ kind }) => kind === 'chargeback-won').map(({ key }) => key));
  const bySale = new Map<string, { key: string; minor: number; occurredAt: string }[]>();
  for (const { kind, key, data, occurredAt } of facts) {
    if (kind !== 'refund' && (kind !== 'chargeback' || won.has(key))) continue;
    const { sale, minor } = returnData.parse(data);
    bySale.set(sale, [...(bySale.get(sale) ?? []), { key, minor, occurredAt }]);
  }
  return bySale;
};

const standingsOf = (facts: readonly Fact[]) => {
  const holds = new Map<string, Set<string>>();
  const rejections = new Map<string, Set<string>>();
  for (const { kind, data } of facts) {
    if (kind !== 'hold' && kind !== 'release' && kind !== 'reject' && kind !== 'reinstate') continue;
    const { sale, partnerId, flagId } = flagData.parse(data);
    const name = `${sale} ${partnerId}`;
    const held = holds.get(name) ?? new Set();
    const rejected = rejections.get(name) ?? new Set();
    // A flag that was decided holds no more, whichever way.
    if (kind === 'hold') held.add(flagId);
    else held.delete(flagId);
    if (kind === 'reject') rejected.add(flagId);
    else if (kind === 'reinstate') rejected.delete(flagId);
    holds.set(name, held);
    rejections.set(name, rejected);
  }
  return (sale: string, partnerId: string): Standing => ({
    held: (holds.get(`${sale} ${partnerId}`)?.size ?? 0) > 0,
    rejected: (rejections.get(`${sale} ${partnerId}`)?.size ?? 0) > 0,
  });
};

/** The last word of the month's close on each partner's part of a sale. */
const settledOf = (facts: readonly Fact[]): readonly Settled[] => {
  const latest = new Map<string, Settled>();
  for (const { kind, data } of facts) {
    if (kind !== 'bonus' && kind !== 'cap') continue;
    const one = { rule: kind, ...settledData.parse(data) } as const;
    latest.set(`${kind} ${one.sale} ${one.partnerId}`, one);
  }
  return [...latest.values()];
};

/** Sorts out a customer's facts, in order of recording. */
export const historyOf = (facts: readonly Fact[]): History => {
  const returns = returnsOf(facts);
  const payments = facts.flatMap(({ kind, key, occurredAt, recordedAt, currency, data }): Payment[] => {
    if (kind !== 'sale' || !currency) return [];
    const sale = saleData.parse(data);
    const gross = sale.gross ?? sale.net;
    return [{ key, occurredAt, recordedAt, currency, data: sale, gross, returns: returns.get(key) ?? [] }];
  });
  const leads = facts.flatMap(({ kind, key, occurredAt, recordedAt, data }): Lead[] => {
    if (kind !== 'lead') return [];
    const { touches, qualified } = leadData.parse(data);
    return [{ key, occurredAt, recordedAt, touches, qualified }];
  });
  return {
    payments: payments.sort(isBefore),
    leads: leads.sort(isBefore),
    standing: standingsOf(facts),
    settled: settledOf(facts),
  };
};
