import * as z from 'zod';
import { basisPoints, slug } from './vocabulary.ts';

/** The seven criteria, in the order of table S. The first three have a self-serve source. */
export const criterion = z.enum([
  'icp-overlap',
  'complementarity',
  'market-reach',
  'brand-reputation',
  'technical-readiness',
  'executive-sponsorship',
  'cultural-alignment',
]);
export type Criterion = z.infer<typeof criterion>;

/** A score in half points: 2 is 1.0, 7 is 3.5, 10 is 5.0. Integers, so that totals are exact. */
export const halfPoints = z.int().min(2).max(10);

/** What a company's customers are described by [S7]. */
export const icpDimension = z.enum(['segment', 'industry', 'companySize', 'region']);
export type IcpDimension = z.infer<typeof icpDimension>;

const named = { id: slug, label: z.string().min(1).max(80) };
/** One answer that the sign-up form offers; `insideIcp`: it belongs to the program's ideal customer profile. */
const option = z.strictObject({ ...named, insideIcp: z.boolean() });
const options = z.array(option).min(1).max(40);
const rising = z.array(z.int().min(1)).length(4).refine(isRising, 'must rise');

function isRising(steps: readonly number[]): boolean {
  return steps.every((step, index) => index === 0 || step > (steps[index - 1] ?? 0));
}

const weights = z
  .record(criterion, basisPoints)
  .refine((all) => Object.values(all).reduce((sum, weight) => sum + weight, 0) === 10_000, 'weights must sum to 10000');

export const scoring = z
  .strictObject({
    weights,
    /** Totals in thousandths of a point [S1]. */
    pursueFromMilli: z.int().min(1_000).max(5_000),
    conditionalFromMilli: z.int().min(1_000).max(5_000),
    /** An overlap below this can never be `pursue` [S2]. */
    icpGateBp: basisPoints,
    /** Below the first step scores 1, below the second 2, … else 5 [S7]. */
    icpStepsBp: rising,
    /** People reached: below the first step scores 1, … else 5 (table S). */
    audienceSteps: rising,
    /** Product complementarity by declared category. */
    categories: z
      .array(z.strictObject({ ...named, score: halfPoints }))
      .min(1)
      .max(60),
    icp: z.strictObject({ segment: options, industry: options, companySize: options, region: options }),
  })
  .refine((rules) => rules.pursueFromMilli > rules.conditionalFromMilli, 'pursue must ask more than conditional');

const inside = (id: string, label: string) => ({ id, label, insideIcp: true });
const outside = (id: string, label: string) => ({ id, label, insideIcp: false });
const category = (id: string, label: string, score: number) => ({ id, label, score });

export const firstScoring: z.infer<typeof scoring> = {
  weights: {
    'icp-overlap': 2_500,
    complementarity: 2_000,
    'market-reach': 1_500,
    'brand-reputation': 1_500,
    'technical-readiness': 1_000,
    'executive-sponsorship': 1_000,
    'cultural-alignment': 500,
  },
  pursueFromMilli: 3_500,
  conditionalFromMilli: 2_500,
  icpGateBp: 6_000,
  icpStepsBp: [2_000, 4_000, 6_000, 8_000],
  audienceSteps: [1_000, 5_000, 25_000, 100_000],
  categories: [
    category('crm', 'CRM and sales tools', 10),
    category('marketing-automation', 'Marketing automation', 10),
    category('analytics', 'Analytics and reporting', 9),
    category('consulting', 'Consulting and implementation', 9),
    category('agency', 'Marketing or web agency', 8),
    category('media', 'Blog, video, podcast or newsletter', 8),
    category('e-commerce', 'E-commerce platform or shop tools', 8),
    category('it-services', 'IT services and managed hosting', 7),
    category('training', 'Training and education', 7),
    category('finance-tools', 'Finance and billing tools', 7),
    category('review-site', 'Comparison or review site', 6),
    category('coupon-site', 'Coupon or deal site', 3),
    category('other', 'Something else', 4),
  ],
  icp: {
    segment: [
      inside('small-business', 'Small business'),
      inside('mid-market', 'Mid-market'),
      outside('enterprise', 'Enterprise'),
      outside('public-sector', 'Public sector'),
      outside('consumer', 'Consumers'),
    ],
    industry: [
      inside('software', 'Software'),
      inside('e-commerce', 'E-commerce'),
      inside('professional-services', 'Professional services'),
      inside('marketing', 'Marketing and media'),
      inside('financial-services', 'Financial services'),
      outside('manufacturing', 'Manufacturing'),
      outside('healthcare', 'Healthcare'),
      outside('education', 'Education'),
      outside('other', 'Other'),
    ],
    companySize: [
      outside('1-9', '1 to 9 people'),
      inside('10-49', '10 to 49 people'),
      inside('50-249', '50 to 249 people'),
      inside('250-999', '250 to 999 people'),
      outside('1000+', '1,000 people and more'),
    ],
    region: [
      inside('north-america', 'North America'),
      inside('europe', 'Europe'),
      outside('latin-america', 'Latin America'),
      outside('asia-pacific', 'Asia and Pacific'),
      outside('middle-east-africa', 'Middle East and Africa'),
    ],
  },
};
