import type { Policy } from '../policy/contract.ts';
import type { Attribution, Winner } from './attribution.ts';
import type { Touch } from './contract.ts';
import { whyNot } from './dealing.ts';
import type { Lead, Payment } from './history.ts';
import type { Knowledge } from './knowledge.ts';

/** By what a policy attributes. */
export const rulesOf = ({ terms, calendar }: Policy) => ({
  model: terms.attribution,
  cookieDays: terms.cookieDays,
  timeZone: calendar.timeZone,
});

/** Touches of a payment, its own and those of leads before it. */
export const touchesOf = (payment: Payment, leads: readonly Lead[]): readonly Touch[] => [
  ...payment.data.touches,
  ...leads.filter(({ occurredAt }) => occurredAt <= payment.occurredAt).flatMap(({ touches }) => touches),
];

/** Who of those that led to a payment can earn at all; the others lose, with the reason. */
export const able = (found: Attribution, at: string, known: Knowledge): Attribution => {
  const judged = found.winners.map((one) => ({ ...one, why: whyNot(known.partners.get(one.touch.partnerId), at) }));
  return {
    winners: judged.flatMap(({ touch, weight, why }) => (why ? [] : [{ touch, weight }])),
    losers: [...judged.flatMap(({ touch, why }) => (why ? [{ touch, why }] : [])), ...found.losers],
  };
};

/** Touches by the same partner are one part. */
export const shares = (winners: readonly Winner[]): readonly (readonly [partnerId: string, weight: number])[] => {
  const weights = new Map<string, number>();
  for (const { touch, weight } of winners) weights.set(touch.partnerId, (weights.get(touch.partnerId) ?? 0) + weight);
  return [...weights];
};

/** A touch by its place among the payment's own, or by its key. */
export const naming =
  ({ data: { touches } }: Payment) =>
  (touch: Touch): number | string => {
    const index = touches.findIndex(({ kind, key }) => kind === touch.kind && key === touch.key);
    return index < 0 ? touch.key : index;
  };

/** What stands in a decision of who led to it, whatever it earns. */
export const led = (payment: Payment, { winners, losers }: Attribution) => ({
  won: winners.map(({ touch, weight }) => ({
    touch: naming(payment)(touch),
    partnerId: touch.partnerId,
    ...(winners.length > 1 ? { weight } : {}),
  })),
  lost: losers.map(({ touch, why }) => ({ touch: naming(payment)(touch), why })),
});
