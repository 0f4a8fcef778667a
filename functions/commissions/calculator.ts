import { DEFAULT_PLAN, type Plan, type Policy, planNamed } from '../policy/contract.ts';
import { monthsLater } from '../shared/days.ts';
import { type Money, moneyText, ratioOf, shareOf, split } from '../shared/money.ts';
import { type Asked, chooseRule, earn } from './plan.ts';

/** A customer as the program expects one. Amounts in minor units of `currency`. */
export interface Customer {
  /** Value of a contract in a year, net of tax. */
  readonly contractMinor: number;
  readonly currency: string;
  readonly lifetimeMonths: number;
  readonly paymentsPerYear: 1 | 2 | 4 | 12;
}

/** What a customer may cost at most. */
export interface Limits {
  /** Lifetime value divided by this is the highest acceptable cost [A15]. */
  readonly lifetimeToCost: number;
  /** What a customer costs on average without affiliates; null where nobody knows. */
  readonly blendedCostMinor: number | null;
}

export interface PlanCost {
  readonly plan: string;
  readonly name: string;
  readonly firstYearMinor: number;
  /** All commissions on the customer, its lead and the volume bonus on its first payment: what it costs to have won it. */
  readonly lifetimeMinor: number;
  /** Of that: the volume bonus, where the plan has one and the partner sells enough. */
  readonly bonusMinor: number;
  /** Of that: one qualified lead, where the plan pays for leads. Those that never buy are not counted. */
  readonly leadMinor: number;
  readonly shareOfValueBp: number;
  readonly verdict: 'within' | 'above';
  /** The rules that the verdict rests on, with their numbers. */
  readonly because: readonly string[];
}

const MONTHS = 12;
/** Any first payment: only months from it count. */
const FIRST_AT = '2027-01-01T12:00:00.000Z';

export const lifetimeValueOf = ({ contractMinor, lifetimeMonths }: Customer): number =>
  ratioOf(contractMinor, lifetimeMonths, MONTHS);

/** The highest acceptable cost of a customer [A15]. */
export const highestCost = (value: number, lifetimeToCost: number): number => ratioOf(value, 1, lifetimeToCost);

/** All payments of its lifetime: in which month, and how much; a year's sum to the contract's value exactly. */
const paymentsOf = ({ contractMinor, lifetimeMonths, paymentsPerYear }: Customer) => {
  const every = MONTHS / paymentsPerYear;
  const ofAYear = split(
    contractMinor,
    Array.from({ length: paymentsPerYear }, () => 1),
  );
  const count = Math.ceil(lifetimeMonths / every);
  return Array.from({ length: count }, (_, index) => ({
    month: index * every,
    net: ofAYear[index % paymentsPerYear] ?? 0,
  }));
};

/** What each payment earns one partner that led to the customer, by the rules that pay it. */
const earnedBy = (plan: Plan, customer: Customer, { earning, calendar: { timeZone } }: Policy) =>
  paymentsOf(customer).map(({ month, net }, index) => {
    const asked: Asked = {
      ...{ net, currency: customer.currency, occurredAt: monthsLater(FIRST_AT, month, timeZone), firstAt: FIRST_AT },
      ...{ product: undefined, country: undefined, nth: index + 1, newCustomer: index === 0 },
    };
    const chosen = chooseRule(plan, asked, timeZone);
    const full =
      'rule' in chosen ? earn(asked, { ...chosen, plan }, { partnerId: '', weights: [1], index: 0 }).minor : 0;
    const most = shareOf(net, earning.mostOfPaymentBp);
    const minor = Math.min(full, most);
    const bonus = index === 0 && minor > 0 ? Math.min(shareOf(net, plan.bonus?.bp ?? 0), most - minor) : 0;
    return { month, minor, bonus };
  });

const sum = (amounts: readonly number[]): number => amounts.reduce((total, one) => total + one, 0);

/** Effective cost of a customer under a plan against what it may cost at most [A15]. Pure. */
export const costOf = (plan: Plan, customer: Customer, limits: Limits, policy: Policy): PlanCost => {
  const text = (minor: number): string => moneyText({ minor, currency: customer.currency } satisfies Money);
  const earned = earnedBy(plan, customer, policy);
  const bonusMinor = sum(earned.map(({ bonus }) => bonus));
  const leadMinor = plan.leadMinor?.[customer.currency] ?? 0;
  const lifetimeMinor = sum(earned.map(({ minor }) => minor)) + bonusMinor + leadMinor;
  const firstYear = earned.filter(({ month }) => month < MONTHS);
  const value = lifetimeValueOf(customer);
  const highest = highestCost(value, limits.lifetimeToCost);
  const blended = limits.blendedCostMinor;
  const isAbove = (limit: number): string => (lifetimeMinor > limit ? 'more than' : 'not more than');
  return {
    ...{ plan: plan.id, name: plan.name },
    firstYearMinor: sum(firstYear.map(({ minor, bonus }) => minor + bonus)) + leadMinor,
    ...{ lifetimeMinor, bonusMinor, leadMinor },
    shareOfValueBp: value === 0 ? 0 : ratioOf(10_000, lifetimeMinor, value),
    verdict: lifetimeMinor > highest || (blended !== null && lifetimeMinor > blended) ? 'above' : 'within',
    because: [
      `A customer costs ${text(lifetimeMinor)}, ${isAbove(highest)} ${text(highest)}: lifetime value ${text(value)} divided by ${limits.lifetimeToCost} (A15).`,
      ...(leadMinor === 0 ? [] : [`Of that, ${text(leadMinor)} is for its lead; leads that never buy come on top.`]),
      ...(blended === null
        ? []
        : [`That is ${isAbove(blended)} ${text(blended)}, what a customer costs without affiliates (A15).`]),
    ],
  };
};

/** Plans of a policy under which a customer costs more than the program's limits, a sentence each; none where it is not told what a customer is worth. */
export const tooDear = (policy: Policy): readonly string[] => {
  const { customer, lifetimeToCost, plans } = policy.earning;
  if (!customer) return [];
  const { blendedCostMinor, ...expected } = customer;
  const worth = { ...expected, currency: policy.calendar.reportingCurrency };
  return [DEFAULT_PLAN, ...plans.map(({ id }) => id)].flatMap((id) => {
    const plan = planNamed(id, policy);
    const cost = plan && costOf(plan, worth, { lifetimeToCost, blendedCostMinor }, policy);
    return cost?.verdict === 'above' ? [`Plan ${id}: ${cost.because.join(' ')}`] : [];
  });
};
