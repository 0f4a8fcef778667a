import type { Fact } from '../ledger/contract.ts';
import { localMonth } from '../shared/days.ts';
import { ratioOf, shareOf, split } from '../shared/money.ts';
import type { Part } from './contract.ts';
import { historyOf, type Settled } from './history.ts';
import type { Judged } from './judging.ts';
import type { Knowledge } from './knowledge.ts';
import { planFor } from './plan.ts';
import { returnedOf } from './settle.ts';
import { standing } from './standing.ts';

/** What bonus and cap of a month depend on, of a partner's part of a payment. */
export interface ClosingLine {
  readonly gross: number;
  readonly returned: number;
  readonly nth: number;
  readonly part: Pick<Part, 'base' | 'minor'>;
  readonly bonus: { readonly fromSales: number; readonly bp: number } | undefined;
  readonly most: number;
  readonly cap: number | undefined;
}

/** A partner's part of a payment of the month, as it stands at the close. */
interface Line extends ClosingLine {
  readonly customer: string;
  readonly sale: string;
  readonly period: string;
}

/** What the close sets for a sale: the whole of it, not the difference to an earlier close. */
export interface Closing extends Settled {
  readonly customer: string;
}

interface About {
  readonly partnerId: string;
  readonly currency: string;
  /** `2027-03`, in the program's zone. */
  readonly period: string;
}

/** So much of a payment a partner can have in all: its part, and what the others' leave of the limit, by the parts [A8]. */
const mostOf = ({ payment, decision, policy }: Judged, { minor }: Part): number => {
  const sum = (all: readonly Part[]): number => all.reduce((total, one) => total + one.minor, 0);
  const parts = sum(decision.parts);
  const room = shareOf(payment.data.net, policy.earning.mostOfPaymentBp) - parts - sum(decision.credits ?? []);
  return room <= 0 || parts === 0 ? minor : minor + Number((BigInt(room) * BigInt(minor)) / BigInt(parts));
};

/** The part of a payment that a partner has, as the month's close sees it; undefined for deals, and for who has no plan. */
export const lineOf = (one: Judged, part: Part, customer: string, known: Knowledge): Line | undefined => {
  const { payment, decision, policy } = one;
  const partner = decision.model === 'deal' ? undefined : known.partners.get(part.partnerId);
  const plan = partner && planFor(partner, policy, one.firstAt ?? payment.occurredAt);
  if (!plan) return undefined;
  return {
    customer,
    sale: payment.key,
    period: localMonth(payment.occurredAt, policy.calendar.timeZone),
    gross: payment.gross,
    returned: returnedOf(payment, policy),
    nth: decision.nth,
    part,
    bonus: plan.bonus,
    most: mostOf(one, part),
    cap: plan.capPerMonthMinor?.[payment.currency],
  };
};

/** The partner's payments of the month that were not rejected nor wholly reversed. */
const linesOf = (facts: readonly Fact[], about: About, known: Knowledge): readonly Line[] => {
  const history = historyOf(facts);
  return standing(facts, known).flatMap((one) => {
    const { payment, policy, decision } = one;
    const part = decision.parts.find(({ partnerId }) => partnerId === about.partnerId);
    const isOfMonth = localMonth(payment.occurredAt, policy.calendar.timeZone) === about.period;
    if (!part || part.minor === 0 || !isOfMonth || payment.currency !== about.currency) return [];
    if (history.standing(payment.key, about.partnerId).rejected) return [];
    const line = lineOf(one, part, facts[0]?.customer ?? '', known);
    return line && line.returned < line.gross ? [line] : [];
  });
};

/** Bonus of a line before anything came back of it; never so much that the payment's earnings pass their limit [A8]. */
const bonusOf = (line: ClosingLine, firstSales: number): number => {
  if (!line.bonus || line.nth !== 1 || firstSales < line.bonus.fromSales) return 0;
  return Math.max(0, Math.min(shareOf(line.part.base, line.bonus.bp), line.most - line.part.minor));
};

/** What is left of an amount after what came back of its payment. */
export const left = ({ returned, gross }: Pick<ClosingLine, 'returned' | 'gross'>, minor: number): number =>
  minor - ratioOf(minor, returned, gross);

/** What is above a month's cap, taken from its sales in proportion; in terms of the sale before anything came back. */
const capOf = (lines: readonly ClosingLine[], bonuses: readonly number[], cap: number): readonly number[] => {
  const earned = lines.map((line, index) => left(line, line.part.minor) + left(line, bonuses[index] ?? 0));
  const above = earned.reduce((sum, minor) => sum + minor, 0) - cap;
  if (above <= 0) return lines.map(() => 0);
  return split(above, earned).map((minor, index) => {
    const { gross, returned } = lines[index] ?? { gross: 1, returned: 0 };
    return 0 - ratioOf(minor, gross, gross - returned);
  });
};

/** Customers of a month may have begun under different plans: each cap is of its own lines, whatever their order. */
const capsOf = (lines: readonly ClosingLine[], bonuses: readonly number[]): readonly number[] => {
  const caps = lines.map(() => 0);
  const indexed = lines.map((line, index) => ({ line, index, bonus: bonuses[index] ?? 0 }));
  for (const [cap, group] of Map.groupBy(indexed, ({ line }) => line.cap)) {
    if (cap === undefined) continue;
    const cut = capOf(
      group.map(({ line }) => line),
      group.map(({ bonus }) => bonus),
      cap,
    );
    for (const [place, { index }] of group.entries()) caps[index] = cut[place] ?? 0;
  }
  return caps;
};

/** Bonus and cap of each of a partner's lines of one month and currency, before anything came back of them. */
export const closeLines = (lines: readonly ClosingLine[]) => {
  const firstSales = lines.filter(({ nth }) => nth === 1).length;
  const bonuses = lines.map((line) => bonusOf(line, firstSales));
  return { bonuses, caps: capsOf(lines, bonuses) };
};

/**
 * The close of a partner's month in one currency [A9]: volume bonus and monthly cap over the sales then unreversed, for
 * each sale what stands. `customers`: all facts of each customer who paid in the month. Run again after a late sale or
 * refund it says what stands then; facts are written only for what is new (`changes`).
 */
export const closeMonth = (
  customers: readonly (readonly Fact[])[],
  about: About,
  known: Knowledge,
): readonly Closing[] => {
  const lines = customers
    .flatMap((facts) => linesOf(facts, about, known))
    .toSorted((one, other) => (one.sale < other.sale ? -1 : 1));
  const { bonuses, caps } = closeLines(lines);
  const closing = (rule: Settled['rule'], amounts: readonly number[]): Closing[] =>
    lines.map(({ customer, sale }, index) => ({
      rule,
      customer,
      sale,
      partnerId: about.partnerId,
      period: about.period,
      minor: amounts[index] ?? 0,
    }));
  return [...closing('bonus', bonuses), ...closing('cap', caps)];
};

/** Of what should stand, and what stood and should not any more, that which differs from what earlier closes set. */
export const changes = (
  closings: readonly Closing[],
  customers: readonly (readonly Fact[])[],
  about: About,
): readonly Closing[] => {
  const name = ({ rule, sale }: Pick<Settled, 'rule' | 'sale'>): string => `${rule} ${sale}`;
  const set = new Map(
    customers.flatMap((facts) =>
      historyOf(facts)
        .settled.filter(({ partnerId, period }) => partnerId === about.partnerId && period === about.period)
        .map((one) => [name(one), { ...one, customer: facts[0]?.customer ?? '' }] as const),
    ),
  );
  const wanted = new Map(closings.map((one) => [name(one), one]));
  const gone = [...set.values()].filter((one) => !wanted.has(name(one))).map((one) => ({ ...one, minor: 0 }));
  return [...closings, ...gone].filter((one) => one.minor !== (set.get(name(one))?.minor ?? 0));
};
