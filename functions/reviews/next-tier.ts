import { affiliateTier, type ChannelTier, channelTier, type PartnerTier, type Policy } from '../policy/contract.ts';
import { rankOf, requirementsOf, type TierMeasured } from '../tiers/contract.ts';
import { quarterAt, quarterBefore } from './calendar.ts';

/** The channel tier above this one; undefined at the top, and for an affiliate's tier. */
export const nextTier = (tier: PartnerTier): ChannelTier | undefined =>
  affiliateTier.safeParse(tier).success ? undefined : channelTier.options[rankOf(tier) + 1];

/** What a tier asks of a partner this instant, as room tiers judges it [T5, T6]. */
export const requirementsNow = (tier: ChannelTier, standing: TierMeasured, policy: Policy, now: string) => {
  const current = quarterAt(now, policy.calendar.timeZone);
  const moment = { at: now, quarters: [current, quarterBefore(current)], answersUpTo: current } as const;
  return requirementsOf(tier, standing, moment, policy);
};
