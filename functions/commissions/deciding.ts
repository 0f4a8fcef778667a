import * as z from 'zod';
import type { Fact, Posting } from '../ledger/contract.ts';
import { Problem } from '../shared/problem.ts';
import { type Decision, packTouch, returnData, touch } from './contract.ts';
import { historyOf, type Payment } from './history.ts';
import type { Judged } from './judging.ts';
import type { Knowledge } from './knowledge.ts';
import { difference, returnedOf, settle, standing } from './settle.ts';

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

/** The decision to keep with a fact: on its own sale, or on the one whose decision it changes. */
const kept = (
  fact: Omit<Fact, 'postings'>,
  before: readonly Judged[],
  after: readonly Judged[],
): Decision | undefined => {
  const own = saleOf(fact);
  const changed = after.find(({ payment, decision }) => {
    const old = before.find((one) => one.payment.key === payment.key);
    return old && JSON.stringify(old.decision) !== JSON.stringify(decision);
  });
  const about = own === undefined ? changed : after.find(({ payment }) => payment.key === own);
  if (!about) return undefined;
  const returned = returnedOf(about.payment, about.policy);
  return {
    ...(fact.kind === 'sale' ? {} : { sale: about.payment.key }),
    ...about.decision,
    ...(returned > 0 ? { returned } : {}),
  };
};

/** The currency of what a fact changes: its own, its sale's, or that of the customer's payments. */
const currencyOf = (facts: readonly Fact[], fact: Omit<Fact, 'postings'>, known: Knowledge): string | undefined => {
  const sale = saleOf(fact);
  const { payments } = historyOf(facts);
  const own = payments.find(({ key }) => key === sale)?.currency ?? fact.currency ?? payments[0]?.currency;
  return own ?? known.versions.at(-1)?.document.calendar.reportingCurrency;
};

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
  const currency = currencyOf(facts, fact, known);
  const decision = kept(fact, standing(earlier, known), standing(facts, known));
  const earned = currency ? difference(settle(facts, known), earlier, { currency, recordedAt: fact.recordedAt }) : [];
  const sum = earned.reduce((total, { minor }) => total + minor, 0);
  const postings: Posting[] = sum === 0 ? [...earned] : [...earned, { account: 'expense', minor: 0 - sum }];
  return {
    ...fact,
    data: packed(fact.data),
    ...(currency && (fact.currency || earned.length > 0) ? { currency } : {}),
    ...(decision ? { decision } : {}),
    postings,
  };
};
