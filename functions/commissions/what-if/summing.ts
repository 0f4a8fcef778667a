import { type ClosingLine, closeLines, left } from '../month.ts';
import type { CurrencyResult, Earned, PartnerResult, ReplayedSale } from './items.ts';

const MOST_SALES = 50;
const MOST_PARTNERS = 20;

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

const byDifference = (one: { before: number; after: number }, other: { before: number; after: number }): number =>
  Math.abs(other.after - other.before) - Math.abs(one.after - one.before);

/** One partner in one currency, from all its sales of these months. */
export const partnerOf = (
  { partnerId, currency }: { readonly partnerId: string; readonly currency: string },
  unsorted: readonly ReplayedSale[],
): PartnerResult => {
  const sales = unsorted.toSorted((one, other) => (one.sale < other.sale ? -1 : 1));
  const before = closed(sales.map((one) => one.before));
  const after = closed(sales.map((one) => one.after));
  const [old, now] = [before.reduce(add, NOTHING), after.reduce(add, NOTHING)];
  const changed = sales
    .map(({ sale, occurredAt }, index) => ({
      ...{ sale, occurredAt },
      before: total(before[index] ?? NOTHING),
      after: total(after[index] ?? NOTHING),
    }))
    .filter((one) => one.before !== one.after);
  return {
    ...{ partnerId, currency, before: total(old), after: total(now) },
    bonus: { before: old.bonus, after: now.bonus },
    cap: { before: old.cap, after: now.cap },
    changed: changed.length,
    sales: changed.toSorted(byDifference).slice(0, MOST_SALES),
  };
};

const NONE = { before: 0, after: 0 };
const plus = (one: typeof NONE, other: typeof NONE) => ({
  before: one.before + other.before,
  after: one.after + other.after,
});
const gain = ({ before, after }: typeof NONE): number => after - before;

/** The sum of a currency so far with one partner more; the largest gains and losses are kept. */
export const withPartner = (sum: CurrencyResult | undefined, one: PartnerResult): CurrencyResult => {
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
  };
};

/** The same with the names of the companies, currencies in the order of their codes. */
export const withCompanies = (
  currencies: readonly CurrencyResult[],
  names: ReadonlyMap<string, string>,
): CurrencyResult[] => {
  const named = (all: CurrencyResult['best']) =>
    all.map((one) => ({ ...one, company: names.get(one.partnerId) ?? '' }));
  return currencies
    .map((one) => ({ ...one, best: named(one.best), worst: named(one.worst) }))
    .sort((one, other) => (one.currency < other.currency ? -1 : 1));
};
