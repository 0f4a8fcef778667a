import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentOf, refusePeriod, versionsWith } from '../../functions/commissions/what-if/draft.ts';
import { replay } from '../../functions/commissions/what-if/replaying.ts';
import { partnerOf, withPartner } from '../../functions/commissions/what-if/summing.ts';
import { firstPolicy, type Policy } from '../../functions/policy/contract.ts';
import { ANN, affiliate, click, day, flag, knowing, refund, sale, tell } from './story.ts';

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
