import { type Plan, type PlanRule, type Policy, planNamed, tierPlan } from '../policy/contract.ts';
import { monthsLater } from '../shared/days.ts';
import { shareOf, split } from '../shared/money.ts';
import type { Part } from './contract.ts';
import type { EarningPartner } from './knowledge.ts';

/** A payment as a plan's conditions see it. */
export interface Asked {
  readonly net: number;
  readonly currency: string;
  readonly occurredAt: string;
  readonly product: string | undefined;
  readonly country: string | undefined;
  /** 1: the customer's first payment that a partner led to. */
  readonly nth: number;
  /** When that first one was. */
  readonly firstAt: string;
  readonly newCustomer: boolean;
}

/** The plan of a partner for a payment: its own terms before its tier's; none for those who resell [D6]. */
export const planFor = (partner: EarningPartner, policy: Policy, at: string): Plan | undefined => {
  const own = partner.terms.findLast(({ from }) => from <= at)?.plan;
  const id = own ?? tierPlan(partner.tier, policy.earning);
  return id === undefined ? undefined : planNamed(id, policy);
};

type Test = readonly [name: string, holds: boolean];

/** The conditions of a rule on a payment, one by one [B1]. */
const testsOf = ({ payment, products, countries, newCustomer }: PlanRule, asked: Asked): readonly Test[] => [
  ...(payment ? [[`${payment}-payment`, (asked.nth === 1) === (payment === 'first')] as const] : []),
  ...(products ? [['product', products.includes(asked.product ?? '')] as const] : []),
  ...(countries ? [['country', countries.includes(asked.country ?? '')] as const] : []),
  ...(newCustomer === undefined ? [] : [['new-customer', asked.newCustomer === newCustomer] as const]),
];

const isOver = ({ months }: Plan, { nth, firstAt, occurredAt }: Asked, timeZone: string): boolean =>
  nth > 1 && months !== null && occurredAt >= monthsLater(firstAt, months, timeZone);

export type Chosen =
  | { readonly rule: PlanRule; readonly tests: Record<string, boolean> }
  | { readonly because: string; readonly tests: Record<string, boolean> };

/** The first rule whose conditions all hold, with everything that was asked on the way. */
export const chooseRule = (plan: Plan, asked: Asked, timeZone: string): Chosen => {
  const tests: Record<string, boolean> = {};
  if (isOver(plan, asked, timeZone)) {
    return { because: `Later payments earn for ${plan.months} months.`, tests: { 'within-months': false } };
  }
  for (const rule of plan.rules) {
    const asks = testsOf(rule, asked);
    for (const [name, holds] of asks) tests[`${rule.id}: ${name}`] = holds;
    if (asks.every(([, holds]) => holds)) return { rule, tests };
  }
  return { because: 'No rule of the plan fits this payment.', tests };
};

/** A share of an amount before rounding, as text: `474.75`. */
export const exactOf = (base: number, bp: number): string => {
  const product = BigInt(base) * BigInt(bp);
  const fraction = String(product % 10_000n)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${product / 10_000n}${fraction ? `.${fraction}` : ''}`;
};

/**
 * What one partner earns on its part of a payment. `weights` and `index`: the partner's place among those who share it;
 * a flat amount is shared as the payment is.
 */
export const earn = (
  asked: Asked,
  { rule, plan, tests }: { rule: PlanRule; plan: Plan; tests: Record<string, boolean> },
  share: { readonly partnerId: string; readonly weights: readonly number[]; readonly index: number },
): Part => {
  const { partnerId, weights, index } = share;
  const partOf = (minor: number): number => split(minor, weights)[index] ?? 0;
  const base = partOf(asked.net);
  const bp = rule.pay.kind === 'flat' ? undefined : rule.pay.bp;
  const flat = rule.pay.kind === 'percent' ? undefined : partOf(rule.pay.minor[asked.currency] ?? 0);
  const full = shareOf(base, bp ?? 0) + (flat ?? 0);
  const cap = rule.capMinor?.[asked.currency];
  const most = cap === undefined ? full : Math.min(full, partOf(cap));
  return {
    partnerId,
    rule: `${plan.id}/${rule.id}`,
    base,
    ...(bp === undefined ? {} : { bp }),
    ...(flat === undefined ? {} : { flat }),
    exact: bp === undefined ? String(full) : exactOf(base, bp),
    minor: most,
    ...(most < full ? { cut: { minor: full - most, by: 'sale' as const } } : {}),
    tests,
  };
};

/**
 * Cuts what a payment earns to the program's share of it [A8]: each in proportion to what it would be, by largest
 * remainder, of equal remainders the earlier one first.
 */
export const atMost = (parts: readonly Part[], most: number): readonly Part[] => {
  const wanted = parts.map(({ minor }) => minor);
  const limit = Math.max(0, most);
  if (wanted.reduce((sum, minor) => sum + minor, 0) <= limit) return parts;
  const allowed = split(limit, wanted);
  return parts.map((part, index) => {
    const minor = allowed[index] ?? 0;
    if (minor === part.minor) return part;
    return { ...part, minor, cut: { minor: (part.cut?.minor ?? 0) + part.minor - minor, by: 'payment' as const } };
  });
};
