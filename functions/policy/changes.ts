import { isDeepStrictEqual } from 'node:util';
import { moneyText } from '../shared/currency.ts';
import {
  type Change,
  type ChannelTier,
  channelTier,
  type PartnerTier,
  type Plan,
  type Policy,
  planChanges,
  planIds,
  planNamed,
  tierPlan,
} from './contract.ts';
import { amountChanges } from './document/comparing.ts';

type Unit = 'number' | '%' | 'amount';

interface Term {
  readonly name: string;
  readonly of: (policy: Policy) => number;
  /** Which change is worse for partners. */
  readonly worseWhen: 'lower' | 'higher';
  readonly unit: Unit;
  /** Whom it concerns; everybody unless told. */
  readonly tier?: ChannelTier;
}

const term = (worseWhen: Term['worseWhen'], name: string, of: Term['of'], unit: Unit = 'number'): Term => ({
  ...{ name, of, worseWhen, unit },
});

const tierTerms = (tier: ChannelTier): readonly Term[] =>
  [
    term('higher', 'annual commitment', (p) => p.tiers.channel[tier].annualCommitmentMinor, 'amount'),
    term('lower', 'margin', (p) => p.tiers.channel[tier].marginBp, '%'),
    term('higher', 'certified in sales', (p) => p.tiers.channel[tier].certifiedSales),
    term('higher', 'certified in technology', (p) => p.tiers.channel[tier].certifiedTechnical),
    term('higher', 'revenue per quarter', (p) => p.tiers.channel[tier].revenuePerQuarterMinor, 'amount'),
    term('higher', 'customer satisfaction in tenths', (p) => p.tiers.channel[tier].satisfactionTenths),
    term('lower', 'market development fund', (p) => p.tiers.channel[tier].mdfPerQuarterMinor, 'amount'),
    term('higher', "partner's match of the fund", (p) => p.tiers.channel[tier].mdfMatchBp, '%'),
    term('lower', 'open deals at once', (p) => p.tiers.channel[tier].openDeals),
    term('lower', 'points on a registered deal', (p) => p.tierRules.channel[tier].registeredDealBp, '%'),
  ].map((one) => ({ ...one, name: `${tier}: ${one.name}`, tier }));

/** Every number of which one direction is worse for partners; what a plan pays is compared plan by plan. */
const terms: readonly Term[] = [
  term('lower', 'Cookie days', (p) => p.terms.cookieDays),
  term('higher', 'Review days', (p) => p.terms.reviewDays),
  term('higher', 'Clawback days', (p) => p.terms.clawbackDays),
  term('higher', 'Payout minimum', (p) => p.terms.payoutMinimumMinor, 'amount'),
  term('lower', 'Days to appeal', (p) => p.terms.appealDays),
  term('lower', 'Days to sign the agreement', (p) => p.onboarding.agreement.withdrawnOnDay),
  term('lower', 'Days of onboarding', (p) => p.onboarding.closesOnDay),
  term('higher', 'Pass mark of the quiz', (p) => p.certification.sales.passFromBp, '%'),
  term('lower', 'Attempts at the quiz', (p) => p.certification.sales.attempts),
  term('higher', 'Hours between attempts', (p) => p.certification.sales.hoursBetweenAttempts),
  term('lower', 'Months a certificate is valid', (p) => p.certification.validMonths),
  term('lower', 'All earnings of a payment at most', (p) => p.earning.mostOfPaymentBp, '%'),
  term('lower', 'Closed-won referral', (p) => p.earning.closedWonBp, '%'),
  term('lower', 'Recurring referral', (p) => p.earning.referralBp, '%'),
  term('lower', 'Months of a recurring referral', (p) => p.earning.referralMonths),
  term('lower', 'Co-sell credit', (p) => p.earning.coSellBp, '%'),
  term('lower', 'Conflict fee', (p) => p.earning.conflictFeeBp, '%'),
  term('lower', 'Points on the first deal with a new customer', (p) => p.tierRules.newCustomerBp, '%'),
  term('lower', 'Points on a deal of two years', (p) => p.tierRules.twoYearsBp, '%'),
  term('lower', 'Points on a deal of three years', (p) => p.tierRules.threeYearsBp, '%'),
  term('lower', 'Days of exclusivity of a deal', (p) => p.deals.exclusivity.days),
  term('lower', 'Days of an extension', (p) => p.deals.exclusivity.extensionDays),
  term('lower', 'Days until a silent deal expires', (p) => p.deals.silence.expireAfterDays),
  term('lower', 'Months of a conflict fee', (p) => p.deals.conflictFeeMonths),
  term('lower', 'Days to prove an activity', (p) => p.mdf.proofWithinDays),
  ...channelTier.options.flatMap(tierTerms),
];

const words = ({ unit, of }: Term, policy: Policy): string => {
  const value = of(policy);
  if (unit === '%') return `${value / 100} %`;
  return unit === 'amount' ? moneyText({ minor: value, currency: policy.calendar.reportingCurrency }) : String(value);
};

const numbers = (before: Policy, after: Policy, concerned: (one: Term) => boolean): readonly Change[] =>
  terms
    .filter((one) => concerned(one) && one.of(before) !== one.of(after))
    .map((one) => ({
      sentence: `${one.name}: ${words(one, before)} becomes ${words(one, after)}.`,
      worse: one.worseWhen === 'lower' ? one.of(after) < one.of(before) : one.of(after) > one.of(before),
    }));

const worse = (sentence: string, holds: boolean): readonly Change[] => (holds ? [{ sentence, worse: true }] : []);

/** An empty list means all. */
const narrows = (before: readonly string[], after: readonly string[]): boolean =>
  after.length > 0 && (before.length === 0 || before.some((one) => !after.includes(one)));

/** What changes for everybody, beside numbers. */
const lists = (before: Policy, after: Policy): readonly Change[] => [
  ...after.terms.prohibitedTactics
    .filter((tactic) => !before.terms.prohibitedTactics.includes(tactic))
    .map((tactic) => ({ sentence: `Newly prohibited: ${tactic}.`, worse: true })),
  ...worse(
    'The reporting currency changes, so every amount does.',
    before.calendar.reportingCurrency !== after.calendar.reportingCurrency,
  ),
  ...amountChanges('Payout minimum', before.payouts.minimumMinor, after.payouts.minimumMinor, 'higher'),
  ...worse(
    `Payouts begin on day ${after.payouts.dayOfMonth} of the month, no longer on day ${before.payouts.dayOfMonth}.`,
    after.payouts.dayOfMonth > before.payouts.dayOfMonth,
  ),
  ...worse(
    'Payouts need a tax form that is in force.',
    after.payouts.taxFormsRequired && !before.payouts.taxFormsRequired,
  ),
  ...worse('Bank transfers end.', before.payouts.payer !== null && after.payouts.payer === null),
  ...worse(
    'Payouts by the payout service end.',
    before.payouts.webhookUrl !== null && after.payouts.webhookUrl === null,
  ),
  ...worse('The territory changes.', before.terms.territory !== after.terms.territory),
  ...worse('Fewer industries may be sold to.', narrows(before.terms.verticals, after.terms.verticals)),
  // Whoever gains by it, somebody loses.
  ...worse(
    `How sales are attributed: ${before.terms.attribution} becomes ${after.terms.attribution}.`,
    before.terms.attribution !== after.terms.attribution,
  ),
  ...amountChanges('A meeting that becomes an opportunity', before.earning.meetingMinor, after.earning.meetingMinor),
];

const between = (before: Plan | undefined, after: Plan | undefined): readonly Change[] => {
  if (before && after) return planChanges(before, after);
  return worse('No commissions are earned any more.', before !== undefined);
};

/** What changes in the plans, by name: each plan that was there before, and each tier that gets another one. */
const plans = (before: Policy, after: Policy): readonly Change[] => {
  const ids = planIds(before.earning);
  const tiers = (['Standard', 'Preferred', 'Ambassador'] as const).filter(
    (tier) => before.earning.planOf[tier] !== after.earning.planOf[tier],
  );
  const changed = [
    ...ids.map((id) => [`Plan ${id}`, planNamed(id, before), planNamed(id, after)] as const),
    ...tiers.map((tier) => {
      const planOf = (policy: Policy) => planNamed(policy.earning.planOf[tier], policy);
      return [tier, planOf(before), planOf(after)] as const;
    }),
  ];
  return changed.flatMap(([name, old, now]) =>
    between(old, now).map(({ sentence, worse: isWorse }) => ({ sentence: `${name}: ${sentence}`, worse: isWorse })),
  );
};

/** What gets worse for any partner from `before` to `after`, one sentence each; empty when nothing does. */
export const worseForPartners = (before: Policy, after: Policy): readonly string[] =>
  [...numbers(before, after, () => true), ...lists(before, after), ...plans(before, after)]
    .filter((one) => one.worse)
    .map(({ sentence }) => sentence);

/** A partner, as far as its terms depend on it; `ownPlan` of its own terms. */
export interface Concerned {
  readonly tier: PartnerTier;
  readonly ownPlan: string | undefined;
}

/** What changes for one partner, in its terms [B3]. */
export const changesFor = (before: Policy, after: Policy, { tier, ownPlan }: Concerned): readonly string[] => {
  const planIn = (policy: Policy): Plan | undefined => {
    const id = ownPlan ?? tierPlan(tier, policy.earning);
    return id === undefined ? undefined : planNamed(id, policy);
  };
  return [
    ...between(planIn(before), planIn(after)),
    ...numbers(before, after, (one) => one.tier === undefined || one.tier === tier),
    ...lists(before, after),
  ].map(({ sentence }) => sentence);
};

/** Do rates or limits change? Then it takes two people [A14]. */
export const changesRates = (before: Policy, after: Policy): boolean => {
  const ratesOf = ({ tiers, tierRules, terms: agreed, money, earning, payouts, mdf }: Policy) => {
    const { newCustomerBp, twoYearsBp, threeYearsBp, channel } = tierRules;
    const points = channelTier.options.map((tier) => channel[tier].registeredDealBp);
    const bonuses = { newCustomerBp, twoYearsBp, threeYearsBp, points };
    return { tiers, bonuses, agreed, money, earning, minimum: payouts.minimumMinor, funds: mdf.secondPersonAboveMinor };
  };
  return !isDeepStrictEqual(ratesOf(before), ratesOf(after));
};

/** Plans that a document leaves out: terms of partners may name them. */
export const removedPlans = (before: Policy, after: Policy): readonly string[] =>
  before.earning.plans.map(({ id }) => id).filter((id) => !after.earning.plans.some((one) => one.id === id));
