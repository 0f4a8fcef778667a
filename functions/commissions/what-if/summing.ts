import { type ClosingLine, closeLines, left } from '../month.ts';
import type { CreditedPartner, CurrencyResult, Earned, PartnerResult, ReplayedSale } from './items.ts';

const MOST_SALES = 50;
const MOST_PARTNERS = 20;
const MOST_CREDITED = 100;

interface Amounts {
  readonly commission: number;
  readonly bonus: number;
  readonly cap: number;
}
const NOTHING: Amounts = { commission: 0, bonus: 0, cap: 0 };
const total = ({ commission, bonus, cap }: Amounts): number => commission + bonus + cap;
const add = (one: Amounts, other: Amounts): Amounts => ({
  commission: one.commission + other.commission,
  bonus: one.bonus + other.bonus,
  cap: one.cap + other.cap,
});

const lineOf = ({ gross, returned, nth, base, minor, bonus, most, cap }: Earned): ClosingLine => ({
  ...{ gross, returned, nth, part: { base, minor }, bonus, most, cap },
});

/** Each sale's amounts after bonus and cap of its month, with what came back taken off; by its place. */
const closed = (all: readonly (Earned | undefined)[]): readonly Amounts[] => {
  const amounts = all.map((one) => (one ? { ...NOTHING, commission: left(one, one.minor) } : NOTHING));
  const sales = all.flatMap((earned, index) => (earned && earned.nth > 0 ? [{ earned, index }] : []));
  for (const month of Map.groupBy(sales, ({ earned }) => earned.period).values()) {
    const { bonuses, caps } = closeLines(month.map(({ earned }) => lineOf(earned)));
    for (const [place, { earned, index }] of month.entries()) {
      const [bonus, cap] = [left(earned, bonuses[place] ?? 0), left(earned, caps[place] ?? 0)];
      amounts[index] = { ...(amounts[index] ?? NOTHING), bonus, cap };
    }
  }
  return amounts;
};

/** As much of payments as is credited, after what came back; and how many there are. */
const creditOf = (all: readonly (Earned | undefined)[]) => {
  const credited = all.filter((one) => one !== undefined && one.base > 0);
  return { sales: credited.length, net: credited.reduce((sum, one) => sum + (one ? left(one, one.base) : 0), 0) };
};

const byDifference = (one: { before: number; after: number }, other: { before: number; after: number }): number =>
  Math.abs(other.after - other.before) - Math.abs(one.after - one.before);

/** One sale of a partner, with all that it brings: commission, bonus, cap, and what stands beside it. */
export interface CreditedSale {
  readonly sale: string;
  readonly occurredAt: string;
  readonly before: number;
  readonly after: number;
  readonly net: { readonly before: number; readonly after: number };
}

const bySale = (sales: readonly ReplayedSale[], before: readonly Amounts[], after: readonly Amounts[]) => {
  const found = new Map<string, CreditedSale>();
  for (const [index, { sale, occurredAt, ...one }] of sales.entries()) {
    const so = found.get(sale) ?? { sale, occurredAt, before: 0, after: 0, net: { before: 0, after: 0 } };
    const [old, now] = [creditOf([one.before]), creditOf([one.after])];
    found.set(sale, {
      ...so,
      before: so.before + total(before[index] ?? NOTHING),
      after: so.after + total(after[index] ?? NOTHING),
      net: { before: so.net.before + old.net, after: so.net.after + now.net },
    });
  }
  return [...found.values()];
};

const inOrder = (sales: readonly ReplayedSale[]): readonly ReplayedSale[] =>
  sales.toSorted((one, other) => (one.sale < other.sale ? -1 : 1));

/** All sales of a partner in one currency, the latest first. */
export const salesOf = (unsorted: readonly ReplayedSale[]): readonly CreditedSale[] => {
  const sales = inOrder(unsorted);
  const [before, after] = [closed(sales.map((one) => one.before)), closed(sales.map((one) => one.after))];
  return bySale(sales, before, after).toSorted((one, other) => (one.occurredAt > other.occurredAt ? -1 : 1));
};

/** One partner in one currency, from all its sales of these months. */
export const partnerOf = (
  { partnerId, currency }: { readonly partnerId: string; readonly currency: string },
  unsorted: readonly ReplayedSale[],
): PartnerResult => {
  const sales = inOrder(unsorted);
  const before = closed(sales.map((one) => one.before));
  const after = closed(sales.map((one) => one.after));
  const [old, now] = [before.reduce(add, NOTHING), after.reduce(add, NOTHING)];
  const changed = bySale(sales, before, after)
    .filter((one) => one.before !== one.after)
    .map(({ net: _, ...one }) => one);
  const [was, is] = [creditOf(sales.map((one) => one.before)), creditOf(sales.map((one) => one.after))];
  return {
    ...{ partnerId, currency, before: total(old), after: total(now) },
    bonus: { before: old.bonus, after: now.bonus },
    cap: { before: old.cap, after: now.cap },
    changed: changed.length,
    sales: changed.toSorted(byDifference).slice(0, MOST_SALES),
    credited: {
      sales: { before: was.sales, after: is.sales },
      net: { before: was.net, after: is.net },
    },
  };
};

const NONE = { before: 0, after: 0 };
const plus = (one: typeof NONE, other: typeof NONE) => ({
  before: one.before + other.before,
  after: one.after + other.after,
});
const gain = ({ before, after }: typeof NONE): number => after - before;

const most = ({ net }: CreditedPartner): number => Math.max(net.before, net.after);

/** Those to whom the most is credited, with one partner more. */
const withCredited = (so: readonly CreditedPartner[], one: PartnerResult): CreditedPartner[] => {
  const { partnerId, before, after, credited } = one;
  return [...so, { partnerId, company: '', before, after, ...credited }]
    .toSorted((a, b) => most(b) - most(a))
    .slice(0, MOST_CREDITED);
};

/**
 * The sum of a currency so far with one partner more; the largest gains and losses are kept, and of a report on
 * attribution (`isReport`) who is credited.
 */
export const withPartner = (sum: CurrencyResult | undefined, one: PartnerResult, isReport = false): CurrencyResult => {
  const so = sum ?? {
    ...{ currency: one.currency, ...NONE, bonus: NONE, cap: NONE, partners: 0, winners: 0, losers: 0 },
    ...{ best: [], worst: [] },
  };
  const ranked = { partnerId: one.partnerId, company: '', before: one.before, after: one.after };
  const best = gain(one) > 0 ? [...so.best, ranked].toSorted((a, b) => gain(b) - gain(a)) : so.best;
  const worst = gain(one) < 0 ? [...so.worst, ranked].toSorted((a, b) => gain(a) - gain(b)) : so.worst;
  return {
    ...{ currency: one.currency, ...plus(so, one), bonus: plus(so.bonus, one.bonus), cap: plus(so.cap, one.cap) },
    partners: so.partners + 1,
    winners: so.winners + (gain(one) > 0 ? 1 : 0),
    losers: so.losers + (gain(one) < 0 ? 1 : 0),
    best: best.slice(0, MOST_PARTNERS),
    worst: worst.slice(0, MOST_PARTNERS),
    ...(isReport ? { credited: withCredited(so.credited ?? [], one) } : {}),
  };
};

/** Partners of a result whose names are to be found. */
export const namedIn = (currencies: readonly CurrencyResult[]): readonly string[] =>
  currencies.flatMap(({ best, worst, credited = [] }) =>
    [...best, ...worst, ...credited].map(({ partnerId }) => partnerId),
  );

/** The same with the names of the companies, currencies in the order of their codes. */
export const withCompanies = (
  currencies: readonly CurrencyResult[],
  names: ReadonlyMap<string, string>,
): CurrencyResult[] => {
  const named = <T extends { readonly partnerId: string }>(all: readonly T[]) =>
    all.map((one) => ({ ...one, company: names.get(one.partnerId) ?? '' }));
  return currencies
    .map(({ credited, ...one }) => ({
      ...{ ...one, best: named(one.best), worst: named(one.worst) },
      ...(credited ? { credited: named(credited) } : {}),
    }))
    .sort((one, other) => (one.currency < other.currency ? -1 : 1));
};
