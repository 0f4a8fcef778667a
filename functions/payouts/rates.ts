import { type Decision, decision } from '../commissions/contract.ts';
import type { Fact } from '../ledger/contract.ts';
import { moneyText } from '../shared/currency.ts';

/** Which rate of what a line of a statement follows from, by the line's fact, sale and rule. */
export type Rates = ReadonlyMap<string, string>;

export const rateKey = (fact = '', sale = '', rule = 'commission'): string => `${fact}|${sale}|${rule}`;

type Part = Decision['parts'][number];

/** In which currency a fact posts to a sale. */
const currencyOn = ({ currency = '', postings }: Fact, sale: string): string =>
  postings.find((one) => 'partnerId' in one && one.sale === sale)?.currency ?? currency;

/** Parts that are one amount: their rates are of the same payment, and are added up [T8]. */
const rateOf = (parts: readonly Part[], currency: string): string => {
  const [first] = parts;
  if (!first) return '';
  const sum = (of: 'bp' | 'flat'): number => parts.reduce((total, one) => total + (one[of] ?? 0), 0);
  const text = (minor: number): string => moneyText({ minor, currency });
  const rate = first.bp === undefined ? [] : [`${sum('bp') / 100} % of ${text(first.base)}`];
  return [...rate, ...(first.flat === undefined ? [] : [text(sum('flat'))])].join(' and ');
};

/** The rates in a customer's decisions, as they concern one partner [B1]. */
export const ratesOf = (facts: readonly Fact[], partnerId: string): Rates => {
  const rates = new Map<string, string>();
  for (const fact of facts) {
    for (const made of [fact.decision, ...(fact.changed ?? [])]) {
      const read = decision.safeParse(made);
      if (!read.success) continue;
      const { sale = fact.key, policy, parts, credits = [] } = read.data;
      const own = (all: readonly Part[]): readonly Part[] => all.filter((one) => one.partnerId === partnerId);
      const roles = [['commission', own(parts)] as const, ...own(credits).map((one) => [one.rule, [one]] as const)];
      for (const [rule, all] of roles) {
        const words = rateOf(all, currencyOn(fact, sale));
        if (words)
          rates.set(rateKey(`${fact.customer}/${fact.number}`, sale, rule), `${words}, policy version ${policy}`);
      }
    }
  }
  return rates;
};
