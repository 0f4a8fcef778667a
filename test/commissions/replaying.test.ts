import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentOf, refusePeriod, versionsUnder, versionsWith } from '../../functions/commissions/what-if/draft.ts';
import type { AttributionModel } from '../../functions/commissions/what-if/items.ts';
import { replay } from '../../functions/commissions/what-if/replaying.ts';
import { partnerOf, salesOf, withPartner } from '../../functions/commissions/what-if/summing.ts';
import { firstPolicy, type Policy } from '../../functions/policy/contract.ts';
import {
  ANN,
  affiliate,
  BOB,
  CLEO,
  click,
  credit,
  day,
  deal,
  flag,
  knowing,
  refund,
  sale,
  tell,
  wonDeal,
} from './story.ts';

const MONTH = { from: '2027-03', to: '2027-03', appliesTo: 'all', askedAt: day(60) } as const;
const draftOf = (over: Partial<Policy>) => {
  const today = knowing();
  return { today, draft: { ...today, versions: versionsWith(today.versions, { ...firstPolicy, ...over }, MONTH) } };
};
const cheaper = draftOf({ terms: { ...firstPolicy.terms, firstPaymentBp: 1_000 } });
const of = { partnerId: ANN, currency: 'USD' };
const resultOf = (facts: ReturnType<typeof tell>[], rules = cheaper) =>
  partnerOf(
    of,
    facts.flatMap((one) => replay(one, rules, MONTH).map((found) => found.sale)),
  );

describe('A draft over history [B2]', () => {
  test('says what a sale earns today and would have earned', () => {
    expect(resultOf([tell([sale()])])).toMatchObject({
      before: 2_500,
      after: 1_000,
      changed: 1,
      sales: [{ sale: 'pi_1', before: 2_500, after: 1_000 }],
    });
  });

  test('takes off what came back, both times', () => {
    expect(resultOf([tell([sale(), refund('pi_1', 5_000)])])).toMatchObject({ before: 1_250, after: 500 });
    expect(resultOf([tell([sale(), refund('pi_1', 10_000)])])).toMatchObject({ before: 0, after: 0, changed: 0 });
  });

  test('leaves out what was rejected, and sales of other months', () => {
    expect(resultOf([tell([sale(), flag('reject', 'pi_1')])])).toMatchObject({ before: 0, after: 0 });
    expect(resultOf([tell([sale({ on: 40 })])])).toMatchObject({ before: 0, after: 0 });
  });

  test('computes the bonus of a month anew, both times, whatever the close has set', () => {
    const customers = [1, 2, 3, 4, 5].map((number) => tell([sale({ key: `pi_${number}` })]));
    expect(resultOf(customers)).toMatchObject({
      before: 15_000,
      after: 7_500,
      bonus: { before: 2_500, after: 2_500 },
    });
    const none = draftOf({ earning: { ...firstPolicy.earning, defaultBonus: null } });
    expect(resultOf(customers, none)).toMatchObject({
      before: 15_000,
      after: 12_500,
      bonus: { before: 2_500, after: 0 },
    });
  });

  test('shows what a monthly cap would have taken', () => {
    const [preferred] = firstPolicy.earning.plans;
    if (!preferred) throw new Error('The defaults have it.');
    const plans = [preferred, { ...preferred, id: 'capped', capPerMonthMinor: { USD: 5_000 } }];
    const earning = { ...firstPolicy.earning, plans, planOf: { ...firstPolicy.earning.planOf, Standard: 'capped' } };
    const customers = [1, 2].map((number) => tell([sale({ key: `pi_${number}` })]));
    expect(resultOf(customers, draftOf({ earning }))).toMatchObject({
      before: 5_000,
      after: 5_000,
      cap: { before: 0, after: -1_000 },
    });
  });

  test('for new customers alone leaves those who began before', () => {
    const facts = tell([sale({ on: -20, touches: [click(ANN, day(-21))] }), sale({ key: 'pi_2', on: 3 })]);
    const draft = { ...firstPolicy, terms: { ...firstPolicy.terms, laterPaymentsBp: 500 } };
    const rules = (appliesTo: 'new' | 'all') => {
      const today = knowing();
      return { today, draft: { ...today, versions: versionsWith(today.versions, draft, { ...MONTH, appliesTo }) } };
    };
    expect(resultOf([facts], rules('all'))).toMatchObject({ before: 1_500, after: 500 });
    expect(resultOf([facts], rules('new'))).toMatchObject({ before: 1_500, after: 1_500, changed: 0 });
  });

  test('a draft that is today’s policy changes nothing, whatever has happened', () => {
    const same = draftOf({});
    const amounts = fc.array(
      fc.record({ net: fc.integer({ min: 0, max: 1e6 }), on: fc.integer({ min: 0, max: 25 }) }),
      {
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(amounts, (all) => {
        const facts = tell(all.map(({ net, on }, index) => sale({ key: `pi_${index}`, net, on })));
        const { before, after, changed } = resultOf([facts], same);
        return before === after && changed === 0;
      }),
    );
  });
});

describe('Another model of attribution over the same facts [A2]', () => {
  const path = [click(ANN, day(-9)), click(BOB, day(-5)), click(CLEO, day(-1))];
  const under = (model: AttributionModel, today = knowing()) => {
    return { today, draft: { ...today, versions: versionsUnder(today.versions, model) } };
  };
  const creditedBy = (facts: ReturnType<typeof tell>, model: AttributionModel, known = knowing()) =>
    [ANN, BOB, CLEO].map((partnerId) => {
      const all = replay(facts, under(model, known), MONTH).filter((one) => one.partnerId === partnerId);
      return partnerOf(
        { partnerId, currency: 'USD' },
        all.map(({ sale: one }) => one),
      );
    });

  test.each([
    ['last-click', [0, 0, 10_000], [0, 0, 2_500]],
    ['first-click', [10_000, 0, 0], [2_500, 0, 0]],
    ['linear', [3_334, 3_333, 3_333], [834, 833, 833]],
    ['position-based', [4_000, 2_000, 4_000], [1_000, 500, 1_000]],
  ] as const)('%s: who is credited with what, and would earn what, beside what was decided', (model, net, minor) => {
    const results = creditedBy(tell([sale({ touches: path })]), model);
    expect(results.map(({ credited }) => credited.net.after)).toEqual(net);
    expect(results.map(({ after }) => after)).toEqual(minor);
    expect(results.map(({ credited }) => credited.net.before)).toEqual([0, 0, 10_000]);
    expect(results.map(({ before }) => before)).toEqual([0, 0, 2_500]);
  });

  test('credits a sale that earns nothing any more, less what came back, and none that came back whole', () => {
    const known = knowing({ partners: [affiliate(ANN, { earnsFrom: day(-500) })] });
    const facts = tell(
      [
        sale({ on: -400 }),
        sale({ key: 'pi_2', touches: [] }),
        sale({ key: 'pi_3', touches: [] }),
        refund('pi_2', 4_000),
        refund('pi_3', 10_000),
      ],
      known,
    );
    const [ann] = creditedBy(facts, 'linear', known);
    expect(ann).toMatchObject({ after: 0, credited: { sales: { after: 1 }, net: { after: 6_000 } } });
  });

  test('leaves deals and what stands beside them as they are, and every payment is credited once', () => {
    const facts = tell([deal({ credits: [credit(BOB)] }), sale({ touches: path })]);
    const results = creditedBy(facts, 'linear');
    expect(results.map(({ before, after }) => [before, after])).toEqual([
      [0, 0],
      [500, 500],
      [2_000, 2_000],
    ]);
    expect(results.map(({ credited }) => credited.net.after)).toEqual([0, 0, 10_000]);
  });

  test('names all sales of a partner, one line for each, whatever it earns by it', () => {
    const facts = tell([
      deal({ ...wonDeal(), credits: [credit(CLEO)], from: day(0) }),
      sale({ on: -1, touches: path.slice(2) }),
      sale({ key: 'pi_2' }),
    ]);
    const own = replay(facts, under('linear'), { ...MONTH, from: '2027-02' }).filter((one) => one.partnerId === CLEO);
    expect(salesOf(own.map(({ sale: one }) => one))).toMatchObject([
      { sale: 'pi_2', before: 2_500, after: 2_500, net: { before: 10_000, after: 10_000 } },
      { sale: 'pi_1', net: { after: 10_000 } },
    ]);
  });
});

describe('Sums', () => {
  test('are of one currency, with who gains and who loses', () => {
    const one = resultOf([tell([sale()])]);
    const other = { ...one, partnerId: 'B', before: 0, after: 10 };
    expect(withPartner(withPartner(undefined, one), other)).toMatchObject({
      ...{ currency: 'USD', before: 2_500, after: 1_010, partners: 2, winners: 1, losers: 1 },
      best: [{ partnerId: 'B' }],
      worst: [{ partnerId: ANN }],
    });
  });

  test('an affiliate that nobody knows earns nothing either way', () => {
    const rules = { today: knowing({ partners: [affiliate('X')] }), draft: knowing({ partners: [affiliate('X')] }) };
    expect(resultOf([tell([sale()])], rules)).toMatchObject({ before: 0, after: 0 });
  });
});

describe('A question', () => {
  test.each([
    ['the wrong way round', '2027-03', '2027-02'],
    ['not there yet', '2027-03', '2027-04'],
    ['too many months', '2025-03', '2027-03'],
  ])('about months that are %s is refused', (_, from, to) => {
    expect(() => refusePeriod({ from, to }, day(0), 'America/New_York')).toThrow();
  });

  test('may give the fields alone that differ; what makes no policy is refused by name', () => {
    expect(documentOf({ terms: { cookieDays: 30 } }, firstPolicy).terms).toEqual({
      ...firstPolicy.terms,
      cookieDays: 30,
    });
    expect(documentOf({ document: firstPolicy }, firstPolicy)).toEqual(firstPolicy);
    expect(() => documentOf({ earning: { mostOfPaymentBp: 20_000 } }, firstPolicy)).toThrow(
      'draft.earning.mostOfPaymentBp',
    );
  });
});
