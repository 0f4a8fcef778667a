import type { Profile } from '../../partners/contract.ts';
import { type PolicyVersion, planChanges, planWords } from '../../policy/contract.ts';
import { moneyText } from '../../shared/currency.ts';
import { versionInForce } from '../../shared/policy-versions.ts';
import { planAt } from './changing.ts';
import type { OwnTermsView, Terms } from './items.ts';

type Versions = readonly PolicyVersion[];

const ATTRIBUTION = {
  'last-click': 'The last click before a sale counts.',
  'first-click': 'The first click before a sale counts.',
  linear: 'All clicks before a sale share it equally.',
  'position-based': 'The first and the last click before a sale have 40 % each; those between share the rest.',
} as const;

/** Every instant at which a partner's terms may change: its own plans, and versions of the policy. */
const instantsOf = (terms: Terms['versions'], versions: Versions): readonly string[] =>
  [...new Set([...terms.map(({ from }) => from), ...versions.map(({ effectiveAt }) => effectiveAt)])].toSorted();

const numbersAt = (versions: Versions, at: string) => versionInForce(versions, at).document.terms;

const changed = (what: string, before: number, after: number): readonly string[] =>
  before === after ? [] : [`${what}: ${before} becomes ${after}.`];

/** What is different from one instant to another, a sentence each. */
const changesBetween = (
  profile: Profile,
  terms: Terms['versions'],
  versions: Versions,
  [before, after]: readonly [string, string],
): readonly string[] => {
  const [old, now] = [planAt(profile, terms, versions, before)?.plan, planAt(profile, terms, versions, after)?.plan];
  const [was, is] = [numbersAt(versions, before), numbersAt(versions, after)];
  const plans = old && now ? planChanges(old, now).map(({ sentence }) => sentence) : [];
  return [
    ...plans,
    ...changed('Days that a click counts', was.cookieDays, is.cookieDays),
    ...changed('Days of review', was.reviewDays, is.reviewDays),
    ...changed('Days in which a refund takes a commission back', was.clawbackDays, is.clawbackDays),
    ...(was.attribution === is.attribution ? [] : [ATTRIBUTION[is.attribution]]),
  ];
};

/** Since when a partner has what it has now: the last change before this instant, or the day it was admitted. */
const sinceOf = (profile: Profile, terms: Terms['versions'], versions: Versions, now: string): string => {
  const began = profile.admittedAt ?? profile.startedAt;
  const instants = instantsOf(terms, versions).filter((at) => at > began && at <= now);
  const steps = instants.map((at, place) => ({ at, before: instants[place - 1] ?? began }));
  return (
    steps.findLast(({ at, before }) => changesBetween(profile, terms, versions, [before, at]).length > 0)?.at ?? began
  );
};

/** The least that is paid, the reporting currency first [A6]. */
const minimumWords = (minor: number, { calendar, payouts }: Versions[number]['document']): string => {
  const { [calendar.reportingCurrency]: _, ...others } = payouts.minimumMinor;
  return Object.entries({ [calendar.reportingCurrency]: minor, ...others })
    .map(([currency, least = 0]) => moneyText({ minor: least, currency }))
    .join(', ');
};

/** A partner's terms for itself [A10, Z2]: of new customers; who was won before keeps what was agreed then. */
export const ownTerms = (profile: Profile, terms: Terms['versions'], versions: Versions, now: string): OwnTermsView => {
  const { document } = versionInForce(versions, now);
  const { cookieDays, attribution, reviewDays, clawbackDays, payoutMinimumMinor } = document.terms;
  const current = planAt(profile, terms, versions, now);
  const later = instantsOf(terms, versions).filter((at) => at > now);
  const coming = later.map((from, place) => ({
    from,
    sentences: [...changesBetween(profile, terms, versions, [later[place - 1] ?? now, from])],
  }));
  return {
    ...(current
      ? {
          plan: {
            name: current.plan.name,
            because: current.isOwn ? ('own terms' as const) : ('tier' as const),
            since: sinceOf(profile, terms, versions, now),
            pays: [...planWords(current.plan)],
          },
        }
      : {}),
    cookieDays,
    attribution: ATTRIBUTION[attribution],
    reviewDays,
    clawbackDays,
    payoutMinimum: minimumWords(payoutMinimumMinor, document),
    coming: coming.filter(({ sentences }) => sentences.length > 0),
  };
};
