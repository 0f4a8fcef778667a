import { isDeepStrictEqual } from 'node:util';
import type { ChannelTier, Policy, PolicyVersion, Publication } from './contract.ts';
import { channelTier } from './contract.ts';

const DAY_MS = 86_400_000;
/** Notice for terms that are worse for partners [Z2]. */
export const NOTICE_DAYS = 30;

interface Term {
  readonly name: string;
  readonly of: (policy: Policy) => number;
  /** Which change is worse for partners. */
  readonly worseWhen: 'lower' | 'higher';
}

const term = (worseWhen: Term['worseWhen'], name: string, of: Term['of']): Term => ({ name, of, worseWhen });

const tierTerms = (tier: ChannelTier): readonly Term[] => [
  term('higher', `${tier}: annual commitment`, (p) => p.tiers.channel[tier].annualCommitmentMinor),
  term('lower', `${tier}: margin`, (p) => p.tiers.channel[tier].marginBp),
  term('higher', `${tier}: certified in sales`, (p) => p.tiers.channel[tier].certifiedSales),
  term('higher', `${tier}: certified in technology`, (p) => p.tiers.channel[tier].certifiedTechnical),
  term('higher', `${tier}: revenue per quarter`, (p) => p.tiers.channel[tier].revenuePerQuarterMinor),
  term('higher', `${tier}: customer satisfaction`, (p) => p.tiers.channel[tier].satisfactionTenths),
  term('lower', `${tier}: market development fund`, (p) => p.tiers.channel[tier].mdfPerQuarterMinor),
  term('higher', `${tier}: partner's match of the fund`, (p) => p.tiers.channel[tier].mdfMatchBp),
  term('lower', `${tier}: open deals at once`, (p) => p.tiers.channel[tier].openDeals),
];

/** Every number of which one direction is worse for partners. */
const terms: readonly Term[] = [
  term('lower', 'Commission on the first payment', (p) => p.terms.firstPaymentBp),
  term('lower', 'Commission on later payments', (p) => p.terms.laterPaymentsBp),
  term('lower', 'Months of commission on later payments', (p) => p.terms.laterPaymentsMonths),
  term('lower', 'Cookie days', (p) => p.terms.cookieDays),
  term('higher', 'Review days', (p) => p.terms.reviewDays),
  term('higher', 'Clawback days', (p) => p.terms.clawbackDays),
  term('higher', 'Payout minimum', (p) => p.terms.payoutMinimumMinor),
  term('lower', 'Days to appeal', (p) => p.terms.appealDays),
  term('lower', 'Days to sign the agreement', (p) => p.onboarding.agreement.withdrawnOnDay),
  term('lower', 'Days of onboarding', (p) => p.onboarding.closesOnDay),
  term('higher', 'Pass mark of the quiz', (p) => p.certification.sales.passFromBp),
  term('lower', 'Attempts at the quiz', (p) => p.certification.sales.attempts),
  term('higher', 'Hours between attempts', (p) => p.certification.sales.hoursBetweenAttempts),
  term('lower', 'Months a certificate is valid', (p) => p.certification.validMonths),
  ...channelTier.options.flatMap(tierTerms),
];

/** What gets worse for partners from `before` to `after`, one sentence each; empty when nothing does. */
export const worseForPartners = (before: Policy, after: Policy): readonly string[] => {
  const numbers = terms
    .filter(({ of, worseWhen }) => (worseWhen === 'lower' ? of(after) < of(before) : of(after) > of(before)))
    .map(({ name, of }) => `${name}: ${of(before)} becomes ${of(after)}.`);
  const tactics = after.terms.prohibitedTactics
    .filter((tactic) => !before.terms.prohibitedTactics.includes(tactic))
    .map((tactic) => `Newly prohibited: ${tactic}.`);
  const currency =
    before.calendar.reportingCurrency === after.calendar.reportingCurrency
      ? []
      : ['The reporting currency changes, so every amount does.'];
  const markets = before.terms.territory === after.terms.territory ? [] : ['The territory changes.'];
  const verticals = narrows(before.terms.verticals, after.terms.verticals) ? ['Fewer industries may be sold to.'] : [];
  return [...numbers, ...tactics, ...currency, ...markets, ...verticals];
};

/** An empty list means all. */
const narrows = (before: readonly string[], after: readonly string[]): boolean => {
  if (after.length === 0) return false;
  return before.length === 0 || before.some((one) => !after.includes(one));
};

interface Typical {
  readonly name: string;
  readonly of: (policy: Policy) => number;
  readonly from: number;
  readonly to: number;
  readonly unit: '%' | 'days' | 'months' | 'KPIs';
}

const percent = (name: string, from: number, to: number, of: Typical['of']): Typical => ({
  name,
  of: (policy) => of(policy) / 100,
  from,
  to,
  unit: '%',
});

/** Ranges that sources give: typical, never limits [Z3]. */
const typical: readonly Typical[] = [
  percent('Commission on the first payment', 5, 30, (p) => p.terms.firstPaymentBp),
  percent('Commission on later payments', 5, 30, (p) => p.terms.laterPaymentsBp),
  percent('Silver: margin', 20, 40, (p) => p.tiers.channel.Silver.marginBp),
  percent('Gold: margin', 20, 40, (p) => p.tiers.channel.Gold.marginBp),
  percent('Platinum: margin', 20, 40, (p) => p.tiers.channel.Platinum.marginBp),
  percent('Pass mark of the quiz', 70, 90, (p) => p.certification.sales.passFromBp),
  { name: 'Cookie days', of: (p) => p.terms.cookieDays, from: 30, to: 90, unit: 'days' },
  { name: 'A certificate is valid', of: (p) => p.certification.validMonths, from: 12, to: 24, unit: 'months' },
  { name: 'Agreed KPIs at least', of: (p) => p.onboarding.kpis.fewest, from: 3, to: 5, unit: 'KPIs' },
  { name: 'Agreed KPIs at most', of: (p) => p.onboarding.kpis.most, from: 3, to: 5, unit: 'KPIs' },
];

/** Numbers outside their typical range, one sentence each [Z3]. */
export const warningsOf = (policy: Policy): readonly string[] =>
  typical
    .filter(({ of, from, to }) => of(policy) < from || of(policy) > to)
    .map(({ name, of, from, to, unit }) => `${name}: ${of(policy)} ${unit} is unusual; typical is ${from} to ${to}.`);

export type PublicationCheck =
  | { readonly ok: true; readonly version: number; readonly worse: readonly string[] }
  | { readonly ok: false; readonly problem: 'stale' | 'too-early'; readonly sentence: string };

/**
 * May `publication` follow `versions` (oldest first, at least one)? Not before now, not before the version it follows
 * takes effect, and not within 30 days if it is worse for partners [Z2].
 */
export const checkPublication = (
  versions: readonly PolicyVersion[],
  publication: Publication,
  nowMs: number,
): PublicationCheck => {
  const latest = versions.at(-1);
  if (!latest || publication.basedOn !== latest.version) {
    return {
      ok: false,
      problem: 'stale',
      sentence: `Version ${latest?.version} was published on ${latest?.publishedAt}. Start from it, then publish again.`,
    };
  }
  const refuse = (sentence: string): PublicationCheck => ({ ok: false, problem: 'too-early', sentence });
  const effective = Date.parse(publication.effectiveAt);
  if (effective < nowMs) return refuse('The effective date is never before publication. Choose a later one.');
  if (effective < Date.parse(latest.effectiveAt)) {
    return refuse(
      `Version ${latest.version} takes effect on ${latest.effectiveAt}; a later version cannot be earlier.`,
    );
  }
  const worse = worseForPartners(latest.document, publication.document);
  if (worse.length > 0 && effective < nowMs + NOTICE_DAYS * DAY_MS) {
    return refuse(`Worse terms need ${NOTICE_DAYS} days of notice. ${worse.join(' ')}`);
  }
  return { ok: true, version: latest.version + 1, worse };
};

/** The answer to a publication that is already the latest version, as after a lost reply; undefined when it is not. */
export const sameAsLatest = (versions: readonly PolicyVersion[], publication: Publication) => {
  const latest = versions.at(-1);
  const before = versions.at(-2);
  if (!latest || !before || before.version !== publication.basedOn) return undefined;
  const { effectiveAt, appliesTo, note, document } = latest;
  const { basedOn: _, ...asked } = publication;
  if (!isDeepStrictEqual({ effectiveAt, appliesTo, note, document }, asked)) return undefined;
  return {
    version: latest.version,
    effectiveAt,
    worseForPartners: worseForPartners(before.document, document),
    warnings: warningsOf(document),
  };
};
