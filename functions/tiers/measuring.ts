import type { Certificate } from '../certification/contract.ts';
import type { Policy, Track } from '../policy/contract.ts';
import { localDate } from '../shared/days.ts';
import { ratioOf } from '../shared/money.ts';
import type { Commitment, Quarter, RevenueItem, Satisfaction } from './items.ts';
import { endOf, quartersLater, startOf } from './quarters.ts';

const MILLION = 1_000_000;

/** Everything that a partner's standing follows from. */
export interface Measured {
  readonly certificates: readonly Pick<Certificate, 'personId' | 'track' | 'state' | 'expiresOn'>[];
  readonly revenue: readonly Pick<RevenueItem, 'quarter' | 'currency' | 'minor'>[];
  readonly answers: readonly Pick<Satisfaction, 'score' | 'at'>[];
  readonly commitments: readonly Pick<Commitment, 'annualMinor' | 'currency' | 'from' | 'until'>[];
}

/** An amount in the reporting currency, for a threshold alone [Z1]; undefined where the policy has no rate. */
const forThreshold = (minor: number, currency: string, { calendar, money }: Policy): number | undefined => {
  if (currency === calendar.reportingCurrency) return minor;
  const rate = Object.entries(money.ratesPerMillion).find(([code]) => code === currency)?.[1];
  return rate === undefined ? undefined : ratioOf(minor, rate, MILLION);
};

/** People with a certificate that is valid at an instant. */
export const certifiedAt = ({ certificates }: Measured, track: Track, at: string): number =>
  new Set(
    certificates
      .filter((one) => one.track === track && one.state === 'current' && at < one.expiresOn)
      .map(({ personId }) => personId),
  ).size;

export interface Revenue {
  /** In the reporting currency. */
  readonly minor: number;
  /** Currencies that the policy has no rate for: their sales are not counted. */
  readonly withoutRate: readonly string[];
}

/** What a partner sold in a quarter, as the threshold sees it. */
export const revenueIn = ({ revenue }: Measured, quarter: Quarter, policy: Policy): Revenue => {
  const own = revenue.filter((one) => one.quarter === quarter && one.minor !== 0);
  const converted = own.map(({ minor, currency }) => ({ currency, minor: forThreshold(minor, currency, policy) }));
  return {
    minor: converted.reduce((sum, { minor = 0 }) => sum + minor, 0),
    withoutRate: converted.flatMap(({ minor, currency }) => (minor === undefined ? [currency] : [])),
  };
};

export interface Mean {
  readonly count: number;
  readonly sum: number;
}

/** Answers of the quarters that count, up to and with this one [T5]. */
export const answersUpTo = ({ answers }: Measured, quarter: Quarter, { calendar, tierRules }: Policy): Mean => {
  const from = startOf(quartersLater(quarter, 1 - tierRules.survey.quarters), calendar.timeZone);
  const until = endOf(quarter, calendar.timeZone);
  const counted = answers.filter(({ at }) => from <= at && at < until);
  return { count: counted.length, sum: counted.reduce((total, { score }) => total + score, 0) };
};

/** The largest commitment in force on the local day of an instant, in the reporting currency. */
export const committedAt = ({ commitments }: Measured, at: string, policy: Policy): number => {
  const day = localDate(at, policy.calendar.timeZone);
  return commitments
    .filter(({ from, until }) => from <= day && day <= until)
    .reduce((most, { annualMinor, currency }) => Math.max(most, forThreshold(annualMinor, currency, policy) ?? 0), 0);
};
