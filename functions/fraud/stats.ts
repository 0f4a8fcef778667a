import type { Fact, FactKind, Page } from '../ledger/contract.ts';
import type { FraudRules } from '../policy/contract.ts';
import { lastDays } from './calendar.ts';
import type { Accrual, DayCounts, Stats } from './contract.ts';
import { clicksNamed } from './knowing.ts';
import type { PartnerKnown } from './rules/rates.ts';

/** One day more than rates and means look at. */
export const KEPT_DAYS = 31;
export const NOTHING: DayCounts = { clicks: 0, conversions: 0, sales: 0, refunds: 0, seen: 0 };

/** What a fact did to a partner's book: earned, taken back, or only moved between accounts. */
export interface BookedSale {
  readonly accrual: Accrual;
  readonly kind: FactKind;
  /** Number of the fact within its customer. */
  readonly number: number;
  readonly day: string;
  /** Above 0: earned. Below: came back. 0: held or released. */
  readonly minor: number;
  readonly maturesAt: string;
}

/** The sales in some pages of facts, each fact and sale once. `dayOf`: the local day of an instant. */
export const salesIn = (pages: readonly Page[], dayOf: (at: string) => string): readonly BookedSale[] => {
  const booked = new Map<string, BookedSale>();
  for (const { kind, lines, recordedAt } of pages) {
    if (kind !== 'facts') continue;
    for (const { fact = '', of = 'sale', sale = '', minor, maturesAt = '' } of lines) {
      const [customer = '', number = '0'] = fact.split('/');
      const name = `${fact} ${sale}`;
      const before = booked.get(name);
      booked.set(name, {
        accrual: { customer, sale },
        kind: of,
        number: Number(number),
        day: before?.day ?? dayOf(recordedAt),
        minor: (before?.minor ?? 0) + minor,
        maturesAt,
      });
    }
  }
  return [...booked.values()];
};

/** Sales that can still be held: earned, and not matured by `now`. Each once. */
export const holdable = (sales: readonly BookedSale[], now: string): readonly Accrual[] => {
  const names = new Map(
    sales
      .filter(({ minor, maturesAt }) => minor > 0 && maturesAt > now)
      .map(({ accrual }) => [`${accrual.customer}/${accrual.sale}`, accrual]),
  );
  return [...names.values()];
};

/** A customer paid, or a lead was qualified: a month's bonus, what people reinstate and what was imported is none. */
const isSale = ({ kind, minor }: BookedSale): boolean => (kind === 'sale' || kind === 'lead') && minor > 0;
/** A customer has money back: neither a month's cap nor what people reject is a refund. */
const isRefund = ({ kind, minor }: BookedSale): boolean => (kind === 'refund' || kind === 'chargeback') && minor < 0;

const earns = ({ kind, postings }: Fact): boolean =>
  (kind === 'sale' || kind === 'lead') && postings.some((one) => 'partnerId' in one && one.minor > 0);

/** Is this fact the first that its customer earned anybody anything by, after a click? `facts`: all of the customer. */
export const isConversion = (facts: readonly Fact[], number: number): boolean => {
  const own = facts.find((one) => one.number === number);
  if (!own || facts.some((one) => one.number < number && earns(one))) return false;
  return clicksNamed(own).length > 0;
};

/** Sales and refunds of each of these days; refunds count a sale once a day, however many parts come back. */
export const countSales = (
  sales: readonly BookedSale[],
  converted: ReadonlySet<BookedSale>,
  days: readonly string[],
): ReadonlyMap<string, Pick<DayCounts, 'sales' | 'refunds' | 'conversions'>> =>
  new Map(
    days.map((day) => {
      const ofDay = sales.filter((one) => one.day === day);
      const back = new Set(ofDay.filter(isRefund).map(({ accrual }) => accrual.sale));
      return [
        day,
        {
          sales: ofDay.filter(isSale).length,
          refunds: back.size,
          conversions: ofDay.filter((one) => converted.has(one)).length,
        },
      ];
    }),
  );

/** Which days are to be counted up to `day`: those that are not there; none before the partner began. */
export const uncounted = (stats: Stats | undefined, day: string, beganOn: string): readonly string[] =>
  lastDays(day, KEPT_DAYS).filter((one) => one >= beganOn && !stats?.days[one]);

/** The counts with new days; those of more than 31 days ago are left out. */
export const withDays = (
  partnerId: string,
  stats: Stats | undefined,
  counted: Readonly<Record<string, DayCounts>>,
  day: string,
  now: string,
): Stats => {
  const kept = new Set(lastDays(day, KEPT_DAYS));
  const days = Object.entries({ ...stats?.days, ...counted }).filter(([one]) => kept.has(one));
  return { type: 'WATCH-STATS', partnerId, days: Object.fromEntries(days.sort()), countedAt: now };
};

/** What the rules about a partner ask, of the days up to `day`. */
export const partnerKnown = ({ days }: Stats, day: string, { rates, anomaly }: FraudRules): PartnerKnown => {
  const of = (count: number) => lastDays(day, count).flatMap((one) => days[one] ?? []);
  const all = of(rates.days);
  const sum = (name: keyof DayCounts): number => all.reduce((total, one) => total + one[name], 0);
  return {
    clicks: sum('clicks'),
    conversions: sum('conversions'),
    sales: sum('sales'),
    refunds: sum('refunds'),
    clicksOfDay: days[day]?.clicks ?? 0,
    clicksBefore: of(anomaly.days + 1)
      .slice(0, -1)
      .map(({ clicks }) => clicks),
  };
};
