import { decision, saleData } from '../../commissions/contract.ts';
import type { Fact } from '../../ledger/contract.ts';
import { ratioOf, split } from '../../shared/money.ts';
import { quarterOf } from '../quarters.ts';

/** `<quarter>#<currency>` -> minor units. */
export type Parts = Readonly<Record<string, number>>;

interface Sold {
  readonly currency: string;
  readonly occurredAt: string;
  readonly net: number;
  readonly gross: number;
  won: readonly { readonly partnerId: string; readonly weight: number }[];
  returned: number;
}

const salesOf = (facts: readonly Fact[]): ReadonlyMap<string, Sold> => {
  const sales = new Map<string, Sold>();
  for (const { kind, key, currency, occurredAt, data } of facts) {
    if (kind !== 'sale' || currency === undefined) continue;
    const { net, gross = net } = saleData.parse(data);
    sales.set(key, { currency, occurredAt, net, gross, won: [], returned: 0 });
  }
  for (const { key, decision: kept } of facts) {
    if (kept === undefined) continue;
    const { sale = key, won, returned = 0 } = decision.parse(kept);
    const sold = sales.get(sale);
    if (!sold) continue;
    sold.won = won.map(({ partnerId, weight = 1 }) => ({ partnerId, weight }));
    sold.returned = returned;
  }
  return sales;
};

/** Sales that were rejected as fraud for a partner, and not reinstated: any flag is enough. */
const rejectedIn = (facts: readonly Fact[]): ReadonlySet<string> => {
  const flags = new Map<string, Set<string>>();
  for (const { kind, data } of facts) {
    if (kind !== 'reject' && kind !== 'reinstate') continue;
    const name = `${String(data.sale)} ${String(data.partnerId)}`;
    const open = flags.get(name) ?? new Set();
    if (kind === 'reject') open.add(String(data.flagId));
    else open.delete(String(data.flagId));
    flags.set(name, open);
  }
  return new Set([...flags].flatMap(([name, open]) => (open.size > 0 ? [name] : [])));
};

const weightsOf = (won: Sold['won']): readonly (readonly [partnerId: string, weight: number])[] => {
  const weights = new Map<string, number>();
  for (const { partnerId, weight } of won) weights.set(partnerId, (weights.get(partnerId) ?? 0) + weight);
  return [...weights];
};

/** Everybody that any payment of a customer was ever attributed to: who lost one has to be counted anew, too. */
export const partnersOf = (facts: readonly Fact[]): ReadonlySet<string> =>
  new Set(
    facts.flatMap(({ decision: kept }) => (kept ? decision.parse(kept).won.map(({ partnerId }) => partnerId) : [])),
  );

/**
 * Paid list value of one customer, by partner, quarter and currency [T5]: each payment net of tax, less what came back of
 * it, shared as it was attributed, in the quarter in which it occurred. Pure: facts in whatever order end in the same.
 */
export const revenueOf = (facts: readonly Fact[], timeZone: string): ReadonlyMap<string, Parts> => {
  const rejected = rejectedIn(facts);
  const found = new Map<string, Record<string, number>>([...partnersOf(facts)].map((partnerId) => [partnerId, {}]));
  for (const [key, { currency, occurredAt, net, gross, won, returned }] of salesOf(facts)) {
    const shares = weightsOf(won);
    if (shares.length === 0) continue;
    const parts = split(
      net,
      shares.map(([, weight]) => weight),
    );
    for (const [index, [partnerId]] of shares.entries()) {
      if (rejected.has(`${key} ${partnerId}`)) continue;
      const part = parts[index] ?? 0;
      const left = gross === 0 ? part : part - ratioOf(part, returned, gross);
      const own = found.get(partnerId) ?? {};
      const name = `${quarterOf(occurredAt, timeZone)}#${currency}`;
      own[name] = (own[name] ?? 0) + left;
      found.set(partnerId, own);
    }
  }
  return found;
};

/** What has to be added to a partner's quarters so that these customers count as they do now. */
export const differences = (changes: readonly { readonly before: Parts; readonly after: Parts }[]): Parts => {
  const sums: Record<string, number> = {};
  for (const { before, after } of changes) {
    for (const [name, minor] of Object.entries(after)) sums[name] = (sums[name] ?? 0) + minor;
    for (const [name, minor] of Object.entries(before)) sums[name] = (sums[name] ?? 0) - minor;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, minor]) => minor !== 0));
};

export const sameParts = (one: Parts, other: Parts): boolean =>
  Object.keys(differences([{ before: one, after: other }])).length === 0;
