import * as z from 'zod';
import { amountMinor, basisPoints, days } from './vocabulary.ts';

const channelTerms = z.strictObject({
  annualCommitmentMinor: amountMinor,
  marginBp: basisPoints,
  certifiedSales: z.int().min(0).max(1_000),
  certifiedTechnical: z.int().min(0).max(1_000),
  revenuePerQuarterMinor: amountMinor,
  /** Customer satisfaction in tenths of a point, 0 where none is asked for [T5]. */
  satisfactionTenths: z.int().min(0).max(50),
  mdfPerQuarterMinor: amountMinor,
  mdfMatchBp: basisPoints,
  openDeals: z.int().min(0).max(100_000),
});

/** What each channel tier asks and gives (table T). */
export const tiers = z.strictObject({
  channel: z.strictObject({
    Registered: channelTerms,
    Silver: channelTerms,
    Gold: channelTerms,
    Platinum: channelTerms,
  }),
  /** How many partners a program tier can hold; null: no limit [T7]. */
  capacity: z.strictObject({
    Strategic: z.int().nullable(),
    Growth: z.int().nullable(),
    Ecosystem: z.int().nullable(),
  }),
});

const tactic = z.string().min(1).max(200);

/** Terms that an agreement states [P1-P5] and that later earnings follow [A2, A5, A6, A10]. */
export const terms = z.strictObject({
  cookieDays: z.int().min(1).max(365),
  attribution: z.enum(['last-click', 'first-click', 'linear', 'position-based']),
  firstPaymentBp: basisPoints,
  laterPaymentsBp: basisPoints,
  laterPaymentsMonths: z.int().min(0).max(1_200),
  reviewDays: days,
  clawbackDays: days,
  payoutMinimumMinor: amountMinor,
  territory: z.string().min(1).max(200),
  /** Industries the partner may sell to; empty: all. */
  verticals: z.array(z.string().min(1).max(80)).max(40),
  prohibitedTactics: z.array(tactic).min(1).max(40),
  brandRules: z.array(z.string().min(1).max(300)).min(1).max(20),
  roadmapCadence: z.enum(['monthly', 'quarterly', 'yearly']),
  appealDays: days,
});

/** $1 = 100 minor units of the reporting currency. */
const dollars = (amount: number): number => amount * 100;

export const firstTiers: z.infer<typeof tiers> = {
  channel: {
    Registered: {
      annualCommitmentMinor: 0,
      marginBp: 1_000,
      certifiedSales: 1,
      certifiedTechnical: 0,
      revenuePerQuarterMinor: 0,
      satisfactionTenths: 0,
      mdfPerQuarterMinor: 0,
      mdfMatchBp: 0,
      openDeals: 5,
    },
    Silver: {
      annualCommitmentMinor: dollars(10_000),
      marginBp: 2_000,
      certifiedSales: 2,
      certifiedTechnical: 1,
      revenuePerQuarterMinor: dollars(25_000),
      satisfactionTenths: 0,
      mdfPerQuarterMinor: dollars(2_500),
      mdfMatchBp: 5_000,
      openDeals: 10,
    },
    Gold: {
      annualCommitmentMinor: dollars(50_000),
      marginBp: 3_000,
      certifiedSales: 5,
      certifiedTechnical: 3,
      revenuePerQuarterMinor: dollars(100_000),
      satisfactionTenths: 40,
      mdfPerQuarterMinor: dollars(10_000),
      mdfMatchBp: 2_500,
      openDeals: 25,
    },
    Platinum: {
      annualCommitmentMinor: dollars(200_000),
      marginBp: 3_500,
      certifiedSales: 10,
      certifiedTechnical: 5,
      revenuePerQuarterMinor: dollars(250_000),
      satisfactionTenths: 45,
      mdfPerQuarterMinor: dollars(50_000),
      mdfMatchBp: 0,
      openDeals: 100,
    },
  },
  capacity: { Strategic: 5, Growth: 20, Ecosystem: null },
};

export const firstTerms: z.infer<typeof terms> = {
  cookieDays: 60,
  attribution: 'last-click',
  firstPaymentBp: 2_500,
  laterPaymentsBp: 1_500,
  laterPaymentsMonths: 12,
  reviewDays: 30,
  clawbackDays: 60,
  payoutMinimumMinor: dollars(50),
  territory: 'worldwide',
  verticals: [],
  prohibitedTactics: [
    'Buying through your own link',
    'Disposable e-mail addresses',
    'Pay-to-click or reward traffic',
    'Misleading claims about the product or its price',
    'Cookie stuffing, hidden frames or forced clicks',
    'Advertising on our brand names without written approval',
    'Coupon and deal sites without written approval',
    'Unsolicited bulk e-mail',
  ],
  brandRules: [
    'Written approval is needed before a logo is published.',
    'Only the official files are used.',
    'Both logos have equal size and prominence.',
    'A logo is never altered.',
    "Each side follows the other's brand guidelines.",
    'Joint content carries the disclaimer that it is a collaboration.',
  ],
  roadmapCadence: 'quarterly',
  appealDays: 14,
};
