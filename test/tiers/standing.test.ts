import { describe, expect, test } from 'vitest';
import { channelTier, firstPolicy } from '../../functions/policy/contract.ts';
import { forecastOf, underDraft } from '../../functions/tiers/forecasting.ts';
import { requirementsOf, wordsOf } from '../../functions/tiers/requirements.ts';
import { promotionOf, reviewOf, standingMoves } from '../../functions/tiers/reviewing.ts';
import { answers, asGold, asSilver, certificates, committed, measured, sold } from './builders.ts';

const NOW = '2027-03-10T12:00:00.000Z';
const FIRST_OF_APRIL = '2027-04-01T06:00:00.000Z';
const inQ1 = { at: NOW, quarters: ['2027-Q1'] as [string], answersUpTo: '2027-Q1' };
const missing = (tier: 'Silver' | 'Gold' | 'Platinum', have: Parameters<typeof requirementsOf>[1]) =>
  wordsOf(requirementsOf(tier, have, inQ1, firstPolicy));
const standing = (tier: string, over: object = {}) => ({
  tier: tier as 'Gold',
  notice: undefined,
  reviews: 5,
  ...over,
});
const review = (
  of: ReturnType<typeof standing>,
  have: Parameters<typeof reviewOf>[1],
  quarter = '2027-Q1',
  now = FIRST_OF_APRIL,
) => reviewOf(of, have, quarter, now, firstPolicy);

describe('What a tier asks (table T)', () => {
  test('is met exactly at its numbers', () => {
    expect(missing('Silver', asSilver())).toEqual([]);
    expect(missing('Gold', asGold())).toEqual([]);
  });

  test.each([
    [
      'a cent less revenue',
      { revenue: [{ quarter: '2027-Q1', currency: 'USD', minor: 9_999_999 }] },
      'USD 0.01 more revenue in the quarter',
    ],
    [
      'one person fewer in sales',
      { certificates: [...certificates('sales', 4), ...certificates('technical', 3)] },
      '1 more sales certificate',
    ],
    ['a smaller commitment', { commitments: [committed(49_999)] }, 'a signed commitment of USD 50,000.00 a year'],
    [
      'a commitment that has ended',
      { commitments: [committed(50_000, '2027-03-09')] },
      'a signed commitment of USD 50,000.00 a year',
    ],
    ['a mean of 3.8', { answers: answers([4, 4, 4, 4, 3]) }, 'customer satisfaction of 4.0 (now 3.8 from 5 answers)'],
    ['four answers', { answers: answers([5, 5, 5, 5]) }, '1 more survey answers'],
    [
      'answers of five quarters ago',
      { answers: answers([5, 5, 5, 5, 5], '2026-03-31T12:00:00.000Z') },
      '5 more survey answers',
    ],
  ])('%s: it says what is missing, in words and numbers', (_, over, words) => {
    expect(missing('Gold', asGold(over))).toEqual([words]);
  });

  test('one person with two certificates of a track counts once, and not on the day it has expired', () => {
    const twice = [...certificates('sales', 1), ...certificates('sales', 1)];
    expect(missing('Silver', asSilver({ certificates: [...twice, ...certificates('technical', 1)] }))).toEqual([
      '1 more sales certificate',
    ]);
    const ended = [...certificates('sales', 2, NOW), ...certificates('technical', 1)];
    expect(missing('Silver', asSilver({ certificates: ended }))).toEqual(['2 more sales certificates']);
  });

  test('euros count at the rate of the policy for the threshold; a currency without a rate does not, and it is said [Z1]', () => {
    expect(missing('Silver', asSilver({ revenue: [sold('2027-Q1', 10_000), sold('2027-Q1', 13_889, 'EUR')] }))).toEqual(
      [],
    );
    const [, , , revenue] = requirementsOf(
      'Silver',
      asSilver({ revenue: [sold('2027-Q1', 90_000, 'BRL')] }),
      inQ1,
      firstPolicy,
    );
    expect(revenue).toMatchObject({ met: false, has: 'USD 0.00 (not counted, for want of a rate: BRL)' });
  });

  test('Registered asks for one certified person and nothing else', () => {
    const [only, ...rest] = requirementsOf('Registered', measured(), inQ1, firstPolicy);
    expect(only).toMatchObject({ kind: 'sales', met: false });
    expect(rest).toEqual([]);
  });
});

describe('Promotion [T6]', () => {
  test('goes to the highest tier whose requirements are all met, past those between', () => {
    expect(promotionOf('Registered', asGold(), NOW, firstPolicy)).toBe('Gold');
    expect(promotionOf('Silver', asGold(), NOW, firstPolicy)).toBe('Gold');
    expect(promotionOf('Gold', asGold(), NOW, firstPolicy)).toBeUndefined();
  });

  test('takes the better of this quarter to date and the last one', () => {
    expect(
      promotionOf(
        'Registered',
        asSilver({ revenue: [sold('2026-Q4', 25_000), sold('2027-Q1', 10)] }),
        NOW,
        firstPolicy,
      ),
    ).toBe('Silver');
    expect(
      promotionOf('Registered', asSilver({ revenue: [sold('2026-Q3', 25_000)] }), NOW, firstPolicy),
    ).toBeUndefined();
    expect(
      promotionOf(
        'Registered',
        asSilver({ revenue: [sold('2026-Q4', 15_000), sold('2027-Q1', 15_000)] }),
        NOW,
        firstPolicy,
      ),
    ).toBeUndefined();
  });

  test('unknown satisfaction stops it [T5]', () => {
    expect(promotionOf('Silver', asGold({ answers: answers([5, 5, 5, 5]) }), NOW, firstPolicy)).toBeUndefined();
  });
});

describe('Review at the end of a quarter [T2, T4, T6]', () => {
  test('keeps a tier whose requirements are met', () =>
    expect(review(standing('Gold'), asGold())).toEqual({ kind: 'kept' }));

  test('unknown satisfaction never costs a tier [T5]', () => {
    expect(review(standing('Gold'), asGold({ answers: [] })).kind).toBe('kept');
  });

  test('gives notice first, with what is missing, for the whole quarter that begins', () => {
    const short = asGold({ revenue: [sold('2027-Q1', 95_800)] });
    expect(review(standing('Gold'), short)).toEqual({
      kind: 'notice',
      notice: {
        to: 'Silver',
        missing: ['USD 4,200.00 more revenue in the quarter'],
        demotesAfter: '2027-Q2',
        at: FIRST_OF_APRIL,
      },
    });
  });

  test('a review that runs late gives notice for the next quarter: a full one [T2]', () => {
    const late = review(standing('Gold'), asGold({ revenue: [] }), '2027-Q1', '2027-04-09T06:00:00.000Z');
    expect(late).toMatchObject({ kind: 'notice', notice: { demotesAfter: '2027-Q3' } });
  });

  const given = { to: 'Silver', missing: ['x'], demotesAfter: '2027-Q2', at: FIRST_OF_APRIL } as const;
  const FIRST_OF_JULY = '2027-07-01T06:00:00.000Z';

  test('one tier is lost when the quarter of the notice ends and something is still missing', () => {
    const have = asGold({ revenue: [sold('2027-Q2', 30_000)] });
    const verdict = review(standing('Gold', { notice: given }), have, '2027-Q2', FIRST_OF_JULY);
    expect(verdict).toEqual({ kind: 'demoted', to: 'Silver', missing: ['USD 70,000.00 more revenue in the quarter'] });
  });

  test('where the tier below is missed too, its own notice begins at once: nothing is lost without one', () => {
    const verdict = review(
      standing('Platinum', { notice: { ...given, to: 'Gold' } }),
      asSilver({ revenue: [sold('2027-Q2', 26_000)] }),
      '2027-Q2',
      FIRST_OF_JULY,
    );
    expect(verdict).toMatchObject({ kind: 'demoted', to: 'Gold', notice: { to: 'Silver', demotesAfter: '2027-Q3' } });
  });

  test('is kept after notice once everything is there', () => {
    expect(
      review(
        standing('Gold', { notice: given }),
        asGold({ revenue: [sold('2027-Q2', 100_000)] }),
        '2027-Q2',
        FIRST_OF_JULY,
      ).kind,
    ).toBe('kept-after-notice');
  });

  test('a notice that runs longer than the quarter that ended waits', () => {
    const notice = { ...given, demotesAfter: '2027-Q3' };
    expect(review(standing('Gold', { notice }), asGold({ revenue: [] }), '2027-Q2', FIRST_OF_JULY).kind).toBe(
      'waiting',
    );
  });

  test('at the first review after admission only the commitment is due, at the second everything [T4]', () => {
    const have = measured({ commitments: [committed(50_000)] });
    expect(review(standing('Gold', { reviews: 0 }), have).kind).toBe('not-due');
    expect(review(standing('Gold', { reviews: 1 }), have).kind).toBe('notice');
    expect(review(standing('Gold', { reviews: 0 }), measured())).toMatchObject({
      kind: 'notice',
      notice: { missing: ['a signed commitment of USD 50,000.00 a year'] },
    });
  });

  test('Registered and affiliate tiers are never lost by a review [T3]', () => {
    for (const tier of ['Registered', 'Preferred', 'Ambassador'])
      expect(review(standing(tier), measured()).kind).toBe('kept');
  });

  test('every verdict moves a standing along its table', () => {
    for (const tier of channelTier.options)
      for (const notice of [undefined, given]) {
        const verdict = review(standing(tier, { notice }), measured(), '2027-Q2', FIRST_OF_JULY);
        const after =
          verdict.kind === 'notice' || verdict.kind === 'waiting' || ('notice' in verdict && verdict.notice)
            ? 'notice'
            : 'good';
        expect(standingMoves[notice ? 'notice' : 'good']).toContain(after);
      }
  });
});

describe('Forecast [B13]', () => {
  const forecast = (of: ReturnType<typeof standing>, have: Parameters<typeof reviewOf>[1], now = NOW) =>
    forecastOf(of, have, now, firstPolicy);

  test('says on which day which tier is lost unless what is added', () => {
    const notice = { to: 'Silver', missing: [], demotesAfter: '2027-Q3', at: '2027-07-01T04:10:00.000Z' } as const;
    const have = asGold({
      certificates: [...certificates('sales', 4), ...certificates('technical', 3)],
      revenue: [sold('2027-Q3', 95_800)],
      answers: [],
    });
    expect(forecast(standing('Gold', { notice }), have, '2027-08-20T12:00:00.000Z')).toMatchObject({
      risk: 'demotion',
      on: '2027-10-01',
      to: 'Silver',
      sentence:
        'You drop to Silver on 1 October 2027 unless you add 1 more sales certificate and USD 4,200.00 more revenue in the quarter.',
    });
  });

  test('says when notice would be given, and what would follow', () => {
    const have = asGold({ revenue: [sold('2027-Q1', 90_000)] });
    expect(forecast(standing('Gold'), have).sentence).toBe(
      'Notice is given on 1 April 2027 unless you add USD 10,000.00 more revenue in the quarter; Silver would follow on 1 July 2027.',
    );
  });

  test('counts certificates as they will be on the last day of the quarter', () => {
    const ending = [...certificates('sales', 2, '2027-03-20T12:00:00.000Z'), ...certificates('technical', 1)];
    expect(forecast(standing('Silver'), asSilver({ certificates: ending }))).toMatchObject({
      risk: 'notice',
      unless: ['2 more sales certificates'],
    });
  });

  test('a longer notice names its own day', () => {
    const notice = { to: 'Silver', missing: [], demotesAfter: '2027-Q2', at: NOW } as const;
    expect(forecast(standing('Gold', { notice }), asGold({ revenue: [] })).on).toBe('2027-07-01');
  });

  test('all is well, and what is not due yet is named', () => {
    expect(forecast(standing('Gold'), asGold())).toMatchObject({
      risk: 'none',
      sentence: 'You keep Gold on 1 April 2027.',
    });
    const new_ = forecast(standing('Gold', { reviews: 0 }), asGold({ revenue: [] }));
    expect(new_.sentence).toContain('Due at a later review: USD 100,000.00 more revenue in the quarter');
    expect(forecast(standing('Preferred'), measured()).risk).toBe('none');
  });
});

describe('What-if on thresholds [B13]', () => {
  const draft = (tier: 'Silver' | 'Gold', over: object) => ({
    ...firstPolicy,
    tiers: {
      ...firstPolicy.tiers,
      channel: { ...firstPolicy.tiers.channel, [tier]: { ...firstPolicy.tiers.channel[tier], ...over } },
    },
  });
  test('a lower threshold moves up who meets it now, a higher one down who does not', () => {
    const have = asSilver({ revenue: [sold('2027-Q1', 20_000)] });
    expect(
      underDraft(standing('Registered'), have, NOW, draft('Silver', { revenuePerQuarterMinor: 2_000_000 })),
    ).toMatchObject({ moves: 'up', to: 'Silver' });
    const higher = draft('Gold', { certifiedSales: 6 });
    expect(underDraft(standing('Gold'), asGold({ revenue: [sold('2026-Q4', 100_000)] }), NOW, higher)).toEqual({
      moves: 'down',
      to: 'Silver',
      missing: ['1 more sales certificate'],
    });
    expect(underDraft(standing('Silver'), asSilver(), NOW, firstPolicy)).toEqual({ moves: 'stays', missing: [] });
  });
});
