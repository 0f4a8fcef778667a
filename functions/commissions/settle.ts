import type { Fact, PartnerPosting } from '../ledger/contract.ts';
import type { Policy } from '../policy/contract.ts';
import { daysLater, localMonth } from '../shared/days.ts';
import { ratioOf, shareOf } from '../shared/money.ts';
import { versionInForce } from '../shared/policy-versions.ts';
import { type Flat, flatsOf } from './dealing.ts';
import { type History, historyOf, type Lead, type Payment } from './history.ts';
import { type Judged, judgeLead } from './judging.ts';
import type { Knowledge } from './knowledge.ts';
import { standing } from './standing.ts';

/** What one partner should have of one sale by one rule: all of it held, or none. */
export interface Target {
  readonly sale: string;
  readonly partnerId: string;
  readonly rule: string;
  readonly minor: number;
  readonly held: boolean;
  readonly currency: string;
  readonly earnedPeriod: string;
  readonly maturesAt: string;
}

/** Refunds and chargebacks that claw back: within the program's days of the payment, all together at most the payment [A5]. */
export const returnedOf = ({ returns, occurredAt, gross }: Payment, { terms, calendar }: Policy): number => {
  const until = daysLater(occurredAt, terms.clawbackDays, calendar.timeZone);
  const sum = returns.filter((one) => one.occurredAt <= until).reduce((total, { minor }) => total + minor, 0);
  return Math.min(sum, gross);
};

/** What is left of an amount when part of the payment came back: reversed in proportion, rounded once. */
const leftOf = (minor: number, returned: number, gross: number): number =>
  gross === 0 ? minor : minor - ratioOf(minor, returned, gross);

/** What a payment earns in one name, before anything came back of it. */
interface Earning {
  readonly partnerId: string;
  readonly rule: string;
  readonly minor: number;
}

/** Parts of one partner in one role are one amount: a deal's margin and its bonuses, for instance. */
const together = (earnings: readonly Earning[]): readonly Earning[] => {
  const sums = new Map<string, Earning>();
  for (const one of earnings) {
    const name = `${one.partnerId} ${one.rule}`;
    sums.set(name, { ...one, minor: one.minor + (sums.get(name)?.minor ?? 0) });
  }
  return [...sums.values()];
};

/** What the month's close set for those whom a coupon or clicks led; a bonus only as far as the payment's limit goes [A8]. */
const settledOf = ({ payment, decision, policy }: Judged, history: History, earned: number): readonly Earning[] => {
  if (decision.model === 'deal') return [];
  const earning = new Set(decision.parts.map(({ partnerId }) => partnerId));
  const set = history.settled.filter((one) => one.sale === payment.key && earning.has(one.partnerId));
  let room = Math.max(0, shareOf(payment.data.net, policy.earning.mostOfPaymentBp) - earned);
  return set
    .toSorted((one, other) => (one.partnerId < other.partnerId ? -1 : 1))
    .map(({ partnerId, rule, minor: asked }) => {
      const minor = Math.min(asked, room);
      room -= Math.max(0, minor);
      return { partnerId, rule, minor };
    });
};

const targetsOf = (one: Judged, history: History): readonly Target[] => {
  const { payment, decision, maturesAt, policy } = one;
  const returned = returnedOf(payment, policy);
  const { key: sale, currency, gross, occurredAt } = payment;
  const earnedPeriod = localMonth(occurredAt, policy.calendar.timeZone);
  const earned = together([
    ...decision.parts.map(({ partnerId, minor }) => ({ partnerId, rule: 'commission', minor })),
    ...(decision.credits ?? []),
  ]);
  const sum = earned.reduce((total, { minor }) => total + minor, 0);
  return [...earned, ...settledOf(one, history, sum)].map(({ partnerId, rule, minor }) => {
    const { held, rejected } = history.standing(sale, partnerId);
    const left = rejected ? 0 : leftOf(minor, returned, gross);
    return { sale, partnerId, rule, minor: left, held, currency, earnedPeriod, maturesAt };
  });
};

/** An amount of a deal that is of no payment: it is earned, reviewed and paid from when the deal was won. */
const flatTarget = ({ deal, partnerId, rule, minor, currency }: Flat, history: History, known: Knowledge): Target => {
  const { terms, calendar } = versionInForce(known.versions, deal.wonAt, deal.policyVersion).document;
  const { held, rejected } = history.standing(deal.dealId, partnerId);
  return {
    ...{ sale: deal.dealId, partnerId, rule, minor: rejected ? 0 : minor, held, currency },
    earnedPeriod: localMonth(deal.wonAt, calendar.timeZone),
    maturesAt: daysLater(deal.wonAt, terms.reviewDays, calendar.timeZone),
  };
};

const leadTargets = (lead: Lead, history: History, known: Knowledge): readonly Target[] => {
  const { key: sale, parts, ...about } = judgeLead(lead, known);
  return parts.map(({ partnerId, minor }) => {
    const { held, rejected } = history.standing(sale, partnerId);
    return { ...about, sale, partnerId, rule: 'lead', minor: rejected ? 0 : minor, held };
  });
};

/** What every sale, qualified lead and deal of a customer should have earned, for whom, in which state, after these facts. */
export const settle = (facts: readonly Fact[], known: Knowledge): readonly Target[] => {
  const history = historyOf(facts);
  return [
    ...standing(facts, known).flatMap((one) => targetsOf(one, history)),
    ...history.leads.filter(({ qualified }) => qualified).flatMap((lead) => leadTargets(lead, history, known)),
    ...flatsOf(history.deals, known).map((flat) => flatTarget(flat, history, known)),
  ];
};

const nameOf = ({ sale, partnerId, rule }: Pick<Target, 'sale' | 'partnerId' | 'rule'>): string =>
  `${sale} ${partnerId} ${rule}`;

interface Posted {
  readonly first: PartnerPosting;
  readonly currency: string;
  normal: number;
  held: number;
}

/** What earlier facts posted for each sale, partner and rule; what was imported stands by itself. */
const postedBy = (facts: readonly Fact[]): ReadonlyMap<string, Posted> => {
  const all = new Map<string, Posted>();
  for (const { kind, currency: own = '', postings } of facts) {
    if (kind === 'imported') continue;
    for (const one of postings) {
      if (!('partnerId' in one)) continue;
      const { currency = own } = one;
      const posted = all.get(nameOf(one)) ?? { first: one, currency, normal: 0, held: 0 };
      if (one.account === 'held') posted.held += one.minor;
      else posted.normal += one.minor;
      all.set(nameOf(one), posted);
    }
  }
  return all;
};

/** A posting in the currency of its sale. */
export type InCurrency = PartnerPosting & { readonly currency: string };

/**
 * The postings that bring what was posted to what should stand, in every currency. Before it matures an amount is moved
 * in `pending`, from then on in `payable`; what is held, in `held`.
 */
export const difference = (
  targets: readonly Target[],
  earlier: readonly Fact[],
  recordedAt: string,
): readonly InCurrency[] => {
  const posted = postedBy(earlier);
  const wanted = new Map(targets.map((target) => [nameOf(target), target]));
  const names = [...new Set([...posted.keys(), ...wanted.keys()])];
  return names.flatMap((name): InCurrency[] => {
    const [target, before] = [wanted.get(name), posted.get(name)];
    const about = target ?? before?.first;
    if (!about) return [];
    const { sale, partnerId, rule, earnedPeriod, maturesAt } = about;
    const currency = target?.currency ?? before?.currency ?? '';
    const minor = target?.minor ?? 0;
    const moved = { normal: target?.held ? 0 : minor, held: target?.held ? minor : 0 };
    const open = recordedAt < maturesAt ? ('pending' as const) : ('payable' as const);
    const posting = { partnerId, rule, sale, earnedPeriod, maturesAt, currency };
    return [
      { ...posting, account: open, minor: moved.normal - (before?.normal ?? 0) },
      { ...posting, account: 'held' as const, minor: moved.held - (before?.held ?? 0) },
    ].filter((one) => one.minor !== 0);
  });
};
