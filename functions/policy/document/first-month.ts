import * as z from 'zod';
import { basisPoints, days, hours, slug } from './vocabulary.ts';

const milestone = z
  .strictObject({ opensOnDay: days, dueOnDay: days })
  .refine((range) => range.opensOnDay <= range.dueOnDay, 'a milestone cannot be due before it opens');

/** The workflows have one state for each reminder, so their number is fixed; their days are not. */
const twoDays = z.array(days).length(2, 'must name two days: the workflows send two reminders');

/** The first 30 days; day 0 is the decision to admit [O1-O7]. */
export const onboarding = z.strictObject({
  agreement: z.strictObject({ nudgeOnDays: twoDays, withdrawnOnDay: days }),
  milestones: z.strictObject({ O1: milestone, O2: milestone, O3: milestone, O4: milestone, O5: milestone }),
  /** A milestone that is due is nudged; this much later its manager is asked, or the pool if there is none. */
  escalateAfterHours: hours,
  /** `onboarded` or `stalled` [O6]. */
  closesOnDay: days,
  affiliate: z.strictObject({
    introCallOnDay: days,
    assetsOnDay: days,
    firstLinkOnDay: days,
    caseStudyOnDay: days,
    landingPageOnDay: days,
    /** The landing page is offered where the audience is larger than this [O7]. */
    landingPageAudienceOver: z.int().min(0),
    reviewOnDay: days,
  }),
  /** Three to five KPIs agreed by both sides (L3, G2); affiliates have these defaults [L9]. */
  kpis: z
    .strictObject({
      fewest: z.int().min(1).max(10),
      most: z.int().min(1).max(10),
      affiliate: z.array(slug).min(1).max(10),
    })
    .refine((kpis) => kpis.fewest <= kpis.most, 'the fewest KPIs cannot be more than the most'),
});

const modules = z
  .array(z.strictObject({ id: slug, title: z.string().min(1).max(120), minutes: z.int().min(1) }))
  .min(1);

/** The newest version of the quiz's questions that there is: room certification has them all. */
export const NEWEST_QUESTION_BANK = 1;

export const certification = z.strictObject({
  sales: z.strictObject({
    modules,
    questions: z.int().min(1).max(100),
    /** Which version of the questions is drawn from; an open attempt is marked by its own. */
    questionBank: z.int().min(1).max(NEWEST_QUESTION_BANK).default(1),
    passFromBp: basisPoints,
    attempts: z.int().min(1).max(20),
    hoursBetweenAttempts: z.int().min(0).max(720),
  }),
  technical: z.strictObject({ modules }),
  validMonths: z.int().min(1).max(60),
  remindDaysBefore: twoDays,
});

export const firstOnboarding: z.infer<typeof onboarding> = {
  agreement: { nudgeOnDays: [2, 7], withdrawnOnDay: 14 },
  milestones: {
    O1: { opensOnDay: 0, dueOnDay: 3 },
    O2: { opensOnDay: 3, dueOnDay: 7 },
    O3: { opensOnDay: 7, dueOnDay: 14 },
    O4: { opensOnDay: 14, dueOnDay: 21 },
    O5: { opensOnDay: 21, dueOnDay: 30 },
  },
  escalateAfterHours: 48,
  closesOnDay: 30,
  affiliate: {
    introCallOnDay: 1,
    assetsOnDay: 3,
    firstLinkOnDay: 7,
    caseStudyOnDay: 14,
    landingPageOnDay: 21,
    landingPageAudienceOver: 1_000,
    reviewOnDay: 30,
  },
  kpis: { fewest: 3, most: 5, affiliate: ['clicks', 'conversion', 'revenue'] },
};

export const firstCertification: z.infer<typeof certification> = {
  sales: {
    modules: [
      { id: 'product', title: 'The product', minutes: 30 },
      { id: 'icp-and-discovery', title: 'Ideal customers and discovery', minutes: 45 },
      { id: 'demo-and-objections', title: 'Demo and objections', minutes: 45 },
      { id: 'deal-mechanics', title: 'Deal mechanics', minutes: 30 },
    ],
    questions: 20,
    questionBank: 1,
    passFromBp: 8_000,
    attempts: 3,
    hoursBetweenAttempts: 24,
  },
  technical: {
    modules: [
      { id: 'architecture', title: 'Architecture', minutes: 60 },
      { id: 'implementation', title: 'Implementation', minutes: 120 },
      { id: 'troubleshooting', title: 'Troubleshooting', minutes: 60 },
    ],
  },
  validMonths: 12,
  remindDaysBefore: [30, 7],
};
