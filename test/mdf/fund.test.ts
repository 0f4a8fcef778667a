import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FundPage } from '../../functions/mdf/contract.ts';
import { freeOf, mostFor, reducing, releasing, reserving, settling } from '../../functions/mdf/fund.ts';
import { type FundEntry, nextFundPage } from '../../functions/shared/fund-book.ts';
import { Problem } from '../../functions/shared/problem.ts';
import { aRequest, NOW } from './builders.ts';

const QUOTA = 250_000;
const paged = (last: FundPage | undefined, entry: FundEntry): FundPage => nextFundPage(aRequest(), last, entry, NOW);
const reserve = (last: FundPage | undefined, askedMinor: number, quota = QUOTA): FundPage =>
  paged(last, reserving(aRequest({ askedMinor }), quota)(last));
const sum = (entry: FundEntry): number => [...entry.lines, ...entry.against].reduce((all, { minor }) => all + minor, 0);

describe('What a fund gives to a budget [M2]', () => {
  test.each([
    ['half of it, where the partner pays the other half', 400_000, 5_000, 200_000],
    ['three quarters at Gold', 400_000, 2_500, 300_000],
    ['all of it at Platinum, until a match is agreed', 400_000, 0, 400_000],
    ['never the half cent that would be too much', 101, 5_000, 50],
    ['nothing of nothing', 0, 2_500, 0],
    ['exactly, where numbers end to be exact', 9_999_999_999_999, 1, 9_998_999_999_999],
  ])('%s', (_, budget, match, most) => {
    expect(mostFor(budget, match)).toBe(most);
  });

  test('it is the largest whole amount that M2 allows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), fc.integer({ min: 0, max: 10_000 }), (budget, match) => {
        const most = BigInt(mostFor(budget, match)) * 10_000n;
        const limit = BigInt(budget) * BigInt(10_000 - match);
        expect(most <= limit && most + 10_000n > limit).toBe(true);
      }),
    );
  });
});

describe('A fund of a quarter [B14]', () => {
  test('opens with what the tier gives, against the budget of the program', () => {
    const page = reserve(undefined, 200_000);
    expect(page).toMatchObject({
      number: 1,
      against: [{ account: 'budget', minor: -QUOTA }],
      balances: { available: 50_000, reserved: 200_000, settled: 0 },
    });
  });

  test('has no more than what is left', () => {
    const first = reserve(undefined, 200_000);
    expect(() => reserve(first, 50_001)).toThrow('Your fund of 2027-Q1 has USD 500.00 left of USD 2,500.00 [M2].');
    expect(reserve(first, 50_000).balances).toEqual({ available: 0, reserved: 250_000, settled: 0 });
  });

  test('grows with the tier, from the next request on', () => {
    const silver = reserve(undefined, 200_000);
    const gold = reserve(silver, 700_000, 1_000_000);
    expect(gold.against).toEqual([{ account: 'budget', minor: -750_000 }]);
    expect(gold.balances).toEqual({ available: 100_000, reserved: 900_000, settled: 0 });
  });

  test('shrinks with the tier, and keeps what was promised', () => {
    const gold = reserve(undefined, 700_000, 1_000_000);
    expect(freeOf(gold, QUOTA)).toBe(0);
    expect(() => reserve(gold, 1)).toThrow(Problem);
    expect(gold.balances.reserved).toBe(700_000);
  });

  test('gets back what was not approved, not needed, or not used', () => {
    const request = aRequest({ askedMinor: 200_000 });
    const reserved = reserve(undefined, 200_000);
    expect(paged(reserved, releasing(request)).balances).toEqual({ available: QUOTA, reserved: 0, settled: 0 });
    const less = reducing(request, 150_000);
    const approved = paged(reserved, less ?? releasing(request));
    expect(approved.balances).toEqual({ available: 100_000, reserved: 150_000, settled: 0 });
    const settled = paged(approved, settling({ ...request, approvedMinor: 150_000 }, 120_000));
    expect(settled.balances).toEqual({ available: 130_000, reserved: 0, settled: 120_000 });
    expect(reducing(request, 200_000)).toBeUndefined();
  });

  test('whatever happens in whatever order, each posting sums to zero and nothing goes below zero', () => {
    const act = fc.record({
      askedMinor: fc.integer({ min: 1, max: 300_000 }),
      next: fc.constantFrom('release', 'approve', 'settle', 'stay'),
      part: fc.integer({ min: 1, max: 100 }),
      quota: fc.constantFrom(250_000, 1_000_000, 5_000_000),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        let last: FundPage | undefined;
        const take = (entry: FundEntry): void => {
          expect(sum(entry)).toBe(0);
          last = paged(last, entry);
          expect(last.balances.reserved).toBeGreaterThanOrEqual(0);
          expect(last.balances.settled).toBeGreaterThanOrEqual(0);
        };
        for (const { askedMinor, next, part, quota } of acts) {
          const request = aRequest({ askedMinor });
          if (askedMinor > freeOf(last, quota)) {
            expect(() => reserving(request, quota)(last)).toThrow(Problem);
            continue;
          }
          take(reserving(request, quota)(last));
          expect(last?.balances.available).toBeGreaterThanOrEqual(0);
          const approvedMinor = Math.max(1, Math.floor((askedMinor * part) / 100));
          if (next === 'release') take(releasing(request));
          if (next === 'stay' || next === 'release') continue;
          const less = reducing(request, approvedMinor);
          if (less) take(less);
          if (next === 'settle') take(settling({ ...request, approvedMinor }, Math.floor(approvedMinor / 2)));
        }
      }),
    );
  });
});
