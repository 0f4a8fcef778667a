import type { Policy, PolicyVersion } from '../policy/contract.ts';
import { daysLater, localMonth } from '../shared/days.ts';
import { shareOf, split } from '../shared/money.ts';
import { versionInForce } from '../shared/policy-versions.ts';
import { type Attribution, attribute, type Winner } from './attribution.ts';
import type { Decision, Part, Touch } from './contract.ts';
import { credited, dealOf, originated, touchOf } from './dealing.ts';
import type { Deal, History, Lead, Payment } from './history.ts';
import type { Knowledge } from './knowledge.ts';
import { able, led, naming, rulesOf, shares, touchesOf } from './leading.ts';
import { type Asked, atMost, chooseRule, earn, planFor } from './plan.ts';

/** A payment with its decision, and when its review window ends [A12]. */
export interface Judged {
  readonly payment: Payment;
  readonly decision: Decision;
  readonly maturesAt: string;
  readonly policy: Policy;
  /** When the customer began, which chooses the plan; undefined where no coupon or click led to a payment. */
  readonly firstAt: string | undefined;
}

/** The customer's first payment that a partner led to, and who did, here or in another tool: later ones follow it [A10]. */
interface Origin {
  readonly at: string;
  readonly version: number;
  readonly winners: readonly Winner[];
}

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
      const base = split(asked.net, weights)[index] ?? 0;
      parts.push({ partnerId, rule: `${plan.id}/none`, base, exact: '0', minor: 0, tests: chosen.tests });
    }
  }
  const isEarning = reasons.length < all.length;
  return { parts, isEarning, because: parts.some(({ minor }) => minor > 0) ? undefined : reasons[0] };
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

/** All that a payment earns, within its limit: the origination first, then what stands beside it [A8]. */
const limited = (payment: Payment, policy: Policy, parts: readonly Part[], credits: readonly Part[]) => {
  const all = atMost([...parts, ...credits], shareOf(payment.data.net, policy.earning.mostOfPaymentBp));
  const beside = all.slice(parts.length);
  return { parts: all.slice(0, parts.length), ...(beside.length > 0 ? { credits: beside } : {}) };
};

/** A payment that nobody led to, or nobody who can earn. */
const nobody = (payment: Payment, { losers }: Attribution, { version, document }: PolicyVersion) => ({
  policy: version,
  model: document.terms.attribution,
  nth: 0,
  won: [],
  lost: losers.map(({ touch, why }) => ({ touch: naming(payment)(touch), why })),
  because: losers.length > 0 ? 'No partner that led to it can earn on it.' : 'No partner led to it.',
});

interface Before {
  readonly origin: Origin | undefined;
  /** Payments so far that a partner led to by coupons or clicks. */
  readonly count: number;
  readonly anySale: boolean;
  /** Payments so far of each deal. */
  readonly ofDeal: ReadonlyMap<string, number>;
}

const RESOLD = 'A resale: the margin was the discount on the order, so nothing is posted.';

/** A payment of a partner's deal: coupons and clicks lose, whether or not that partner can earn [A3, B12]. */
const judgeDeal = (payment: Payment, deal: Deal, touch: Touch, touches: readonly Touch[], known: Knowledge) => {
  const { occurredAt, data } = payment;
  const version = versionInForce(known.versions, occurredAt, deal.policyVersion);
  const found = able(attribute([touch, ...touches], occurredAt, rulesOf(version.document)), occurredAt, known);
  const isAble = found.winners.length > 0;
  const because = isAble ? RESOLD : 'No partner that led to it can earn on it.';
  const says = isAble && deal.origination?.invoicing === 'agency' ? {} : { because };
  const parts = isAble ? originated(deal, data.net) : [];
  return { version, parts, decision: { model: 'deal', ...led(payment, found), ...says } };
};

/** Who brought the customer, and the payment's own touches, which take nothing from them. */
const inherit = ({ winners }: Origin, own: Attribution, at: string, known: Knowledge): Attribution =>
  able(
    { winners, losers: [...own.winners.map(({ touch }) => ({ touch, why: 'customer-kept' as const })), ...own.losers] },
    at,
    known,
  );

/**
 * A payment that a coupon or clicks led to, or nobody. Who brought the customer keeps it for as long as it can earn; after
 * that, and where that partner has left, the payment's own touches count.
 */
const judgeTouches = (payment: Payment, touches: readonly Touch[], before: Before, known: Knowledge) => {
  const { occurredAt, currency, data } = payment;
  const { product, country, net } = data;
  const version = versionInForce(known.versions, occurredAt, before.origin?.version);
  const policy = version.document;
  const nth = before.count + 1;
  const about = { net, currency, occurredAt, product, country, nth, newCustomer: !before.anySale };
  const earningOf = (found: Attribution) => {
    const asked = { ...about, firstAt: before.origin?.at ?? occurredAt };
    return { found, ...partsOf(asked, found.winners, policy, known) };
  };
  const own = able(attribute(touches, occurredAt, rulesOf(policy)), occurredAt, known);
  const kept = before.origin && earningOf(inherit(before.origin, own, occurredAt, known));
  const isKept = kept !== undefined && kept.found.winners.length > 0 && (kept.isEarning || own.winners.length === 0);
  const { found, parts, because } = isKept ? kept : earningOf(own);
  if (found.winners.length === 0) {
    const { losers } = kept?.found ?? found;
    return { version, parts: [], decision: nobody(payment, { winners: [], losers }, version), origin: before.origin };
  }
  const origin = before.origin ?? { at: occurredAt, version: version.version, winners: found.winners };
  const decision = { model: policy.terms.attribution, nth, ...led(payment, found), ...(because ? { because } : {}) };
  return { version, parts, decision, origin };
};

const IMPORTED = 'Its commission was imported from another tool, so nothing is posted a second time.';

/** A payment whose commission was imported: it earns nothing here. */
const judgeImported = (payment: Payment, origin: Origin | undefined, known: Knowledge) => {
  const version = versionInForce(known.versions, payment.occurredAt, origin?.version);
  const decision = { ...nobody(payment, { winners: [], losers: [] }, version), because: IMPORTED };
  return { version, parts: [], decision, origin };
};

/** A customer that was brought in another tool, before this payment: what comes now are later payments. */
const withBrought = (before: Before, { brought }: History, { occurredAt }: Payment, known: Knowledge): Before => {
  if (before.origin || !brought || brought.touch.at > occurredAt) return before;
  const { version } = versionInForce(known.versions, brought.recordedAt);
  const origin = { at: brought.touch.at, version, winners: [{ touch: brought.touch, weight: 1 }] };
  return { ...before, origin, count: before.count + 1, anySale: true };
};

const judgeOne = (payment: Payment, history: History, earlier: Before, known: Knowledge) => {
  const { leads, deals } = history;
  const before = withBrought(earlier, history, payment, known);
  const deal = dealOf(payment, deals);
  const touch = deal && touchOf(deal);
  const touches = touchesOf(payment, leads);
  const ofDeal = (deal ? (before.ofDeal.get(deal.dealId) ?? 0) : 0) + 1;
  const judged =
    deal && touch
      ? { origin: before.origin, ...judgeDeal(payment, deal, touch, touches, known) }
      : payment.data.imported
        ? judgeImported(payment, before.origin, known)
        : judgeTouches(payment, touches, before, known);
  const { version, parts, origin } = judged;
  const decision: Decision = {
    ...{ policy: version.version, nth: ofDeal, ...judged.decision },
    ...(deal ? { deal: deal.dealId } : {}),
    ...limited(payment, version.document, parts, credited(deal, payment, known)),
  };
  const byTouches = decision.model !== 'deal' && decision.nth > 0;
  const after: Before = {
    origin,
    count: before.count + (byTouches ? 1 : 0),
    anySale: true,
    ofDeal: deal ? new Map([...before.ofDeal, [deal.dealId, ofDeal]]) : before.ofDeal,
  };
  return { decision, policy: version.document, after };
};

const NOTHING_BEFORE: Before = { origin: undefined, count: 0, anySale: false, ofDeal: new Map() };

/**
 * Every payment of a customer with its decision, in the order in which they happened. Pure: the same history gives the
 * same decisions, in whatever order it was told.
 */
export const judge = (history: History, known: Knowledge): readonly Judged[] => {
  let before = NOTHING_BEFORE;
  return history.payments.map((payment) => {
    const { decision, policy, after } = judgeOne(payment, history, before, known);
    before = after;
    const maturesAt = daysLater(payment.occurredAt, policy.terms.reviewDays, policy.calendar.timeZone);
    return { payment, decision, maturesAt, policy, firstAt: after.origin?.at };
  });
};
