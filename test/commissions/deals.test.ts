import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decision } from '../../functions/commissions/contract.ts';
import { MOST_POSTINGS } from '../../functions/commissions/deciding.ts';
import { receiptOf } from '../../functions/commissions/receipt.ts';
import type { Fact } from '../../functions/ledger/contract.ts';
import { shareOf } from '../../functions/shared/money.ts';
import {
  ANN,
  affiliate,
  BOB,
  balances,
  CLEO,
  CUSTOMER,
  credit,
  day,
  deal,
  earned,
  flag,
  knowing,
  refund,
  sale,
  type Told,
  tell,
  type wonDeal,
} from './story.ts';

const last = (facts: readonly Fact[]) => decision.parse(facts.at(-1)?.decision);
const of = (partnerId: string, over: Partial<ReturnType<typeof wonDeal>['origination'] & object> = {}) => ({
  origination: {
    partnerId,
    run: 1,
    invoicing: 'agency' as const,
    parts: [{ rule: 'margin' as const, shareBp: 2_000 }],
    ...over,
  },
});

describe('A payment of a won deal', () => {
  test('earns margin and bonuses together, of what is left without tax, and says each part', () => {
    const parts = [
      { rule: 'margin' as const, shareBp: 2_000 },
      { rule: 'registered-deal' as const, shareBp: 500 },
      { rule: 'new-customer' as const, shareBp: 300 },
    ];
    const facts = tell([deal(of(CLEO, { parts })), sale({ net: 9_999, gross: 11_999, touches: [] })]);
    expect(balances(facts)).toEqual({ 'pi_1 C commission pending': 2_800, expense: -2_800 });
    expect(last(facts)).toMatchObject({
      model: 'deal',
      deal: 'deal_1',
      nth: 1,
      won: [{ touch: 'deal_1', partnerId: CLEO }],
      parts: [
        { rule: 'deal/margin', bp: 2_000, exact: '1999.8', minor: 2_000 },
        { rule: 'deal/registered-deal', bp: 500, exact: '499.95', minor: 500 },
        { rule: 'deal/new-customer', bp: 300, exact: '299.97', minor: 300 },
      ],
    });
  });

  test('earns nothing for the affiliate who led there, and says why: one origination per payment', () => {
    const coupon = { kind: 'coupon' as const, key: 'SPRING', partnerId: BOB, run: 1, at: day(0) };
    const [own] = sale().data.touches as never[];
    const facts = tell([deal(), sale({ touches: [own as never, coupon] })]);
    expect([ANN, BOB, CLEO].map((one) => earned(facts, one))).toEqual([0, 0, 2_000]);
    expect(last(facts).lost).toEqual([
      { touch: 1, why: 'deal-first' },
      { touch: 0, why: 'deal-first' },
    ]);
  });

  test('told before the deal moves from the affiliate to the deal, and every changed decision is kept', () => {
    const facts = tell([sale(), sale({ key: 'pi_2', on: 1, touches: [] }), deal()]);
    expect(balances(facts)).toEqual({
      'pi_1 C commission pending': 2_000,
      'pi_2 C commission pending': 2_000,
      expense: -4_000,
    });
    expect(facts.at(-1)?.changed).toMatchObject([
      { sale: 'pi_1', model: 'deal', nth: 1 },
      { sale: 'pi_2', model: 'deal', nth: 2 },
    ]);
  });

  test('is as far as the deal goes: from its start, until its end, or by its name', () => {
    const known = knowing();
    const one = deal({ from: day(-1), until: day(2) });
    const paidOn = (on: number, more: { deal?: string } = {}) =>
      earned(tell([one, sale({ on, touches: [], ...more })], known, day(5)), CLEO);
    expect([-2, -1, 1, 2].map((on) => paidOn(on))).toEqual([0, 2_000, 2_000, 0]);
    expect(paidOn(-2, { deal: 'deal_1' })).toBe(2_000);
    expect(paidOn(2, { deal: 'deal_1' })).toBe(0);
  });

  test('belongs to the deal it names, else to the one that began last', () => {
    const two = [deal({ dealId: 'deal_1', from: day(-30), ...of(BOB) }), deal({ dealId: 'deal_2', from: day(-5) })];
    const both = (more: { deal?: string; on?: number }) => {
      const facts = tell([...two, sale({ touches: [], ...more })]);
      return [BOB, CLEO].map((one) => earned(facts, one));
    };
    expect(both({})).toEqual([0, 2_000]);
    expect(both({ on: -6 })).toEqual([2_000, 0]);
    expect(both({ deal: 'deal_1' })).toEqual([2_000, 0]);
  });

  test('that the partner resells is decided, and nothing is posted', () => {
    const facts = tell([deal(of(CLEO, { invoicing: 'resale' })), sale()]);
    expect(facts.at(-1)?.postings).toEqual([]);
    expect(last(facts)).toMatchObject({
      because: 'A resale: the margin was the discount on the order, so nothing is posted.',
      parts: [{ rule: 'deal/margin', bp: 2_000, minor: 0, tests: { 'we-invoice': false } }],
      lost: [{ touch: 0, why: 'deal-first' }],
    });
  });

  test('earns nothing for a partner that has left, and the affiliate does not step in', () => {
    const known = knowing({ partners: [affiliate(ANN), affiliate(CLEO, { stoppedAt: day(-2) })] });
    const facts = tell([deal(), sale()], known);
    expect(facts.at(-1)?.postings).toEqual([]);
    expect(last(facts)).toMatchObject({ parts: [], because: 'No partner that led to it can earn on it.' });
  });

  test('before and after the deal earns by coupon and clicks as ever', () => {
    const facts = tell([
      deal({ from: day(0), until: day(2) }),
      sale({ on: -1 }),
      sale({ key: 'pi_2', on: 1 }),
      sale({ key: 'pi_3', on: 3 }),
    ]);
    expect([ANN, CLEO].map((one) => earned(facts, one))).toEqual([2_500 + 1_500, 2_000]);
  });
});

describe('Beside the origination', () => {
  test('co-sell credit and conflict fee are earned, at most one for each partner and role: the largest', () => {
    const credits = [
      credit(BOB),
      credit(BOB, { shareBp: 700 }),
      credit(BOB, { shareBp: 500 }, { rule: 'conflict-fee' }),
      credit(ANN, { shareBp: 100 }, { until: day(0) }),
    ];
    const facts = tell([deal({ credits }), sale({ touches: [] })]);
    expect(balances(facts)).toEqual({
      'pi_1 C commission pending': 2_000,
      'pi_1 B co-sell pending': 700,
      'pi_1 B conflict-fee pending': 500,
      expense: -3_200,
    });
  });

  test('of a customer that the direct side owns, they are alone, or beside an affiliate', () => {
    const direct = deal({ origination: undefined, credits: [credit(BOB, { shareBp: 500 }, { rule: 'conflict-fee' })] });
    expect(balances(tell([direct, sale({ touches: [] })]))).toEqual({
      'pi_1 B conflict-fee pending': 500,
      expense: -500,
    });
    expect(balances(tell([direct, sale()]))).toEqual({
      'pi_1 A commission pending': 2_500,
      'pi_1 B conflict-fee pending': 500,
      expense: -3_000,
    });
  });

  test('all together are at most half of the payment, cut in proportion by largest remainder', () => {
    const parts = [
      { rule: 'margin' as const, shareBp: 4_000 },
      { rule: 'registered-deal' as const, shareBp: 1_000 },
    ];
    const credits = [credit(BOB, { shareBp: 1_000 }), credit(ANN, { shareBp: 1_000 }, { rule: 'conflict-fee' })];
    const facts = tell([deal({ ...of(CLEO, { parts }), credits }), sale({ net: 9_999, touches: [] })]);
    expect(earned(facts, CLEO) + earned(facts, BOB) + earned(facts, ANN)).toBe(5_000);
    expect(last(facts)).toMatchObject({
      parts: [{ minor: 2_857, cut: { minor: 1_143, by: 'payment' } }, { minor: 715 }],
      credits: [{ minor: 714 }, { minor: 714 }],
    });
  });

  test('the month’s bonus of an affiliate stays within that half, too', () => {
    const credits = [credit(BOB, { shareBp: 2_000 })];
    const bonus: Told = {
      kind: 'bonus',
      key: 'bonus/1',
      occurredAt: day(5),
      data: { sale: 'pi_1', partnerId: ANN, minor: 1_000, period: '2027-03' },
    };
    const facts = tell([deal({ origination: undefined, credits }), sale(), bonus]);
    expect(balances(facts)).toMatchObject({ 'pi_1 A bonus pending': 500, expense: -5_000 });
  });

  test('an amount for a meeting is earned once, where the deal is at home, whatever is paid', () => {
    const meeting = credit(BOB, { minor: 50_000, currency: 'USD' }, { rule: 'meeting' });
    const told = { credits: [meeting, meeting] };
    expect(balances(tell([deal(told, true)]))).toEqual({ 'deal_1 B meeting pending': 50_000, expense: -50_000 });
    expect(earned(tell([deal(told), sale({ touches: [] }), sale({ key: 'pi_2', touches: [] })]), BOB)).toBe(0);
    expect(balances(tell([deal(told, true), flag('hold', 'deal_1', BOB)]))).toEqual({
      'deal_1 B meeting held': 50_000,
      expense: -50_000,
    });
    expect(balances(tell([deal(told, true), flag('reject', 'deal_1', BOB)]))).toEqual({});
  });
});

describe('Like every other earning', () => {
  const story = [deal({ credits: [credit(BOB)] }), sale({ touches: [] })];
  test('it is taken back in proportion, held, released and rejected, each partner by itself', () => {
    expect(balances(tell([...story, refund('pi_1', 5_000)]))).toEqual({
      'pi_1 C commission pending': 1_000,
      'pi_1 B co-sell pending': 250,
      expense: -1_250,
    });
    expect(balances(tell([...story, flag('hold', 'pi_1', BOB)]))).toMatchObject({
      'pi_1 B co-sell held': 500,
      'pi_1 C commission pending': 2_000,
    });
    expect(balances(tell([...story, flag('reject', 'pi_1', CLEO)]))).toEqual({
      'pi_1 B co-sell pending': 500,
      expense: -500,
    });
  });

  test('it matures with the payment', () => {
    expect(balances(tell(story, knowing(), day(31)))).toMatchObject({ 'pi_1 C commission payable': 2_000 });
  });
});

describe('A deal that is told when a commission has matured', () => {
  const late = deal({ credits: [credit(BOB, { shareBp: 3_000 })] });
  test('takes nothing from who has earned it; what stands beside it takes what the limit leaves', () => {
    const facts = tell([late], knowing(), day(40), tell([sale()]));
    expect([ANN, BOB, CLEO].map((one) => earned(facts, one))).toEqual([2_500, 2_500, 0]);
    expect(facts.at(-1)?.changed).toMatchObject([
      { sale: 'pi_1', lost: [{ touch: 'deal_1', why: 'told-late' }], credits: [{ minor: 2_500, cut: { minor: 500 } }] },
    ]);
  });

  test('counts where nobody has earned', () => {
    const facts = tell([late], knowing(), day(40), tell([sale({ touches: [] })]));
    expect(balances(facts)).toMatchObject({ 'pi_1 C commission payable': 2_000, 'pi_1 B co-sell payable': 3_000 });
  });
});

describe('A fact that changes sales in several currencies', () => {
  test('posts each of them, and sums to zero in each', () => {
    const facts = tell([
      sale({ touches: [] }),
      sale({ key: 'pi_2', currency: 'EUR', touches: [] }),
      sale({ key: 'pi_3', currency: 'JPY', touches: [] }),
      deal(),
    ]);
    const { postings = [], currency } = facts.at(-1) ?? {};
    expect(currency).toBe('USD');
    const sums = Map.groupBy(postings, (one) => one.currency ?? 'USD');
    expect([...sums.keys()].sort()).toEqual(['EUR', 'JPY', 'USD']);
    for (const all of sums.values()) expect(all.map(({ minor }) => minor)).toEqual([2_000, -2_000]);
  });

  test('of more than one fact holds is finished by the next ones', () => {
    const payments = Array.from({ length: MOST_POSTINGS + 20 }, (_, nth): Fact => {
      const told = sale({ key: `pi_${nth}`, net: 1_000, touches: [] });
      return { ...told, customer: CUSTOMER, number: nth + 1, recordedAt: day(10), postings: [] };
    });
    const first = tell([deal()], knowing(), day(10), payments);
    expect(first.at(-1)?.postings).toHaveLength(MOST_POSTINGS + 1);
    const more: Told = { kind: 'deal-won', key: 'deal_1~2', occurredAt: day(-3), data: { more: 'deal_1' } };
    expect(earned(tell([more], knowing(), day(10), first), CLEO)).toBe(payments.length * 200);
  });
});

describe('Whatever order payments, deals and what becomes of them are told in', () => {
  const credits = [
    credit(BOB, { shareBp: 1_500 }),
    credit(ANN, { shareBp: 500 }, { rule: 'conflict-fee', until: day(2) }),
  ];
  const parts = [
    { rule: 'margin' as const, shareBp: 3_000 },
    { rule: 'three-years' as const, shareBp: 500 },
  ];
  const stories: readonly Told[] = [
    deal({ ...of(CLEO, { parts }), credits, from: day(-10), until: day(3) }),
    deal({
      dealId: 'deal_2',
      wonAt: day(1),
      from: day(1),
      ...of(BOB),
      credits: [credit(CLEO, { shareBp: 500 }, { rule: 'conflict-fee' })],
    }),
    deal({ dealId: 'deal_3', from: day(-20), until: day(-9), ...of(ANN, { invoicing: 'resale' }) }),
    sale({ key: 'pi_0', on: -12, net: 4_321 }),
    sale({ key: 'pi_1', net: 9_999 }),
    sale({ key: 'pi_2', on: 1, net: 7_777, deal: 'deal_1', touches: [] }),
    sale({ key: 'pi_3', on: 2, net: 3_333, currency: 'EUR' }),
    sale({ key: 'pi_4', on: 4, net: 1_111, touches: [] }),
    refund('pi_1', 3_333, 3),
    flag('hold', 'pi_1', CLEO, 'f1', 3),
    flag('reject', 'pi_3', CLEO, 'f2', 3),
  ];
  /** What concerns a sale is told after it. */
  const legal = (order: readonly Told[]): readonly Told[] => [
    ...order.filter(({ data }) => data.sale === undefined),
    ...order.filter(({ data }) => data.sale !== undefined),
  ];
  const end = balances(tell(stories));
  const orders = fc.shuffledSubarray([...stories], { minLength: stories.length });

  it('the balances are the same in the end, and there are some', () => {
    expect(Object.keys(end).length).toBeGreaterThan(6);
    fc.assert(
      fc.property(orders, (order) => {
        expect(balances(tell(legal(order)))).toEqual(end);
      }),
    );
  });

  it('nothing is ever reversed below zero, and each fact sums to zero in each currency', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const facts = tell(legal(order));
        for (const [index, { postings }] of facts.entries()) {
          for (const all of Map.groupBy(postings, ({ currency = '' }) => currency).values()) {
            expect(all.reduce((sum, { minor }) => sum + minor, 0)).toBe(0);
          }
          for (const [name, minor] of Object.entries(balances(facts.slice(0, index + 1)))) {
            if (name !== 'expense') expect(minor, name).toBeGreaterThan(0);
          }
        }
      }),
    );
  });

  it('no payment earns more than half of itself, however generous its deals are, and none is earned on twice', () => {
    const bp = fc.integer({ min: 0, max: 10_000 });
    const generous = fc.record({
      net: fc.integer({ min: 0, max: 1_000_000 }),
      shares: fc.array(bp, { minLength: 1, maxLength: 4 }),
      beside: fc.array(bp, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(generous, ({ net, shares, beside }) => {
        const told = deal({
          ...of(CLEO, { parts: shares.map((shareBp) => ({ rule: 'margin' as const, shareBp })) }),
          credits: beside.map((shareBp, index) => credit([ANN, BOB][index % 2] ?? ANN, { shareBp })),
        });
        const facts = tell([told, sale({ net })]);
        const all = [ANN, BOB, CLEO].reduce((sum, one) => sum + earned(facts, one), 0);
        expect(all).toBeLessThanOrEqual(Math.ceil(net / 2));
        const wanted = shares.reduce((sum, one) => sum + one, 0);
        // Origination and credit are rounded each by itself: of a cent both may come to nothing.
        const asked = shareOf(net, wanted) + shareOf(net, beside[0] ?? 0);
        if (beside.length <= 1) expect(all).toBe(Math.min(asked, shareOf(net, 5_000)));
        expect(
          facts
            .at(-1)
            ?.postings.filter((one) => 'partnerId' in one && one.rule === 'commission' && one.partnerId !== CLEO),
        ).toEqual([]);
      }),
    );
  });
});

describe('A receipt of a deal’s payment', () => {
  const parts = [
    { rule: 'margin' as const, shareBp: 2_000 },
    { rule: 'registered-deal' as const, shareBp: 500 },
  ];
  const facts = tell([sale({ key: 'pi_1' }), deal({ ...of(CLEO, { parts }), credits: [credit(BOB)] })]);
  const sentences = (partnerId: string, told = facts, key = 'pi_1') =>
    receiptOf(told, key, { partnerId, now: day(11) })?.because;

  test('explains each part of it to its partner', () => {
    expect(sentences(CLEO)).toEqual([
      'It belongs to deal deal_1: payment 1 of it.',
      'Margin of policy version 1: 20 % of USD 100.00.',
      'Exactly 2000 minor units, rounded half away from zero.',
      'Earned: USD 20.00.',
      'Bonus for a registered deal of policy version 1: 5 % of USD 100.00.',
      'Exactly 500 minor units, rounded half away from zero.',
      'Earned: USD 5.00.',
    ]);
  });

  test('tells who has a credit what proves it', () => {
    expect(sentences(BOB)).toContain('Co-sell credit, evidence: Held the demo on 3 March; named in the CRM.');
    expect(receiptOf(facts, 'pi_1', { partnerId: BOB, now: day(11) })?.parts).toMatchObject([
      { rule: 'co-sell', minor: 500 },
    ]);
  });

  test('tells the affiliate why it has nothing any more', () => {
    expect(receiptOf(facts, 'pi_1', { partnerId: ANN, now: day(11) })).toMatchObject({
      state: 'reversed',
      touches: [{ won: false, because: 'A registered deal goes before coupons and clicks.' }],
      movements: [{ minor: 2_500 }, { minor: -2_500 }],
    });
  });

  test('of a resale says that the margin was the discount', () => {
    const told = tell([deal(of(CLEO, { invoicing: 'resale' })), sale()]);
    expect(sentences(CLEO, told)).toEqual([
      'It belongs to deal deal_1: payment 1 of it.',
      'A resale: the margin was the discount on the order, so nothing is posted.',
      'Margin: 20 % of USD 100.00, as the discount on the order.',
    ]);
  });

  test('there is one of a meeting, and one of a lead, for whom it concerns alone', () => {
    const told = tell([
      deal({ credits: [credit(BOB, { minor: 50_000, currency: 'USD' }, { rule: 'meeting' })] }, true),
    ]);
    expect(receiptOf(told, 'deal_1', { partnerId: BOB, now: day(11) })).toMatchObject({
      of: 'deal',
      state: 'pending',
      policyVersion: 1,
      because: [
        'Meeting that became an opportunity: USD 500.00, once.',
        'Evidence: Held the demo on 3 March; named in the CRM.',
      ],
      movements: [{ rule: 'meeting', minor: 50_000 }],
    });
    expect(receiptOf(told, 'deal_1', { partnerId: CLEO, now: day(11) })).toBeUndefined();
  });
});
