import { decision } from '../commissions/contract.ts';
import type { Fact } from '../ledger/contract.ts';
import { moneyText } from '../shared/currency.ts';

/** Which rate of what a line of a statement follows from, by the line's fact and sale. */
export type Rates = ReadonlyMap<string, string>;

export const rateKey = (fact = '', sale = ''): string => `${fact}|${sale}`;

/** The rates in a customer's decisions, as they concern one partner [B1]. */
export const ratesOf = (facts: readonly Fact[], partnerId: string): Rates => {
  const rates = new Map<string, string>();
  for (const { customer, number, key, currency = '', decision: made } of facts) {
    const read = decision.safeParse(made);
    const part = read.success ? read.data.parts.find((one) => one.partnerId === partnerId) : undefined;
    if (!read.success || !part) continue;
    const text = (minor: number): string => moneyText({ minor, currency });
    const rate = part.bp === undefined ? [] : [`${part.bp / 100} % of ${text(part.base)}`];
    const flat = part.flat === undefined ? [] : [text(part.flat)];
    const words = [...rate, ...flat].join(' and ');
    if (words)
      rates.set(
        rateKey(`${customer}/${number}`, read.data.sale ?? key),
        `${words}, policy version ${read.data.policy}`,
      );
  }
  return rates;
};
