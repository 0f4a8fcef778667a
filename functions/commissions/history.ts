import type { DealClosedWon } from '../deals/contract.ts';
import type { Fact } from '../ledger/contract.ts';
import {
  dealData,
  flagData,
  importedData,
  leadData,
  returnData,
  type SaleData,
  saleData,
  settledData,
  type Touch,
} from './contract.ts';

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

/** A deal of the customer that is won, for good. */
export interface Deal extends DealClosedWon {
  /** Here lies what it earns beside payments. */
  readonly home: boolean;
}

/** All that happened to a customer, sorted out. Payments by when they happened, of two at once the lower key first. */
export interface History {
  readonly payments: readonly Payment[];
  readonly leads: readonly Lead[];
  readonly deals: readonly Deal[];
  /** Who brought the customer, as another tool says, and when that was imported. */
  readonly brought: { readonly touch: Touch; readonly recordedAt: string } | undefined;
  readonly standing: (sale: string, partnerId: string) => Standing;
  readonly settled: readonly Settled[];
}

const isBefore = (one: { occurredAt: string; key: string }, other: { occurredAt: string; key: string }): number =>
  one.occurredAt + one.key < other.occurredAt + other.key ? -1 : 1;

/** Refunds and open or lost chargebacks of each sale; what came to us again (won, or a refund that failed) counts no more. */
const returnsOf = (facts: readonly Fact[]) => {
  const won = new Set(facts.filter(({ kind }) => kind === 'chargeback-won').map(({ key }) => key));
  const bySale = new Map<string, { key: string; minor: number; occurredAt: string }[]>();
  for (const { kind, key, data, occurredAt } of facts) {
    if ((kind !== 'refund' && kind !== 'chargeback') || won.has(key)) continue;
    const { sale, minor } = returnData.parse(data);
    bySale.set(sale, [...(bySale.get(sale) ?? []), { key, minor, occurredAt }]);
  }
  return bySale;
};

/** Which flags said this of each partner's part of a sale. */
const flagsThat = (facts: readonly Fact[], ...kinds: readonly Fact['kind'][]): ReadonlyMap<string, Set<string>> => {
  const said = new Map<string, Set<string>>();
  for (const { data } of facts.filter(({ kind }) => kinds.includes(kind))) {
    const { sale, partnerId, flagId } = flagData.parse(data);
    const name = `${sale} ${partnerId}`;
    said.set(name, (said.get(name) ?? new Set()).add(flagId));
  }
  return said;
};

/** A flag that was decided holds no more, whichever way, and in whichever order it was told. */
const standingsOf = (facts: readonly Fact[]) => {
  const [held, decided] = [flagsThat(facts, 'hold'), flagsThat(facts, 'release', 'reject')];
  const [rejected, reinstated] = [flagsThat(facts, 'reject'), flagsThat(facts, 'reinstate')];
  const remain = (said: ReadonlyMap<string, Set<string>>, undone: ReadonlyMap<string, Set<string>>, name: string) =>
    [...(said.get(name) ?? [])].some((flagId) => !undone.get(name)?.has(flagId));
  return (sale: string, partnerId: string): Standing => {
    const name = `${sale} ${partnerId}`;
    return { held: remain(held, decided, name), rejected: remain(rejected, reinstated, name) };
  };
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

const dealsOf = (facts: readonly Fact[]): readonly Deal[] =>
  facts.flatMap(({ kind, data }): Deal[] => {
    if (kind !== 'deal-won') return [];
    const won = dealData.parse(data);
    return 'deal' in won ? [{ ...won.deal, home: won.home === true }] : [];
  });

/** Of all that was imported of a customer the earliest: whose it was over there. */
const broughtBy = (facts: readonly Fact[]): History['brought'] => {
  const [first] = facts
    .filter(({ kind, data }) => kind === 'imported' && importedData.parse(data).state !== 'void')
    .sort(isBefore);
  if (!first) return undefined;
  const { partnerId, run } = importedData.parse(first.data);
  const { key, occurredAt: at, recordedAt } = first;
  return { touch: { kind: 'import', key, partnerId, run, at }, recordedAt };
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
    deals: dealsOf(facts),
    brought: broughtBy(facts),
    standing: standingsOf(facts),
    settled: settledOf(facts),
  };
};
