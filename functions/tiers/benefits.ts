import {
  type AffiliateTier,
  affiliateTier,
  type ChannelTier,
  channelTier,
  type PartnerTier,
  type Policy,
  type Shelf,
} from '../policy/contract.ts';
import type { Agreed } from './agreed/items.ts';

/** What a tier gives (table T, T1, T3, O8). Amounts in minor units of the reporting currency. */
export interface Benefits {
  readonly tier: PartnerTier;
  /** Margin or discount on list value; 0 where commissions are earned instead. */
  readonly marginBp: number;
  /** Points on top of the margin [T1]. `twoYears` and `threeYears` never come together. */
  readonly bonuses: {
    readonly registeredDealBp: number;
    readonly newCustomerBp: number;
    readonly twoYearsBp: number;
    readonly threeYearsBp: number;
  };
  /** Deals that may be open at once; 0: none can be registered. */
  readonly openDeals: number;
  readonly mdfPerQuarterMinor: number;
  /** The partner's own part of an activity's budget. */
  readonly mdfMatchBp: number;
  readonly support: 'self-serve' | 'dedicated';
  readonly coSelling: boolean;
  readonly jointBusinessPlan: boolean;
  /** Affiliates [T3]. */
  readonly earlyAccess: boolean;
  readonly coCreation: boolean;
  /** What the library shows [O8]. */
  readonly library: readonly Shelf[];
}

type Rules = Pick<Policy, 'tiers' | 'tierRules'>;

const ofChannel = (tier: ChannelTier, { tiers, tierRules }: Rules): Benefits => {
  const { marginBp, openDeals, mdfPerQuarterMinor, mdfMatchBp } = tiers.channel[tier];
  const { registeredDealBp, support, coSelling, jointBusinessPlan, library } = tierRules.channel[tier];
  const { newCustomerBp, twoYearsBp, threeYearsBp } = tierRules;
  return {
    tier,
    marginBp,
    bonuses: { registeredDealBp, newCustomerBp, twoYearsBp, threeYearsBp },
    openDeals,
    mdfPerQuarterMinor,
    mdfMatchBp,
    support,
    coSelling,
    jointBusinessPlan,
    earlyAccess: false,
    coCreation: false,
    library,
  };
};

const ofAffiliate = (tier: AffiliateTier, { tierRules }: Rules): Benefits => {
  const { earlyAccess, coCreation, library } = tierRules.affiliate[tier];
  return {
    tier,
    marginBp: 0,
    bonuses: { registeredDealBp: 0, newCustomerBp: 0, twoYearsBp: 0, threeYearsBp: 0 },
    openDeals: 0,
    mdfPerQuarterMinor: 0,
    mdfMatchBp: 0,
    support: 'self-serve',
    coSelling: false,
    jointBusinessPlan: false,
    earlyAccess,
    coCreation,
    library,
  };
};

/**
 * What a partner at this tier sees and gets, under this policy. Everybody who gives or refuses it asks here. `agreed`: what
 * counts for this partner in place of the table.
 */
export const benefitsOf = (
  tier: PartnerTier,
  policy: Rules,
  agreed?: Pick<Agreed, 'tier' | 'marginBp' | 'mdfMatchBp'>,
): Benefits => {
  const affiliate = affiliateTier.safeParse(tier);
  if (affiliate.success) return ofAffiliate(affiliate.data, policy);
  const given = ofChannel(channelTier.options.find((one) => one === tier) ?? 'Registered', policy);
  if (agreed?.tier !== given.tier) return given;
  const { marginBp = given.marginBp, mdfMatchBp = given.mdfMatchBp } = agreed;
  return { ...given, marginBp, mdfMatchBp };
};

/** How high a tier is among those of its kind: Registered and Standard are 0. */
export const rankOf = (tier: PartnerTier): number =>
  [channelTier.options, affiliateTier.options].reduce(
    (rank, all: readonly PartnerTier[]) => Math.max(rank, all.indexOf(tier)),
    -1,
  );
