import { describe, expect, test } from 'vitest';
import { firstPolicy, type Plan, planChanges, planNamed, presetPlans } from '../../functions/policy/contract.ts';

const plan = (over: Partial<Plan> = {}): Plan => ({
  id: 'one',
  name: 'One',
  rules: [{ id: 'all', pay: { kind: 'percent', bp: 2_000 } }],
  months: 12,
  ...over,
});
const usd = (minor: number) => ({ USD: minor });
const of = (before: Plan, after: Plan) => planChanges(before, after).map(({ sentence, worse }) => [worse, sentence]);

describe('What changes from one plan to another', () => {
  test('nothing from a plan to itself, whatever its name', () => {
    for (const one of presetPlans) expect(planChanges(one, { ...one, id: 'other', name: 'Other' })).toEqual([]);
  });

  test('a lower rate is worse, a higher one is not', () => {
    const less = plan({ rules: [{ id: 'all', pay: { kind: 'percent', bp: 1_500 } }] });
    expect(of(plan(), less)).toEqual([
      [true, 'First payments: 20 % becomes 15 %.'],
      [true, 'Later payments: 20 % becomes 15 %.'],
    ]);
    expect(of(less, plan()).map(([worse]) => worse)).toEqual([false, false]);
  });

  test('from the agreement’s terms to the tier above', () => {
    const [standard, preferred] = [planNamed('default', firstPolicy), planNamed('preferred', firstPolicy)];
    if (!standard || !preferred) throw new Error('The defaults have both.');
    expect(of(standard, preferred)).toEqual([[false, 'First payments: 25 % becomes 30 %.']]);
  });

  test.each<[string, Partial<Plan>, Partial<Plan>, boolean, string]>([
    ['fewer months', {}, { months: 6 }, true, 'Later payments earn: for 12 months becomes for 6 months.'],
    ['for life', {}, { months: null }, false, 'Later payments earn: for 12 months becomes for life.'],
    ['a new monthly cap', {}, { capPerMonthMinor: usd(100) }, true, 'Most for a month: no limit becomes USD 1.00.'],
    ['no cap any more', { capPerMonthMinor: usd(100) }, {}, false, 'Most for a month: USD 1.00 becomes no limit.'],
    [
      'no bonus',
      { bonus: { fromSales: 5, bp: 500 } },
      {},
      true,
      'Volume bonus: 5 % from 5 first sales a month becomes none.',
    ],
    [
      'a bonus further away',
      { bonus: { fromSales: 5, bp: 500 } },
      { bonus: { fromSales: 6, bp: 900 } },
      true,
      'Volume bonus: 5 % from 5 first sales a month becomes 9 % from 6 first sales a month.',
    ],
    [
      'less for a lead',
      { leadMinor: usd(500) },
      { leadMinor: usd(499) },
      true,
      'Each qualified lead: USD 5.00 becomes USD 4.99.',
    ],
  ])('%s', (_, before, after, worse, sentence) => {
    expect(of(plan(before), plan(after))).toEqual([[worse, sentence]]);
  });

  test('a flat amount instead of a rate is worse: the rate is gone', () => {
    const flat = plan({ rules: [{ id: 'all', pay: { kind: 'flat', minor: usd(100_000) } }] });
    expect(of(plan(), flat)[0]).toEqual([true, 'First payments: 20 % becomes USD 1,000.00.']);
  });

  test('a rule that takes one product out is named by it', () => {
    const after = plan({
      rules: [
        { id: 'book', products: ['book', 'e-book'], pay: { kind: 'percent', bp: 500 } },
        { id: 'all', pay: { kind: 'percent', bp: 2_000 } },
      ],
    });
    expect(of(plan(), after)).toEqual([
      [true, 'First payments for book: 20 % becomes 5 %.'],
      [true, 'Later payments for book: 20 % becomes 5 %.'],
    ]);
  });
});
