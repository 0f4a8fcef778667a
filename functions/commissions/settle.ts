import type { Fact, PartnerPosting } from '../ledger/contract.ts';
import type { Policy } from '../policy/contract.ts';
import { daysLater, localMonth } from '../shared/days.ts';
import { ratioOf } from '../shared/money.ts';
import { type History, historyOf, type Lead, type Payment } from './history.ts';
import { type Judged, judge, judgeLead } from './judging.ts';
import type { Knowledge } from './knowledge.ts';

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

/** A fact that can change who led to a payment: another payment, or a lead. */
const changesAttribution = ({ kind }: Fact): boolean => kind === 'sale' || kind === 'lead';

/**
 * The decision on a payment whose commission has matured stays as it was when it matured: facts that came later, and
 * would change who led to it, do not.
 */
const asMatured = (one: Judged, facts: readonly Fact[], known: Knowledge): Judged => {
  const own = facts.findIndex(({ kind, key }) => kind === 'sale' && key === one.payment.key);
  const isLate = (fact: Fact, index: number): boolean => index > own && fact.recordedAt >= one.maturesAt;
  const changes = facts.some(
    (fact, index) => isLate(fact, index) && changesAttribution(fact) && fact.occurredAt <= one.payment.occurredAt,
  );
  if (!changes) return one;
  const then = facts.filter((fact, index) => !(isLate(fact, index) && changesAttribution(fact)));
  return judge(historyOf(then), known).find(({ payment }) => payment.key === one.payment.key) ?? one;
};

/** All payments with the decisions that stand after these facts, in the order in which the payments happened. */
export const standing = (facts: readonly Fact[], known: Knowledge): readonly Judged[] =>
  judge(historyOf(facts), known).map((one) => asMatured(one, facts, known));

const targetsOf = ({ payment, decision, maturesAt, policy }: Judged, history: History): readonly Target[] => {
  const returned = returnedOf(payment, policy);
  const { key: sale, currency, gross, occurredAt } = payment;
  const earnedPeriod = localMonth(occurredAt, policy.calendar.timeZone);
  const target = (partnerId: string, rule: string, minor: number): Target => {
    const { held, rejected } = history.standing(sale, partnerId);
    const left = rejected ? 0 : leftOf(minor, returned, gross);
    return { sale, partnerId, rule, minor: left, held, currency, earnedPeriod, maturesAt };
  };
  const earning = new Set(decision.parts.map(({ partnerId }) => partnerId));
  return [
    ...decision.parts.map(({ partnerId, minor }) => target(partnerId, 'commission', minor)),
    ...history.settled
      .filter((one) => one.sale === sale && earning.has(one.partnerId))
      .map(({ partnerId, rule, minor }) => target(partnerId, rule, minor)),
  ];
};

const leadTargets = (lead: Lead, history: History, known: Knowledge): readonly Target[] => {
  const { key: sale, parts, ...about } = judgeLead(lead, known);
  return parts.map(({ partnerId, minor }) => {
    const { held, rejected } = history.standing(sale, partnerId);
    return { ...about, sale, partnerId, rule: 'lead', minor: rejected ? 0 : minor, held };
  });
};

/** What every sale and qualified lead of a customer should have earned, for whom, in which state, after these facts. */
export const settle = (facts: readonly Fact[], known: Knowledge): readonly Target[] => {
  const history = historyOf(facts);
  return [
    ...standing(facts, known).flatMap((one) => targetsOf(one, history)),
    ...history.leads.filter(({ qualified }) => qualified).flatMap((lead) => leadTargets(lead, history, known)),
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
  for (const { kind, currency = '', postings } of facts) {
    if (kind === 'imported') continue;
    for (const one of postings) {
      if (!('partnerId' in one)) continue;
      const posted = all.get(nameOf(one)) ?? { first: one, currency, normal: 0, held: 0 };
      if (one.account === 'held') posted.held += one.minor;
      else posted.normal += one.minor;
      all.set(nameOf(one), posted);
    }
  }
  return all;
};

/**
 * The postings that bring what was posted to what should stand, in one currency. Before it matures an amount is moved in
 * `pending`, from then on in `payable`; what is held, in `held`.
 */
export const difference = (
  targets: readonly Target[],
  earlier: readonly Fact[],
  { currency, recordedAt }: { readonly currency: string; readonly recordedAt: string },
): readonly PartnerPosting[] => {
  const posted = postedBy(earlier);
  const wanted = new Map(targets.map((target) => [nameOf(target), target]));
  const names = [...new Set([...posted.keys(), ...wanted.keys()])];
  return names.flatMap((name): PartnerPosting[] => {
    const [target, before] = [wanted.get(name), posted.get(name)];
    if ((target?.currency ?? before?.currency) !== currency) return [];
    const about = target ?? before?.first;
    if (!about) return [];
    const { sale, partnerId, rule, earnedPeriod, maturesAt } = about;
    const minor = target?.minor ?? 0;
    const normal = (target?.held ? 0 : minor) - (before?.normal ?? 0);
    const held = (target?.held ? minor : 0) - (before?.held ?? 0);
    const posting = { partnerId, rule, sale, earnedPeriod, maturesAt };
    return [
      ...(normal === 0
        ? []
        : [
            {
              ...posting,
              account: recordedAt < maturesAt ? ('pending' as const) : ('payable' as const),
              minor: normal,
            },
          ]),
      ...(held === 0 ? [] : [{ ...posting, account: 'held' as const, minor: held }]),
    ];
  });
};
