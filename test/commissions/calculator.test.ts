import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare } from '../../functions/commissions/calculating.ts';
import { type Customer, costOf, lifetimeValueOf, tooDear } from '../../functions/commissions/calculator.ts';
import { firstPolicy, type Plan, type Policy, planNamed } from '../../functions/policy/contract.ts';

/** $1,200 a year, paid monthly, for two years: worth $2,400, so it may cost $800. */
const customer: Customer = { contractMinor: 120_000, currency: 'USD', lifetimeMonths: 24, paymentsPerYear: 12 };
const limits = { lifetimeToCost: 3, blendedCostMinor: null };
const named = (id: string): Plan => {
  const plan = planNamed(id, firstPolicy);
  if (!plan) throw new Error(`There is no plan ${id}.`);
  return plan;
};
const cost = (id: string, over: Partial<Customer> = {}, more: Partial<{ blendedCostMinor: number }> = {}) =>
  costOf(named(id), { ...customer, ...over }, { ...limits, ...more }, firstPolicy);
const worth = { contractMinor: 120_000, lifetimeMonths: 24, paymentsPerYear: 12 as const, blendedCostMinor: 30_000 };
const policyWith = (over: Partial<Policy['earning']>, terms: Partial<Policy['terms']> = {}): Policy => ({
  ...firstPolicy,
  terms: { ...firstPolicy.terms, ...terms },
  earning: { ...firstPolicy.earning, customer: worth, ...over },
});

describe('What a customer costs [A15]', () => {
  test('under the agreement’s terms: 25 % once, 15 % of the eleven payments after it, and the volume bonus', () => {
    expect(cost('default')).toMatchObject({
      firstYearMinor: 2_500 + 11 * 1_500 + 500,
      lifetimeMinor: 19_500,
      bonusMinor: 500,
      shareOfValueBp: 813,
      verdict: 'within',
      because: [
        'A customer costs USD 195.00, not more than USD 800.00: lifetime value USD 2,400.00 divided by 3 (A15).',
      ],
    });
  });

  test.each([
    ['flat: once, at most half of the payment', 'flat-50', 5_000, 5_000],
    ['for life: of every payment', 'for-life', 12_000, 24_000],
    ['the first year alone', 'saas', 24_000, 24_000],
    ['hybrid: at most half of the first payment, then its rate', 'hybrid-100', 5_000 + 11 * 1_000, 16_000],
  ])('%s', (_, id, firstYear, lifetime) => {
    expect(cost(id)).toMatchObject({ firstYearMinor: firstYear, lifetimeMinor: lifetime });
  });

  test('of a plan that pays for leads, the one that became it', () => {
    const { lifetimeMinor, leadMinor, because } = cost('financial');
    expect([lifetimeMinor, leadMinor]).toEqual([10_000, 10_000]);
    expect(because[1]).toBe('Of that, USD 100.00 is for its lead; leads that never buy come on top.');
    expect(cost('financial', { currency: 'EUR' }).lifetimeMinor, 'it pays in dollars alone').toBe(0);
    expect(cost('default').leadMinor).toBe(0);
  });

  test('paid once a year, the first payment is the whole year', () => {
    expect(cost('default', { paymentsPerYear: 1 }).firstYearMinor).toBe(30_000 + 6_000);
    expect(cost('default', { paymentsPerYear: 1 }).lifetimeMinor).toBe(36_000);
  });

  test('is above when it is more than a customer costs without affiliates', () => {
    expect(cost('default', {}, { blendedCostMinor: 19_500 }).verdict).toBe('within');
    const { verdict, because } = cost('default', {}, { blendedCostMinor: 19_499 });
    expect(verdict).toBe('above');
    expect(because[1]).toBe('That is more than USD 194.99, what a customer costs without affiliates (A15).');
  });

  test('payments of a year sum to the contract, and never earn more than the limit of a payment', () => {
    const anything = fc.record({
      contractMinor: fc.integer({ min: 0, max: 1e9 }),
      lifetimeMonths: fc.integer({ min: 1, max: 60 }),
      paymentsPerYear: fc.constantFrom(1 as const, 2 as const, 4 as const, 12 as const),
    });
    fc.assert(
      fc.property(
        anything,
        fc.constantFrom('default', 'preferred', 'for-life', 'hybrid-100', 'education'),
        (over, id) => {
          const { lifetimeMinor, firstYearMinor } = cost(id, over);
          // A lifetime that ends within a period is paid for to the period's end.
          const paid = lifetimeValueOf({
            ...customer,
            ...over,
            lifetimeMonths: Math.ceil(over.lifetimeMonths / 12) * 12,
          });
          return firstYearMinor <= lifetimeMinor && lifetimeMinor <= paid / 2 + 60;
        },
      ),
    );
  });
});

describe('Plans side by side', () => {
  test('are those of the policy and the presets, the cheapest first', () => {
    const { options, lifetimeValueMinor, highestCostMinor } = compare(customer, firstPolicy);
    expect([lifetimeValueMinor, highestCostMinor]).toEqual([240_000, 80_000]);
    expect(options.map(({ plan }) => plan)).toEqual(expect.arrayContaining(['default', 'preferred', 'hybrid-100']));
    expect(options.map((one) => one.lifetimeMinor)).toEqual(
      options.map((one) => one.lifetimeMinor).toSorted((one, other) => one - other),
    );
  });

  test('one that nobody knows is refused', () => {
    expect(() => compare({ ...customer, plans: ['golden'] }, firstPolicy)).toThrow('There is no plan golden');
  });
});

describe('A policy whose customers cost too much', () => {
  test('is not judged before somebody says what a customer is worth', () => {
    expect(tooDear(firstPolicy)).toEqual([]);
    expect(tooDear(policyWith({}))).toEqual([]);
  });

  test('names the plan and the rule', () => {
    const [sentence, ...others] = tooDear(policyWith({}, { laterPaymentsBp: 3_000 }));
    expect(others).toEqual([]);
    expect(sentence).toContain('Plan default: A customer costs USD 360.00, not more than USD 800.00');
    expect(sentence).toContain('more than USD 300.00, what a customer costs without affiliates (A15)');
  });
});
