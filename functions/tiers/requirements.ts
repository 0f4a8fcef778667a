import type { ChannelTier, Policy, Track } from '../policy/contract.ts';
import { moneyText } from '../shared/currency.ts';
import type { Quarter } from './items.ts';
import { answersUpTo, certifiedAt, committedAt, type Measured, type Revenue, revenueIn } from './measuring.ts';

export type RequirementKind = 'commitment' | 'sales' | 'technical' | 'revenue' | 'satisfaction';

/** One requirement of a tier, against what a partner has [table T]. */
export interface Requirement {
  readonly kind: RequirementKind;
  readonly met: boolean;
  /** Too few answers: it stops a promotion and never demotes [T5]. */
  readonly unknown: boolean;
  /** What the tier asks, and what there is, in words. */
  readonly asks: string;
  readonly has: string;
  /** What is missing, in words and numbers; absent where it is met. */
  readonly missing?: string;
}

/** When a partner is looked at. `quarters`: its revenue is that of the best of these [T6]. */
export interface Moment {
  readonly at: string;
  readonly quarters: readonly [Quarter, ...Quarter[]];
  /** The last quarter whose answers count. */
  readonly answersUpTo: Quarter;
}

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

const certified = (track: Track, asked: number, has: number): Requirement => {
  const missing = asked - has;
  return {
    kind: track,
    met: missing <= 0,
    unknown: false,
    asks: `${people(asked)} with a ${track} certificate`,
    has: people(has),
    ...(missing > 0 ? { missing: `${missing} more ${track} ${missing === 1 ? 'certificate' : 'certificates'}` } : {}),
  };
};

const best = (all: readonly Revenue[]): Revenue =>
  all.reduce((most, one) => (one.minor > most.minor ? one : most), all[0] ?? { minor: 0, withoutRate: [] });

const revenueOf = (asked: number, { minor, withoutRate }: Revenue, currency: string): Requirement => {
  const left = withoutRate.length > 0 ? ` (not counted, for want of a rate: ${withoutRate.join(', ')})` : '';
  return {
    kind: 'revenue',
    met: minor >= asked,
    unknown: false,
    asks: `revenue of ${moneyText({ minor: asked, currency })} in a quarter`,
    has: `${moneyText({ minor, currency })}${left}`,
    ...(minor >= asked
      ? {}
      : { missing: `${moneyText({ minor: asked - minor, currency })} more revenue in the quarter` }),
  };
};

/** Tenths of a mean, cut: 3.96 is shown as 3.9, so that nothing that is missed looks met. */
const tenths = (sum: number, count: number): string => {
  const all = Math.floor((sum * 10) / count);
  return `${Math.floor(all / 10)}.${all % 10}`;
};

const satisfactionOf = (
  askedTenths: number,
  { count, sum }: { count: number; sum: number },
  fewest: number,
): Requirement => {
  const asks = `customer satisfaction of ${Math.floor(askedTenths / 10)}.${askedTenths % 10}`;
  if (count < fewest) {
    const has = `unknown: ${count} of ${fewest} answers`;
    return {
      kind: 'satisfaction',
      met: false,
      unknown: true,
      asks,
      has,
      missing: `${fewest - count} more survey answers`,
    };
  }
  const met = sum * 10 >= askedTenths * count;
  const has = `${tenths(sum, count)} from ${count} answers`;
  return { kind: 'satisfaction', met, unknown: false, asks, has, ...(met ? {} : { missing: `${asks} (now ${has})` }) };
};

const commitmentOf = (asked: number, has: number, currency: string): Requirement => {
  const words = moneyText({ minor: asked, currency });
  return {
    kind: 'commitment',
    met: has >= asked,
    unknown: false,
    asks: `a signed commitment of ${words} a year`,
    has: has === 0 ? 'none signed' : `${moneyText({ minor: has, currency })} a year`,
    ...(has >= asked ? {} : { missing: `a signed commitment of ${words} a year` }),
  };
};

/** What a tier asks, each against what there is; what it does not ask is left out. */
export const requirementsOf = (
  tier: ChannelTier,
  measured: Measured,
  moment: Moment,
  policy: Policy,
): readonly Requirement[] => {
  const asked = policy.tiers.channel[tier];
  const { reportingCurrency: currency } = policy.calendar;
  const { at, quarters } = moment;
  const revenue = best(quarters.map((quarter) => revenueIn(measured, quarter, policy)));
  const answers = answersUpTo(measured, moment.answersUpTo, policy);
  const { fewestAnswers } = policy.tierRules.survey;
  return [
    ...(asked.annualCommitmentMinor > 0
      ? [commitmentOf(asked.annualCommitmentMinor, committedAt(measured, at, policy), currency)]
      : []),
    ...(asked.certifiedSales > 0 ? [certified('sales', asked.certifiedSales, certifiedAt(measured, 'sales', at))] : []),
    ...(asked.certifiedTechnical > 0
      ? [certified('technical', asked.certifiedTechnical, certifiedAt(measured, 'technical', at))]
      : []),
    ...(asked.revenuePerQuarterMinor > 0 ? [revenueOf(asked.revenuePerQuarterMinor, revenue, currency)] : []),
    ...(asked.satisfactionTenths > 0 ? [satisfactionOf(asked.satisfactionTenths, answers, fewestAnswers)] : []),
  ];
};

/** What would cost the tier: missing, and known to be [T5]. */
export const missingOf = (requirements: readonly Requirement[]): readonly Requirement[] =>
  requirements.filter(({ met, unknown }) => !met && !unknown);

export const wordsOf = (requirements: readonly Requirement[]): readonly string[] =>
  requirements.flatMap(({ missing }) => (missing ? [missing] : []));
