import * as z from 'zod';
import { currencyCode } from '../../shared/money.ts';
import { affiliateTier, amountMinor, basisPoints, slug } from './vocabulary.ts';

/** An amount for each currency it is paid in; a currency that is not named gets nothing, and the receipt says so. */
const byCurrency = z.partialRecord(currencyCode, amountMinor);
export type ByCurrency = z.infer<typeof byCurrency>;

/** What a payment earns [A1]: a share of it net of tax, an amount, or both. */
const pay = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), bp: basisPoints }),
  z.strictObject({ kind: z.literal('flat'), minor: byCurrency }),
  z.strictObject({ kind: z.literal('hybrid'), bp: basisPoints, minor: byCurrency }),
]);

/** Of several rules the first whose conditions all hold decides. What is not stated holds always. */
const rule = z.strictObject({
  id: slug,
  /** The customer's first payment that a partner led to, or a later one. */
  payment: z.enum(['first', 'later']).optional(),
  products: z.array(z.string().min(1).max(120)).min(1).max(200).optional(),
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .min(1)
    .max(250)
    .optional(),
  /** Nothing was ever sold to this customer before. */
  newCustomer: z.boolean().optional(),
  pay,
  /** At most this much for one payment. */
  capMinor: byCurrency.optional(),
});
export type PlanRule = z.infer<typeof rule>;

const volumeBonus = z.strictObject({ fromSales: z.int().min(1).max(100_000), bp: basisPoints });

const plan = z.strictObject({
  id: slug,
  name: z.string().min(1).max(120),
  rules: z.array(rule).min(1).max(40),
  /** Later payments earn as long as they come before the first one plus so many months; null: for life. */
  months: z.int().min(0).max(1_200).nullable(),
  /** For a lead that counts as qualified. */
  leadMinor: byCurrency.optional(),
  /** From so many first sales in a calendar month, each of them earns this much more [A9]. */
  bonus: volumeBonus.optional(),
  /** At most this much for the sales of a calendar month [A9]. */
  capPerMonthMinor: byCurrency.optional(),
});
export type Plan = z.infer<typeof plan>;

/** `default` is the plan that the agreement's terms state: it is made of them, so that no number stands twice. */
export const DEFAULT_PLAN = 'default';

export const earning = z
  .strictObject({
    plans: z.array(plan).max(50),
    /** Which plan an affiliate tier has [T3]. */
    planOf: z.strictObject({ Standard: slug, Preferred: slug, Ambassador: slug }),
    /** Bonus of the default plan; none without. */
    defaultBonus: volumeBonus.nullable(),
    /** All earnings of one payment together at most [A8]. */
    mostOfPaymentBp: basisPoints,
    /** What a customer brings in may cost at most its lifetime value divided by this [A15]. */
    lifetimeToCost: z.int().min(1).max(100),
    /** What a customer is expected to bring, in the reporting currency; null: nobody has told, and no cost is checked [A15]. */
    customer: z
      .strictObject({
        contractMinor: amountMinor,
        lifetimeMonths: z.int().min(1).max(240),
        paymentsPerYear: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(12)]),
        blendedCostMinor: amountMinor.nullable(),
      })
      .nullable()
      .default(null),
    /** Other earnings [A7]. */
    meetingMinor: byCurrency,
    closedWonBp: basisPoints,
    referralBp: basisPoints,
    referralMonths: z.int().min(0).max(1_200),
    coSellBp: basisPoints,
    conflictFeeBp: basisPoints,
  })
  .refine(
    ({ plans, planOf }) =>
      Object.values(planOf).every((id) => id === DEFAULT_PLAN || plans.some((one) => one.id === id)),
    { path: ['planOf'], message: 'names a plan that does not exist' },
  )
  .refine(({ plans }) => new Set([DEFAULT_PLAN, ...plans.map(({ id }) => id)]).size === plans.length + 1, {
    path: ['plans'],
    message: 'has two plans of one name',
  });
export type Earning = z.infer<typeof earning>;

const whole = (
  id: string,
  name: string,
  rules: readonly PlanRule[],
  months: number | null,
  more: Partial<Plan> = {},
): Plan => ({
  id,
  name,
  rules: [...rules],
  months,
  ...more,
});
const percentRule = (id: string, bp: number, more: Partial<PlanRule> = {}): PlanRule => ({
  id,
  pay: { kind: 'percent', bp },
  ...more,
});

/** Plans that ops can start from [A10]. Typical by industry: SaaS 15-30 % of the first year, shops 5-15 %, education 20-50 %. */
export const presetPlans: readonly Plan[] = [
  whole(
    'flat-50',
    'Flat: $50 a sale',
    [{ id: 'each-first', payment: 'first', pay: { kind: 'flat', minor: { USD: 5_000 } } }],
    0,
  ),
  whole('for-life', 'Recurring: 10 % for life', [percentRule('each-payment', 1_000)], null),
  whole(
    'hybrid-100',
    'Hybrid: $100 at first, then 10 % for 12 months',
    [
      { id: 'at-first', payment: 'first', pay: { kind: 'hybrid', bp: 1_000, minor: { USD: 10_000 } } },
      percentRule('then', 1_000),
    ],
    12,
  ),
  whole(
    'steps',
    'Steps: 20 %, and 25 % from ten sales a month',
    [percentRule('each-first', 2_000, { payment: 'first' })],
    0,
    {
      bonus: { fromSales: 10, bp: 500 },
    },
  ),
  whole('saas', 'SaaS: 20 % of the first year', [percentRule('each-payment', 2_000)], 12),
  whole('shop', 'E-commerce: 10 % of each first order', [percentRule('each-first', 1_000, { payment: 'first' })], 0),
  whole('financial', 'Financial: $100 for each qualified lead', [percentRule('nothing-more', 0)], 0, {
    leadMinor: { USD: 10_000 },
  }),
  whole(
    'education',
    'Education: 30 % of the first payment',
    [percentRule('each-first', 3_000, { payment: 'first' })],
    0,
  ),
];

/**
 * Referrals as plans, so that a partner who refers can be given one [A7]: a share of the first year's payments of a won
 * customer, or a smaller one that recurs. Made of the policy's numbers, so that none stands twice.
 */
const referralPlans = ({ closedWonBp, referralBp, referralMonths }: Earning): readonly Plan[] => [
  whole(
    'closed-won-referral',
    `Referral: ${closedWonBp / 100} % of the first year`,
    [percentRule('first-year', closedWonBp)],
    12,
  ),
  whole(
    'recurring-referral',
    `Recurring referral: ${referralBp / 100} % for ${referralMonths} months`,
    [percentRule('each-payment', referralBp)],
    referralMonths,
  ),
];

/** Ids of all plans that a partner can be given under a policy, those of the policy first. */
export const planIds = (earning: Earning): readonly string[] => [
  ...new Set([DEFAULT_PLAN, ...[...earning.plans, ...referralPlans(earning), ...presetPlans].map(({ id }) => id)]),
];

export const firstEarning: Earning = {
  plans: [
    whole(
      'preferred',
      'Preferred: 30 % at first, then 15 % for 12 months',
      [percentRule('first-payment', 3_000, { payment: 'first' }), percentRule('later-payments', 1_500)],
      12,
      {
        bonus: { fromSales: 5, bp: 500 },
      },
    ),
  ],
  planOf: { Standard: DEFAULT_PLAN, Preferred: 'preferred', Ambassador: 'preferred' },
  defaultBonus: { fromSales: 5, bp: 500 },
  mostOfPaymentBp: 5_000,
  lifetimeToCost: 3,
  customer: null,
  meetingMinor: { USD: 50_000 },
  closedWonBp: 1_000,
  referralBp: 500,
  referralMonths: 12,
  coSellBp: 500,
  conflictFeeBp: 500,
};

/** The plan of an id under a policy, else the referral or preset of that name; undefined for a name that neither has. */
export const planNamed = (
  id: string,
  policy: {
    readonly earning: Earning;
    readonly terms: {
      readonly firstPaymentBp: number;
      readonly laterPaymentsBp: number;
      readonly laterPaymentsMonths: number;
    };
  },
): Plan | undefined => {
  const isIt = (one: Plan): boolean => one.id === id;
  if (id !== DEFAULT_PLAN) {
    return policy.earning.plans.find(isIt) ?? referralPlans(policy.earning).find(isIt) ?? presetPlans.find(isIt);
  }
  const { firstPaymentBp, laterPaymentsBp, laterPaymentsMonths } = policy.terms;
  const { defaultBonus } = policy.earning;
  return whole(
    DEFAULT_PLAN,
    'The terms of the agreement',
    [
      percentRule('first-payment', firstPaymentBp, { payment: 'first' }),
      percentRule('later-payments', laterPaymentsBp),
    ],
    laterPaymentsMonths,
    defaultBonus ? { bonus: defaultBonus } : {},
  );
};

/** The plan of an affiliate tier; other partners have none [D6]. */
export const tierPlan = (tier: string, { planOf }: Earning): string | undefined => {
  const known = affiliateTier.safeParse(tier);
  return known.success ? planOf[known.data] : undefined;
};
