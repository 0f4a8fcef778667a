import { describe, expect, test } from 'vitest';
import {
  countSales,
  holdable,
  isConversion,
  partnerKnown,
  salesIn,
  uncounted,
  withDays,
} from '../../functions/fraud/stats.ts';
import type { BookLine, Page } from '../../functions/ledger/contract.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';
import { NO_BALANCES } from '../../functions/shared/book.ts';
import { aFact, CUSTOMER, PARTNER } from '../ledger/facts.ts';

const NOW = '2027-03-02T09:00:00.000Z';
const dayOf = (at: string) => at.slice(0, 10);
const line = (number: number, sale: string, minor: number, over: Partial<BookLine> = {}): BookLine => ({
  ...{ account: 'pending', minor, fact: `${CUSTOMER}/${number}`, sale, rule: 'commission' },
  ...{ maturesAt: '2027-03-31T09:00:00.000Z', ...over },
});
const page = (lines: readonly BookLine[], over: Partial<Page> = {}): Page => ({
  ...{ partnerId: PARTNER, currency: 'USD', number: 1, kind: 'facts', recordedAt: '2027-03-01T09:00:00.000Z' },
  ...{ lines: [...lines], balances: NO_BALANCES, against: [], openFrom: 1, ...over },
});

describe('What a book says of a day', () => {
  const sold = line(1, 'pi_1', 475);
  const back = line(2, 'pi_1', -475, { of: 'refund' });
  const held = [line(3, 'pi_1', -475, { of: 'hold' }), line(3, 'pi_1', 475, { of: 'hold', account: 'held' })];

  test('tells sales from refunds, and both from money that only moves', () => {
    const sales = salesIn([page([sold, back, ...held])], dayOf);
    expect(sales.map(({ minor }) => minor)).toEqual([475, -475, 0]);
    expect(countSales(sales, new Set(), ['2027-03-01']).get('2027-03-01')).toEqual({
      sales: 1,
      refunds: 1,
      conversions: 0,
    });
  });

  test('counts a sale once that comes back in parts', () => {
    const parts = [line(2, 'pi_1', -100, { of: 'refund' }), line(4, 'pi_1', -200, { of: 'refund' })];
    const sales = salesIn([page([...parts, line(5, 'pi_2', -5, { of: 'chargeback' })])], dayOf);
    expect(countSales(sales, new Set(), ['2027-03-01']).get('2027-03-01')?.refunds).toBe(2);
  });

  test.each([
    ['a month’s cap', 'cap', -100],
    ['a month’s bonus', 'bonus', 100],
    ['what people rejected', 'reject', -475],
    ['what people reinstated', 'reinstate', 475],
    ['a chargeback that was won', 'chargeback-won', 475],
    ['money of another tool', 'imported', 475],
    ['a sale that earns less since an earlier one was told', 'sale', -75],
  ] as const)('%s is neither a sale nor a refund', (_, of, minor) => {
    const sales = salesIn([page([line(9, 'pi_1', minor, of === 'sale' ? {} : { of })])], dayOf);
    expect(countSales(sales, new Set(), ['2027-03-01']).get('2027-03-01')).toMatchObject({ sales: 0, refunds: 0 });
  });

  test('leaves out commands of people, and pages of other days', () => {
    const pages = [
      page([sold], { kind: 'adjusted' }),
      page([line(9, 'pi_9', 5)], { recordedAt: '2027-02-27T09:00:00.000Z' }),
    ];
    expect(countSales(salesIn(pages, dayOf), new Set(), ['2027-03-01']).get('2027-03-01')?.sales).toBe(0);
  });

  test('what has matured cannot be held any more, and nothing is held twice', () => {
    const matured = line(6, 'pi_6', 100, { maturesAt: '2027-03-01T09:00:00.000Z' });
    const bonus = line(7, 'pi_1', 50);
    expect(holdable(salesIn([page([sold, matured, back, bonus])], dayOf), NOW)).toEqual([
      { customer: CUSTOMER, sale: 'pi_1' },
    ]);
  });
});

describe('A conversion', () => {
  const touched = { data: { touches: ['code.01J000000000000000000000CC'] } };
  const earned = [{ minor: 475 }];

  test.each([
    ['the first payment after a click', [aFact({ number: 1, ...touched, earned })], 1, true],
    ['a first payment without a click', [aFact({ number: 1, earned })], 1, false],
    [
      'a renewal',
      [aFact({ number: 1, ...touched, earned }), aFact({ number: 2, key: 'pi_2', ...touched, earned })],
      2,
      false,
    ],
    [
      'the first payment of a lead that earned nothing',
      [aFact({ number: 1, kind: 'lead', ...touched, earned: [] }), aFact({ number: 2, ...touched, earned })],
      2,
      true,
    ],
    [
      'the first payment of a lead that was paid for',
      [aFact({ number: 1, kind: 'lead', ...touched, earned }), aFact({ number: 2, ...touched, earned })],
      2,
      false,
    ],
    ['a fact that is not there', [], 1, false],
  ] as const)('%s', (_, facts, number, is) => {
    expect(isConversion(facts, number)).toBe(is);
  });
});

describe('The days of a partner', () => {
  const nothing = { clicks: 0, conversions: 0, sales: 0, refunds: 0, seen: 0 };

  test('are counted once each, the last 31 at first, and none before the partner began', () => {
    expect(uncounted(undefined, '2027-03-31', '2020-01-01')).toHaveLength(31);
    expect(uncounted(undefined, '2027-03-31', '2027-03-30')).toEqual(['2027-03-30', '2027-03-31']);
    const stats = withDays(PARTNER, undefined, { '2027-03-30': nothing }, '2027-03-31', NOW);
    expect(uncounted(stats, '2027-03-31', '2027-03-30')).toEqual(['2027-03-31']);
  });

  test('of more than 31 days ago are forgotten', () => {
    const old = withDays(PARTNER, undefined, { '2027-01-01': nothing }, '2027-01-01', NOW);
    expect(Object.keys(withDays(PARTNER, old, { '2027-03-01': nothing }, '2027-03-01', NOW).days)).toEqual([
      '2027-03-01',
    ]);
  });

  test('make rates of 30 days, and a mean of the 28 before the last', () => {
    const days = Object.fromEntries(
      Array.from({ length: 31 }, (_, index) => [
        `2027-03-${String(index + 1).padStart(2, '0')}`,
        { ...nothing, clicks: index + 1, sales: 1 },
      ]),
    );
    const stats = withDays(PARTNER, undefined, days, '2027-03-31', NOW);
    const known = partnerKnown(stats, '2027-03-31', firstPolicy.fraud);
    expect(known).toMatchObject({ sales: 30, clicks: 31 * 16 - 1, clicksOfDay: 31 });
    expect(known.clicksBefore).toHaveLength(28);
    expect(known.clicksBefore.at(-1)).toBe(30);
  });
});
