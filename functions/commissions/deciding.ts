import * as z from 'zod';
import type { Fact, Posting } from '../ledger/contract.ts';
import { Problem } from '../shared/problem.ts';
import { type Decision, packTouch, returnData, touch } from './contract.ts';
import { historyOf, type Payment } from './history.ts';
import type { Judged } from './judging.ts';
import type { Knowledge } from './knowledge.ts';
import { difference, type InCurrency, returnedOf, settle } from './settle.ts';
import { standing } from './standing.ts';

const paymentOf = (facts: readonly Fact[], sale: string): Payment => {
  const found = historyOf(facts).payments.find(({ key }) => key === sale);
  if (!found) throw new Problem(409, 'no-such-sale', `The sale ${sale} is not recorded.`);
  return found;
};

/** How much of a sale can still come back, in minor units. */
export const remainingOf = (facts: readonly Fact[], sale: string): number => {
  const { gross, returns } = paymentOf(facts, sale);
  return Math.max(0, gross - returns.reduce((sum, { minor }) => sum + minor, 0));
};

/** Refuses a refund or chargeback of more than is left, or in another currency than the sale's. */
const refuseImpossible = (earlier: readonly Fact[], { kind, currency, data }: Omit<Fact, 'postings'>): void => {
  if (kind !== 'refund' && kind !== 'chargeback') return;
  const { sale, minor } = returnData.parse(data);
  const payment = paymentOf(earlier, sale);
  if (currency !== undefined && currency !== payment.currency) {
    throw new Problem(
      422,
      'another-currency',
      `The sale was in ${payment.currency}, so what comes back of it is, too.`,
    );
  }
  const remainingMinor = remainingOf(earlier, sale);
  if (minor <= remainingMinor) return;
  throw new Problem(422, 'more-than-is-left', `Of this sale ${remainingMinor} minor units can still come back.`, {
    remainingMinor,
  });
};

/** The sale that a fact is about, if it is about one. */
const saleOf = ({ kind, key, data }: Omit<Fact, 'postings'>): string | undefined =>
  kind === 'sale' ? key : typeof data.sale === 'string' ? data.sale : undefined;

/** A decision as a fact keeps it; `fact`: whose own sale it is on need not be named. */
const keptDecision = (about: Judged, fact: Omit<Fact, 'postings'>): Decision => {
  const returned = returnedOf(about.payment, about.policy);
  const isOwn = fact.kind === 'sale' && fact.key === about.payment.key;
  return {
    ...(isOwn ? {} : { sale: about.payment.key }),
    ...about.decision,
    ...(returned > 0 ? { returned } : {}),
  };
};

/** The decision to keep with a fact: on the sale it is about; and those on other sales that it changes. */
const kept = (
  fact: Omit<Fact, 'postings'>,
  before: readonly Judged[],
  after: readonly Judged[],
): Pick<Fact, 'decision' | 'changed'> => {
  const old = new Map(before.map((one) => [one.payment.key, JSON.stringify(one.decision)]));
  const own = saleOf(fact);
  const about = after.find(({ payment }) => payment.key === own);
  const others = after.filter(({ payment: { key }, decision }) => {
    const was = old.get(key);
    return key !== own && was !== undefined && was !== JSON.stringify(decision);
  });
  return {
    ...(about ? { decision: keptDecision(about, fact) } : {}),
    ...(others.length > 0 ? { changed: others.map((one) => keptDecision(one, fact)) } : {}),
  };
};

/** As much as one fact posts: what is left over, the customer's next fact posts. */
export const MOST_POSTINGS = 150;

/** The fact's own currency, that of its sale, or of what it changes first. */
const currencyOf = (facts: readonly Fact[], fact: Omit<Fact, 'postings'>, earned: readonly InCurrency[]) => {
  const sale = saleOf(fact);
  const own = historyOf(facts).payments.find(({ key }) => key === sale)?.currency ?? fact.currency;
  return own ?? earned[0]?.currency;
};

/** Both sides of what a fact moves, which sum to 0 in each currency [I1]. Only another currency than the fact's is named. */
const postingsOf = (earned: readonly InCurrency[], currency: string | undefined): readonly Posting[] =>
  [...Map.groupBy(earned, (one) => one.currency)].flatMap(([code, all]): Posting[] => {
    const named = code === currency ? {} : { currency: code };
    const sum = all.reduce((total, { minor }) => total + minor, 0);
    const partners = all.map(({ currency: _, ...one }) => ({ ...one, ...named }));
    return sum === 0 ? partners : [...partners, { account: 'expense', minor: 0 - sum, ...named }];
  });

/** Touches as a fact keeps them. */
const packed = (data: Fact['data']): Fact['data'] =>
  Array.isArray(data.touches) ? { ...data, touches: z.array(touch).parse(data.touches).map(packTouch) } : data;

/**
 * The next fact of a customer with its decision and its postings, given all facts recorded before it. Pure; throws
 * `Problem` 409 or 422 where it is not possible: a refund of no sale, above what is left, or in another currency.
 */
export const decide = (earlier: readonly Fact[], fact: Omit<Fact, 'decision' | 'postings'>, known: Knowledge): Fact => {
  refuseImpossible(earlier, fact);
  const facts = [...earlier, { ...fact, postings: [] }];
  const decisions = kept(fact, standing(earlier, known), standing(facts, known));
  const sale = saleOf(fact);
  const changes = difference(settle(facts, known), earlier, fact.recordedAt);
  const earned = [...changes.filter((one) => one.sale === sale), ...changes.filter((one) => one.sale !== sale)];
  const moved = earned.slice(0, MOST_POSTINGS);
  const currency = currencyOf(facts, fact, moved);
  return {
    ...fact,
    data: packed(fact.data),
    ...(currency && (fact.currency || moved.length > 0) ? { currency } : {}),
    ...decisions,
    postings: [...postingsOf(moved, currency)],
  };
};
