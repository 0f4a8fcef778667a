import { describe, expect, test } from 'vitest';
import { channelTier, firstPolicy } from '../../functions/policy/contract.ts';
import { benefitsOf, programTierItem, quarter, rankOf, revenueItem } from '../../functions/tiers/contract.ts';

describe('What a tier gives (table T, T1, T3)', () => {
  test.each([
    ['Registered', 1_000, 0, 5, 0, 'self-serve', false],
    ['Silver', 2_000, 500, 10, 250_000, 'self-serve', false],
    ['Gold', 3_000, 500, 25, 1_000_000, 'dedicated', true],
    ['Platinum', 3_500, 500, 100, 5_000_000, 'dedicated', true],
  ] as const)('%s has the margin, points, open deals, fund and support of its row', (tier, ...row) => {
    const { marginBp, bonuses, openDeals, mdfPerQuarterMinor, support, coSelling } = benefitsOf(tier, firstPolicy);
    expect([marginBp, bonuses.registeredDealBp, openDeals, mdfPerQuarterMinor, support, coSelling]).toEqual(row);
  });

  test('every channel tier earns three points on the first deal with a new customer, two or five on a longer one', () => {
    for (const tier of channelTier.options) {
      const { newCustomerBp, twoYearsBp, threeYearsBp } = benefitsOf(tier, firstPolicy).bonuses;
      expect([newCustomerBp, twoYearsBp, threeYearsBp]).toEqual([300, 200, 500]);
    }
  });

  test('a higher tier never gives less of anything', () => {
    const all = channelTier.options.map((tier) => benefitsOf(tier, firstPolicy));
    for (const [index, one] of all.entries()) {
      const below = all[index - 1] ?? one;
      expect(one.marginBp).toBeGreaterThanOrEqual(below.marginBp);
      expect(one.openDeals).toBeGreaterThanOrEqual(below.openDeals);
      expect(one.mdfPerQuarterMinor).toBeGreaterThanOrEqual(below.mdfPerQuarterMinor);
      expect(below.library.filter((shelf) => !one.library.includes(shelf))).toEqual([]);
    }
  });

  test('affiliates earn commissions: no margin, no deals, no fund, but early access from Preferred on', () => {
    const { marginBp, openDeals, mdfPerQuarterMinor, earlyAccess } = benefitsOf('Preferred', firstPolicy);
    expect([marginBp, openDeals, mdfPerQuarterMinor, earlyAccess]).toEqual([0, 0, 0, true]);
    expect(benefitsOf('Standard', firstPolicy).earlyAccess).toBe(false);
  });

  test('a published policy changes what a tier gives', () => {
    const gold = { ...firstPolicy.tiers.channel.Gold, openDeals: 40 };
    const policy = {
      ...firstPolicy,
      tiers: { ...firstPolicy.tiers, channel: { ...firstPolicy.tiers.channel, Gold: gold } },
    };
    expect(benefitsOf('Gold', policy).openDeals).toBe(40);
  });

  test('tiers of a kind have an order', () => {
    expect(['Registered', 'Silver', 'Gold', 'Platinum'].map((tier) => rankOf(tier as 'Gold'))).toEqual([0, 1, 2, 3]);
    expect(rankOf('Ambassador')).toBe(2);
  });

  test('items name a quarter as 2026-Q4, and a program tier that was never set is not given beyond capacity', () => {
    expect(quarter.safeParse('2026-Q5').success).toBe(false);
    const at = '2026-11-28T10:00:00.000Z';
    const partnerId = '0'.repeat(26);
    const revenue = { type: 'REVENUE', partnerId, quarter: '2026-Q4', currency: 'EUR', minor: 420_000, updatedAt: at };
    expect(revenueItem.parse(revenue)).toEqual(revenue);
    const given = { type: 'PROGRAM-TIER', partnerId, tier: 'Growth', since: at, by: 'p', reason: 'r', changes: 1 };
    expect(programTierItem.parse(given).overCapacity).toBe(false);
  });
});
