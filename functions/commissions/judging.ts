import type { Policy, PolicyVersion } from '../policy/contract.ts';
import { daysLater, localMonth } from '../shared/days.ts';
import { shareOf, split } from '../shared/money.ts';
import { versionInForce } from '../shared/policy-versions.ts';
import { type Attribution, attribute, type Winner } from './attribution.ts';
import type { Decision, LossReason, Part, Touch } from './contract.ts';
import type { History, Lead, Payment } from './history.ts';
import type { EarningPartner, Knowledge } from './knowledge.ts';
import { type Asked, atMost, chooseRule, earn, planFor } from './plan.ts';

/** A payment with its decision, and when its review window ends [A12]. */
export interface Judged {
  readonly payment: Payment;
  readonly decision: Decision;
  readonly maturesAt: string;
  readonly policy: Policy;
}

/** The customer's first payment that a partner led to, and who did: later payments follow it [A10]. */
interface Origin {
  readonly at: string;
  readonly version: number;
  readonly winners: readonly Winner[];
}

const rulesOf = ({ terms, calendar }: Policy) => ({
  model: terms.attribution,
  cookieDays: terms.cookieDays,
  timeZone: calendar.timeZone,
});

/** Touches of a payment, its own and those of leads before it. */
const touchesOf = (payment: Payment, leads: readonly Lead[]): readonly Touch[] => [
  ...payment.data.touches,
  ...leads.filter(({ occurredAt }) => occurredAt <= payment.occurredAt).flatMap(({ touches }) => touches),
];

const whyNot = (partner: EarningPartner | undefined, at: string): LossReason | undefined => {
  if (!partner) return 'unknown-partner';
  if (!partner.earnsFrom || at < partner.earnsFrom) return 'no-agreement';
  if (partner.stoppedAt && at >= partner.stoppedAt) return 'left';
  return undefined;
};

/** Who of those that led to a payment can earn at all; the others lose, with the reason. */
const able = (found: Attribution, at: string, known: Knowledge): Attribution => {
  const judged = found.winners.map((one) => ({ ...one, why: whyNot(known.partners.get(one.touch.partnerId), at) }));
  return {
    winners: judged.flatMap(({ touch, weight, why }) => (why ? [] : [{ touch, weight }])),
    losers: [...judged.flatMap(({ touch, why }) => (why ? [{ touch, why }] : [])), ...found.losers],
  };
};

/** Touches by the same partner are one part. */
const shares = (winners: readonly Winner[]): readonly (readonly [partnerId: string, weight: number])[] => {
  const weights = new Map<string, number>();
  for (const { touch, weight } of winners) weights.set(touch.partnerId, (weights.get(touch.partnerId) ?? 0) + weight);
  return [...weights];
};

const partsOf = (asked: Asked, winners: readonly Winner[], policy: Policy, known: Knowledge) => {
  const all = shares(winners);
  const weights = all.map(([, weight]) => weight);
  const parts: Part[] = [];
  const reasons: string[] = [];
  for (const [index, [partnerId]] of all.entries()) {
    const partner = known.partners.get(partnerId);
    const plan = partner && planFor(partner, policy, asked.firstAt);
    if (!plan) {
      reasons.push('This partner earns by margin, not by commission.');
      continue;
    }
    const chosen = chooseRule(plan, asked, policy.calendar.timeZone);
    if ('rule' in chosen) parts.push(earn(asked, { ...chosen, plan }, { partnerId, weights, index }));
    else {
      reasons.push(chosen.because);
      parts.push({ partnerId, rule: `${plan.id}/none`, base: 0, exact: '0', minor: 0, tests: chosen.tests });
    }
  }
  const most = shareOf(asked.net, policy.earning.mostOfPaymentBp);
  return { parts: atMost(parts, most), because: parts.some(({ minor }) => minor > 0) ? undefined : reasons[0] };
};

/** A touch by its place among the payment's own, or by its key. */
const naming =
  ({ data: { touches } }: Payment) =>
  (touch: Touch): number | string => {
    const index = touches.findIndex(({ kind, key }) => kind === touch.kind && key === touch.key);
    return index < 0 ? touch.key : index;
  };

/** A lead that counts as qualified, and what it earns for whom, in the reporting currency [A1]. */
export const judgeLead = ({ key, occurredAt, touches }: Lead, known: Knowledge) => {
  const { document: policy } = versionInForce(known.versions, occurredAt);
  const found = able(attribute(touches, occurredAt, rulesOf(policy)), occurredAt, known);
  const all = shares(found.winners);
  const { reportingCurrency: currency, timeZone } = policy.calendar;
  const parts = all.flatMap(([partnerId], index) => {
    const partner = known.partners.get(partnerId);
    const minor = (partner && planFor(partner, policy, occurredAt)?.leadMinor?.[currency]) ?? 0;
    const weights = all.map(([, weight]) => weight);
    return minor === 0 ? [] : [{ partnerId, minor: split(minor, weights)[index] ?? 0 }];
  });
  const maturesAt = daysLater(occurredAt, policy.terms.reviewDays, timeZone);
  return { key, currency, parts, maturesAt, earnedPeriod: localMonth(occurredAt, timeZone) };
};

/** A payment that nobody led to, or nobody who can earn. */
const nobody = (payment: Payment, { losers }: Attribution, version: PolicyVersion): Decision => ({
  policy: version.version,
  model: version.document.terms.attribution,
  nth: 0,
  won: [],
  lost: losers.map(({ touch, why }) => ({ touch: naming(payment)(touch), why })),
  parts: [],
  because: losers.length > 0 ? 'No partner that led to it can earn on it.' : 'No partner led to it.',
});

interface Before {
  readonly origin: Origin | undefined;
  /** Payments so far that a partner led to. */
  readonly count: number;
  readonly anySale: boolean;
}

const judgeOne = (payment: Payment, leads: readonly Lead[], before: Before, known: Knowledge) => {
  const { occurredAt, currency, data } = payment;
  const version = versionInForce(known.versions, occurredAt, before.origin?.version);
  const policy = version.document;
  const own = able(attribute(touchesOf(payment, leads), occurredAt, rulesOf(policy)), occurredAt, known);
  const inherited = own.winners.length === 0 && before.origin;
  const found = inherited ? able({ winners: inherited.winners, losers: own.losers }, occurredAt, known) : own;
  const { winners, losers } = found;
  if (winners.length === 0) return { decision: nobody(payment, found, version), policy, origin: before.origin };
  const origin = before.origin ?? { at: occurredAt, version: version.version, winners };
  const asked: Asked = {
    net: data.net,
    currency,
    occurredAt,
    product: data.product,
    country: data.country,
    nth: before.count + 1,
    firstAt: origin.at,
    newCustomer: !before.anySale,
  };
  const { parts, because } = partsOf(asked, winners, policy, known);
  const decision: Decision = {
    policy: version.version,
    model: policy.terms.attribution,
    nth: asked.nth,
    won: winners.map(({ touch, weight }) => ({
      touch: naming(payment)(touch),
      partnerId: touch.partnerId,
      ...(winners.length > 1 ? { weight } : {}),
    })),
    lost: losers.map(({ touch, why }) => ({ touch: naming(payment)(touch), why })),
    parts: [...parts],
    ...(because ? { because } : {}),
  };
  return { decision, policy, origin };
};

/**
 * Every payment of a customer with its decision, in the order in which they happened. Pure: the same history gives the
 * same decisions, in whatever order it was told.
 */
export const judge = ({ payments, leads }: History, known: Knowledge): readonly Judged[] => {
  let before: Before = { origin: undefined, count: 0, anySale: false };
  return payments.map((payment) => {
    const { decision, policy, origin } = judgeOne(payment, leads, before, known);
    before = { origin, count: before.count + (decision.nth > 0 ? 1 : 0), anySale: true };
    const maturesAt = daysLater(payment.occurredAt, policy.terms.reviewDays, policy.calendar.timeZone);
    return { payment, decision, maturesAt, policy };
  });
};
