import * as z from 'zod';
import { type Policy, planIds, planNamed } from '../policy/contract.ts';
import { currencyCode, minorPaid } from '../shared/money.ts';
import { Problem } from '../shared/problem.ts';
import { route } from '../shared/route.ts';
import { costOf, highestCost, lifetimeValueOf } from './calculator.ts';

const question = z.strictObject({
  /** Value of a contract in a year, net of tax, in minor units of `currency`. */
  contractMinor: minorPaid,
  currency: currencyCode,
  lifetimeMonths: z.int().min(1).max(240),
  paymentsPerYear: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(12)]).default(12),
  /** Lifetime value to cost; the policy's unless told. */
  lifetimeToCost: z.int().min(1).max(100).optional(),
  /** What a customer costs on average without affiliates. */
  blendedCostMinor: minorPaid.optional(),
  /** Ids of plans to compare; those of the policy and the presets unless told. */
  plans: z.array(z.string().max(60)).min(1).max(60).optional(),
});
type Question = z.infer<typeof question>;

const answer = z.strictObject({
  currency: currencyCode,
  lifetimeValueMinor: z.int(),
  highestCostMinor: z.int(),
  lifetimeToCost: z.int(),
  /** The cheapest first. */
  options: z.array(
    z.strictObject({
      plan: z.string(),
      name: z.string(),
      firstYearMinor: z.int(),
      /** Effective cost of acquiring the customer: all its commissions, the volume bonus included. */
      lifetimeMinor: z.int(),
      bonusMinor: z.int(),
      leadMinor: z.int(),
      shareOfValueBp: z.int(),
      verdict: z.enum(['within', 'above']),
      because: z.array(z.string()),
    }),
  ),
});
export type Calculation = z.infer<typeof answer>;

/** Plans side by side for one customer. Refuses with 422 a plan that does not exist. */
export const compare = (asked: Question, policy: Policy): Calculation => {
  const { plans, lifetimeToCost = policy.earning.lifetimeToCost, blendedCostMinor = null, ...customer } = asked;
  const all = planIds(policy.earning);
  const value = lifetimeValueOf(customer);
  const options = [...new Set(plans ?? all)].map((id) => {
    const plan = planNamed(id, policy);
    if (!plan) throw new Problem(422, 'invalid-input', `There is no plan ${id}. Choose of: ${all.join(', ')}.`);
    const { because, ...cost } = costOf(plan, customer, { lifetimeToCost, blendedCostMinor }, policy);
    return { ...cost, because: [...because] };
  });
  return {
    currency: customer.currency,
    lifetimeValueMinor: value,
    highestCostMinor: highestCost(value, lifetimeToCost),
    lifetimeToCost,
    options: options.sort((one, other) => one.lifetimeMinor - other.lifetimeMinor),
  };
};

export const calculatorRoutes = {
  calculate: route({
    id: 'calculate',
    method: 'POST',
    path: '/api/ops/calculator',
    access: 'team',
    summary: 'What a customer costs under each plan, in its first year and its lifetime, against what it may cost',
    body: question,
    status: 200,
    answer,
  }),
} as const;
