import * as z from 'zod';
import {
  type AffiliateTier,
  affiliateTier,
  basisPoints,
  type ChannelTier,
  channelTier,
  days,
  hours,
} from './vocabulary.ts';

/** What the enablement library has, by kind [O8]. */
export const shelf = z.enum([
  'sales-playbook',
  'battle-cards',
  'demo-environment',
  'case-studies',
  'co-brandable',
  'integration-guide',
]);
export type Shelf = z.infer<typeof shelf>;

const shelves = z.array(shelf).max(20);

const channelExtras = z.strictObject({
  /** Points on a registered deal, on top of the margin [T1]. */
  registeredDealBp: basisPoints,
  support: z.enum(['self-serve', 'dedicated']),
  coSelling: z.boolean(),
  jointBusinessPlan: z.boolean(),
  library: shelves,
});

const affiliateExtras = z.strictObject({
  earlyAccess: z.boolean(),
  coCreation: z.boolean(),
  library: shelves,
});

/** What tiers give beside the numbers of section `tiers`, and how standing is measured [T1-T7]. */
export const tierRules = z.strictObject({
  channel: z.record(channelTier, channelExtras),
  affiliate: z.record(affiliateTier, affiliateExtras),
  /** Points on the first deal with a new customer, and on longer deals: two or three years, not both [T1]. */
  newCustomerBp: basisPoints,
  twoYearsBp: basisPoints,
  threeYearsBp: basisPoints,
  survey: z.strictObject({
    /** The letter goes out this many days after a deal is won [T5]. */
    daysAfterWin: days,
    /** The page takes an answer for this long. */
    openDays: z.int().min(1).max(365),
    /** Answers of this many quarters count, the current one included; fewer answers than these are "unknown". */
    quarters: z.int().min(1).max(8),
    fewestAnswers: z.int().min(1).max(1_000),
  }),
  /** Which review since admission is the first that asks for more than the commitment [T4]. */
  firstFullReview: z.int().min(1).max(8),
  /** People of a partner, and how they are invited. */
  colleagues: z.strictObject({
    most: z.int().min(1).max(1_000),
    invitationHours: hours,
    invitationsPerDay: z.int().min(1).max(1_000),
  }),
});
export type TierRules = z.infer<typeof tierRules>;

const all: Shelf[] = [...shelf.options];

const channelOf = (
  registeredDealBp: number,
  extras: Partial<z.infer<typeof channelExtras>>,
): z.infer<typeof channelExtras> => ({
  ...{ registeredDealBp, support: 'self-serve', coSelling: false, jointBusinessPlan: false, library: all },
  ...extras,
});

const firstChannel: Readonly<Record<ChannelTier, z.infer<typeof channelExtras>>> = {
  Registered: channelOf(0, { library: ['sales-playbook', 'battle-cards', 'case-studies', 'integration-guide'] }),
  Silver: channelOf(500, {
    library: ['sales-playbook', 'battle-cards', 'demo-environment', 'case-studies', 'integration-guide'],
  }),
  Gold: channelOf(500, { support: 'dedicated', coSelling: true }),
  Platinum: channelOf(500, { support: 'dedicated', coSelling: true, jointBusinessPlan: true }),
};

const firstAffiliate: Readonly<Record<AffiliateTier, z.infer<typeof affiliateExtras>>> = {
  Standard: { earlyAccess: false, coCreation: false, library: ['case-studies'] },
  Preferred: { earlyAccess: true, coCreation: false, library: ['case-studies', 'co-brandable', 'battle-cards'] },
  Ambassador: { earlyAccess: true, coCreation: true, library: all },
};

export const firstTierRules: TierRules = {
  channel: firstChannel,
  affiliate: firstAffiliate,
  newCustomerBp: 300,
  twoYearsBp: 200,
  threeYearsBp: 500,
  survey: { daysAfterWin: 30, openDays: 60, quarters: 4, fewestAnswers: 5 },
  firstFullReview: 2,
  colleagues: { most: 100, invitationHours: 168, invitationsPerDay: 20 },
};
