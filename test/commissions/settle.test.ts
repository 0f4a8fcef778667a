import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decision } from '../../functions/commissions/contract.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';
import {
  ANN,
  affiliate,
  BOB,
  balances,
  CLEO,
  chargeback,
  click,
  day,
  deal,
  earned,
  flag,
  knowing,
  lead,
  refund,
  sale,
  type Told,
  tell,
  versionOf,
  won,
} from './story.ts';

const last = (facts: readonly { decision?: unknown }[]) => decision.parse(facts.at(-1)?.decision);

describe('A payment', () => {
  test('earns 25 % at first and 15 % later, until a year is over, leap day and all', () => {
    const own = { touches: [] };
    const facts = tell(
      [
        sale(),
        sale({ key: 'pi_2', on: 30, ...own }),
        sale({ key: 'pi_3', on: 365, ...own }),
        sale({ key: 'pi_4', on: 366, ...own }),
      ],
      knowing(),
      day(400),
    );
    expect(balances(facts)).toEqual({
      'pi_1 A commission payable': 2_500,
      'pi_2 A commission payable': 1_500,
      'pi_3 A commission payable': 1_500,
      expense: -5_500,
    });
    expect(last(facts).because).toBe('Later payments earn for 12 months.');
  });

  test('is computed of what is left without tax', () => {
    expect(earned(tell([sale({ net: 10_000, gross: 11_900 })]))).toBe(2_500);
  });

  test('that nobody led to earns nothing, and says so', () => {
    const facts = tell([sale({ touches: [] })]);
    expect(facts[0]?.postings).toEqual([]);
    expect(last(facts)).toMatchObject({ nth: 0, because: 'No partner led to it.' });
  });

  test('after a click that is too old names the loser and the reason', () => {
    expect(last(tell([sale({ touches: [click(ANN, day(-61))] })]))).toMatchObject({
      won: [],
      lost: [{ touch: 0, why: 'too-old' }],
      because: 'No partner that led to it can earn on it.',
    });
  });

  test('says what it was, before and after rounding', () => {
    const [part] = last(tell([sale({ net: 1_999 })])).parts;
    expect(part).toEqual({
      partnerId: ANN,
      rule: 'default/first-payment',
      base: 1_999,
      bp: 2_500,
      exact: '499.75',
      minor: 500,
      tests: { 'first-payment: first-payment': true },
    });
  });

  test('of a partner that left earns nothing new', () => {
    const known = knowing({ partners: [affiliate(ANN, { stoppedAt: day(20) })] });
    expect(earned(tell([sale(), sale({ key: 'pi_2', on: 30 })], known, day(31)))).toBe(2_500);
  });

  test('in yen and in dinars is exact in its own minor units', () => {
    expect(earned(tell([sale({ net: 1_999, currency: 'JPY' })]))).toBe(500);
    expect(earned(tell([sale({ net: 12_345, currency: 'BHD' })]))).toBe(3_086);
  });
});

describe('Terms', () => {
  const raised = versionOf(2, { terms: { ...firstPolicy.terms, firstPaymentBp: 3_000, laterPaymentsBp: 2_000 } });
  test('stay as they were when the customer came, unless a new version says "all"', () => {
    const story = [sale({ on: -40 }), sale({ key: 'pi_2', on: 5, touches: [] })];
    const forNew = knowing({ versions: [versionOf(1), raised] });
    const forAll = knowing({ versions: [versionOf(1), { ...raised, appliesTo: 'all' }] });
    expect(earned(tell(story, forNew))).toBe(2_500 + 1_500);
    expect(earned(tell(story, forAll))).toBe(2_500 + 2_000);
    expect(earned(tell([sale({ on: 5 })], forNew))).toBe(3_000);
  });

  test('of a tier, and a partner’s own before it', () => {
    expect(earned(tell([sale()], knowing({ partners: [affiliate(ANN, { tier: 'Preferred' })] })))).toBe(3_000);
    const own = [{ plan: 'preferred', from: day(-5) }];
    expect(earned(tell([sale()], knowing({ partners: [affiliate(ANN, { terms: own })] })))).toBe(3_000);
    expect(earned(tell([sale({ on: -6 })], knowing({ partners: [affiliate(ANN, { terms: own })] })))).toBe(2_500);
  });

  test.each([
    ['closed-won-referral', 1_000 + 1_000],
    ['recurring-referral', 500 + 500],
  ])('of who refers: %s earns on the payments of a year', (plan, expected) => {
    const known = knowing({ partners: [affiliate(ANN, { terms: [{ plan, from: day(-99) }] })] });
    const payments = [0, 364, 366].map((on) => sale({ key: `pi_${on}`, on, ...(on > 0 ? { touches: [] } : {}) }));
    expect(earned(tell(payments, known, day(400)))).toBe(expected);
  });

  test('all earnings of a payment are at most half of it', () => {
    const plan = {
      id: 'rich',
      name: 'Rich',
      rules: [{ id: 'all', pay: { kind: 'percent' as const, bp: 9_000 } }],
      months: null,
    };
    const rich = versionOf(1, { earning: { ...firstPolicy.earning, plans: [...firstPolicy.earning.plans, plan] } });
    const known = knowing({
      versions: [rich],
      partners: [affiliate(ANN, { terms: [{ plan: 'rich', from: day(-99) }] })],
    });
    const facts = tell([sale()], known);
    expect(earned(facts)).toBe(5_000);
    expect(last(facts).parts[0]).toMatchObject({ minor: 5_000, cut: { minor: 4_000, by: 'payment' } });
  });
});

describe('What comes back', () => {
  test('is reversed in proportion, of the gross amount', () => {
    expect(balances(tell([sale({ net: 10_000, gross: 12_000 }), refund('pi_1', 3_000)]))).toEqual({
      'pi_1 A commission pending': 1_875,
      expense: -1_875,
    });
  });

  test('before its review window ends leaves what is pending, after it what is payable', () => {
    const facts = tell([refund('pi_1', 5_000, 40)], knowing(), day(41), tell([sale()]));
    expect(balances(facts)).toEqual({
      'pi_1 A commission pending': 2_500,
      'pi_1 A commission payable': -1_250,
      expense: -1_250,
    });
  });

  test('after 60 days costs the partner nothing', () => {
    expect(earned(tell([sale(), refund('pi_1', 10_000, 61)], knowing(), day(62)))).toBe(2_500);
  });

  test('cannot be more than the payment, and says how much is left', () => {
    expect(() => tell([sale(), refund('pi_1', 6_000), refund('pi_1', 6_000, 2)])).toThrow('4000 minor units');
    expect(() => tell([refund('pi_9', 1)])).toThrow('is not recorded');
  });

  test('by a chargeback that was won comes back to the partner', () => {
    expect(earned(tell([sale(), chargeback('pi_1', 10_000)]))).toBe(0);
    expect(earned(tell([sale(), chargeback('pi_1', 10_000), won('pi_1', 10_000)]))).toBe(2_500);
  });
});

describe('A flag', () => {
  test('holds, and lets go again', () => {
    expect(balances(tell([sale(), flag('hold', 'pi_1')]))).toEqual({
      'pi_1 A commission held': 2_500,
      expense: -2_500,
    });
    expect(balances(tell([sale(), flag('hold', 'pi_1'), flag('release', 'pi_1')]))).toEqual({
      'pi_1 A commission pending': 2_500,
      expense: -2_500,
    });
  });

  test('of two holds until both are released', () => {
    const both = [sale(), flag('hold', 'pi_1'), flag('hold', 'pi_1', ANN, 'f2'), flag('release', 'pi_1')];
    expect(balances(tell(both))).toEqual({ 'pi_1 A commission held': 2_500, expense: -2_500 });
  });

  test('rejects, and an appeal brings it back', () => {
    expect(balances(tell([sale(), flag('hold', 'pi_1'), flag('reject', 'pi_1')]))).toEqual({});
    expect(earned(tell([sale(), flag('reject', 'pi_1'), flag('reinstate', 'pi_1')]))).toBe(2_500);
  });

  test('of a sale that was refunded meanwhile releases only what is left', () => {
    const facts = tell([sale(), flag('hold', 'pi_1'), refund('pi_1', 5_000), flag('release', 'pi_1')]);
    expect(balances(facts)).toEqual({ 'pi_1 A commission pending': 1_250, expense: -1_250 });
  });
});

describe('Several partners', () => {
  const path = [click(ANN, day(-9)), click(BOB, day(-5)), click(CLEO, day(-1))];
  const withModel = (attribution: 'linear' | 'position-based' | 'first-click' | 'last-click') =>
    knowing({ versions: [versionOf(1, { terms: { ...firstPolicy.terms, attribution } })] });
  test.each([
    ['last-click', [0, 0, 2_500]],
    ['first-click', [2_500, 0, 0]],
    ['linear', [834, 833, 833]],
    ['position-based', [1_000, 500, 1_000]],
  ] as const)('share a payment by %s', (model, expected) => {
    const facts = tell([sale({ net: 10_000, touches: path })], withModel(model));
    expect([ANN, BOB, CLEO].map((one) => earned(facts, one))).toEqual(expected);
  });

  test('a coupon goes before a click, a deal before both, and never two of them', () => {
    const coupon = { ...click(BOB, day(0), 'SPRING'), kind: 'coupon' as const };
    expect(earned(tell([sale({ touches: [...path, coupon] })]), BOB)).toBe(2_500);
    const facts = tell([deal(), sale({ touches: [...path, coupon] })]);
    expect([ANN, BOB, CLEO].map((one) => earned(facts, one))).toEqual([0, 0, 2_000]);
    expect(last(facts).lost.map(({ why }) => why)).toContain('deal-first');
  });
});

describe('A lead that is told late', () => {
  const story = [sale({ touches: [] }), lead([click(ANN, day(-2))])];
  test('still brings the commission while the payment is in review', () => {
    const facts = tell(story);
    expect(earned(facts)).toBe(2_500);
    expect(facts.at(-1)?.changed).toMatchObject([{ sale: 'pi_1', won: [{ partnerId: ANN }] }]);
  });

  test('changes nothing once it has matured', () => {
    expect(earned(tell(story.slice(1), knowing(), day(31), tell(story.slice(0, 1))))).toBe(0);
  });
});

describe('A qualified lead', () => {
  const plan = {
    id: 'leads',
    name: 'Leads',
    rules: [{ id: 'none', pay: { kind: 'percent' as const, bp: 0 } }],
    months: 0,
    leadMinor: { USD: 10_000 },
  };
  const known = knowing({
    versions: [versionOf(1, { earning: { ...firstPolicy.earning, plans: [...firstPolicy.earning.plans, plan] } })],
    partners: [affiliate(ANN, { terms: [{ plan: 'leads', from: day(-99) }] }), affiliate(BOB)],
  });
  const qualified = (partnerId: string): Told => {
    const told = lead([click(partnerId, day(-2))]);
    return { ...told, data: { ...told.data, qualified: true } };
  };
  test('earns the plan’s amount, once, and nothing where the plan has none', () => {
    expect(balances(tell([qualified(ANN)], known))).toEqual({ 'lead_1 A lead pending': 10_000, expense: -10_000 });
    expect(balances(tell([qualified(BOB)], known))).toEqual({});
    expect(balances(tell([lead([click(ANN, day(-2))])], known))).toEqual({});
  });

  test('is held and rejected like a sale', () => {
    expect(balances(tell([qualified(ANN), flag('hold', 'lead_1')], known))).toEqual({
      'lead_1 A lead held': 10_000,
      expense: -10_000,
    });
    expect(balances(tell([qualified(ANN), flag('reject', 'lead_1')], known))).toEqual({});
  });
});

describe('Whatever order things are told in', () => {
  const stories: readonly Told[] = [
    sale({ touches: [click(ANN, day(-2))] }),
    sale({ key: 'pi_2', on: 1, net: 7_777, touches: [] }),
    sale({ key: 'pi_3', on: 2, net: 3_333, touches: [click(BOB, day(1))] }),
    sale({ key: 'pi_0', on: -1, net: 5_000, touches: [] }),
    lead([click(BOB, day(-5))], -4),
    refund('pi_1', 2_345, 3),
    refund('pi_1', 1_000, 4),
    chargeback('pi_2', 7_777, 4),
    won('pi_2', 7_777, 5),
    refund('pi_3', 3_333, 5),
    flag('hold', 'pi_1', ANN, 'f1', 3),
    flag('hold', 'pi_2', BOB, 'f2', 3),
    flag('reject', 'pi_2', BOB, 'f2', 4),
  ];
  /** A refund waits for its sale; what decides a flag comes after it. */
  const legal = (order: readonly Told[]): readonly Told[] => {
    const [sales, others] = [
      order.filter(({ kind }) => kind === 'sale' || kind === 'lead'),
      order.filter(({ kind }) => kind !== 'sale' && kind !== 'lead'),
    ];
    const waiting = [...others];
    const told: Told[] = [];
    for (const one of sales) {
      told.push(one);
      for (const other of [...waiting]) {
        if (!told.some(({ key }) => key === other.data.sale)) continue;
        if (
          other.kind === 'reject' &&
          !told.some(({ kind, data }) => kind === 'hold' && data.flagId === other.data.flagId)
        )
          continue;
        told.push(other);
        waiting.splice(waiting.indexOf(other), 1);
      }
    }
    return [...told, ...waiting];
  };
  const end = balances(tell(legal(stories)));

  it('the balances are the same in the end', () => {
    const orders = fc.shuffledSubarray([...stories, ...stories], { minLength: 2 * stories.length });
    fc.assert(
      fc.property(orders, (order) => {
        expect(balances(tell(legal(order)))).toEqual(end);
      }),
    );
  });

  it('no prefix reverses more than was earned, and every fact sums to zero', () => {
    const orders = fc.shuffledSubarray([...stories], { minLength: stories.length });
    fc.assert(
      fc.property(orders, (order) => {
        const facts = tell(legal(order));
        for (const [index, { postings }] of facts.entries()) {
          expect(postings.reduce((sum, { minor }) => sum + minor, 0)).toBe(0);
          for (const [name, minor] of Object.entries(balances(facts.slice(0, index + 1)))) {
            if (name !== 'expense') expect(minor, name).toBeGreaterThan(0);
          }
        }
      }),
    );
  });
});
