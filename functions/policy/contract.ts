import * as z from 'zod';
import { route } from '../shared/route.ts';
import { instant, paragraph } from '../shared/text.ts';
import { firstTerms, firstTiers, terms, tiers } from './document/commercial.ts';
import { dealRules, firstDealRules } from './document/deals.ts';
import { earning, firstEarning } from './document/earning.ts';
import { certification, firstCertification, firstOnboarding, onboarding } from './document/first-month.ts';
import { firstFraudRules, fraudRules } from './document/fraud.ts';
import { access, decisions, firstAccess, firstDecisions, firstSignUp, signUp } from './document/joining.ts';
import { firstLeadRules, leadRules } from './document/leads.ts';
import { firstLibrary, library } from './document/library.ts';
import { firstMdfRules, mdfRules } from './document/mdf.ts';
import { firstMoneyRules, moneyRules } from './document/money.ts';
import { firstPayoutRules, payoutRules } from './document/payouts.ts';
import { firstReviewRules, reviewRules } from './document/reviews.ts';
import { firstScoring, scoring } from './document/scoring.ts';
import { firstTierRules, tierRules } from './document/tiers.ts';

export { tiers } from './document/commercial.ts';
export { type Change, planChanges, planWords } from './document/comparing.ts';
export { type ConflictName, type ConflictRow, conflictName, type DealRules } from './document/deals.ts';
export {
  DEFAULT_PLAN,
  type Plan,
  type PlanRule,
  planIds,
  planNamed,
  presetPlans,
  tierPlan,
} from './document/earning.ts';
export { NEWEST_QUESTION_BANK } from './document/first-month.ts';
export { type FraudMode, type FraudRule, type FraudRules, fraudMode, fraudRule } from './document/fraud.ts';
export { type FileType, fileType } from './document/library.ts';
export { areAbove, isAbove } from './document/money.ts';
export { earliestEffect } from './document/notice.ts';
export { type Criterion, criterion, halfPoints, type IcpDimension, icpDimension } from './document/scoring.ts';
export { type Shelf, shelf, type TierRules } from './document/tiers.ts';
export * from './document/vocabulary.ts';

const timeZone = z
  .string()
  .refine((name) => Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC', 'is not a time zone');

const calendar = z.strictObject({
  timeZone,
  /** ISO weekdays on which people work: 1 is Monday. */
  workdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  /** Days off, as ISO dates. */
  holidays: z.array(z.iso.date()).max(400),
  reportingCurrency: z.string().regex(/^[A-Z]{3}$/),
});

/**
 * Every number and list that the program's rules use, in one document [Z1]. A section or field that is added later
 * needs a default, because published versions are kept for good and must still be readable.
 */
export const policyDocument = z
  .strictObject({
    calendar,
    signUp,
    access,
    scoring,
    decisions,
    onboarding,
    certification,
    tiers,
    terms,
    money: moneyRules.default(firstMoneyRules),
    fraud: fraudRules.default(firstFraudRules),
    earning: earning.default(firstEarning),
    payouts: payoutRules.default(firstPayoutRules),
    mdf: mdfRules.default(firstMdfRules),
    leads: leadRules.default(firstLeadRules),
    tierRules: tierRules.default(firstTierRules),
    library: library.default(firstLibrary),
    deals: dealRules.default(firstDealRules),
    reviews: reviewRules.default(firstReviewRules),
  })
  .meta({ id: 'Policy' });
export type Policy = z.infer<typeof policyDocument>;

/** Version 1, the defaults of the program's rules: in force from the beginning until ops publish another. */
export const firstPolicy: Policy = {
  calendar: {
    timeZone: 'America/New_York',
    workdays: [1, 2, 3, 4, 5],
    holidays: ['2026-12-25', '2027-01-01', '2027-12-24', '2027-12-31', '2028-12-25', '2029-01-01', '2029-12-25'],
    reportingCurrency: 'USD',
  },
  signUp: firstSignUp,
  access: firstAccess,
  scoring: firstScoring,
  decisions: firstDecisions,
  onboarding: firstOnboarding,
  certification: firstCertification,
  tiers: firstTiers,
  terms: firstTerms,
  money: firstMoneyRules,
  fraud: firstFraudRules,
  earning: firstEarning,
  payouts: firstPayoutRules,
  mdf: firstMdfRules,
  leads: firstLeadRules,
  tierRules: firstTierRules,
  library: firstLibrary,
  deals: firstDealRules,
  reviews: firstReviewRules,
};

/** Whom a new version concerns: what begins after it, or also what runs already [Z2]. */
export const appliesTo = z.enum(['new', 'all']);

export const policyVersion = z.strictObject({
  version: z.int().min(1).max(999_999),
  effectiveAt: instant,
  publishedAt: instant,
  /** Person id of who published it; `rule` for version 1. */
  publishedBy: z.string().min(1).max(100),
  /** Who approved it where rates or limits change [A14]. */
  approvedBy: z.string().min(1).max(100).optional(),
  appliesTo,
  note: z.string().max(2_000),
  /** Why it was published although a customer costs more than the program's limits [A15]. */
  override: z.string().max(1_000).optional(),
  document: policyDocument,
});
export type PolicyVersion = z.infer<typeof policyVersion>;

/** Event `policy-published.v1`, id `policy/<version>`. */
export const policyPublished = policyVersion.omit({ document: true });

const publication = z.strictObject({
  /** The version this one replaces: somebody else's publication in between is never overwritten. */
  basedOn: z.int().min(1),
  effectiveAt: instant,
  appliesTo: appliesTo.default('new'),
  note: paragraph(2_000),
  /** Needed where a customer would cost more than the program's limits: why all the same [A15]. */
  override: paragraph(1_000).optional(),
  document: policyDocument,
});
export type Publication = z.infer<typeof publication>;

const proposalState = z.enum(['proposed', 'published', 'refused', 'outdated']);

/** PROPOSAL item: a publication that takes a second person [A14]. */
export const proposalItem = publication
  .omit({ note: true, override: true })
  .extend({
    type: z.literal('PROPOSAL'),
    proposalId: z.string().regex(/^[0-9a-hjkmnp-tv-z]{26}$/),
    note: z.string(),
    override: z.string().optional(),
    /** `outdated`: another version was published before it was decided. */
    state: proposalState,
    worse: z.array(z.string()),
    proposedBy: z.string(),
    proposedAt: instant,
    decidedBy: z.string().optional(),
    decidedAt: instant.optional(),
  })
  .strip();
export type Proposal = z.infer<typeof proposalItem>;
export const proposalView = proposalItem.omit({ type: true, document: true }).strict();

/** `policy-telling.v1`: the partners of a stage are told of a version, from a place in the list on. */
export const policyTelling = z.strictObject({
  version: z.int().min(2),
  stage: z.string(),
  cursor: z.string().optional(),
  page: z.int().min(1),
});

export const routes = {
  showPolicy: route({
    id: 'showPolicy',
    method: 'GET',
    path: '/api/ops/policy',
    access: 'team',
    summary: 'The policy in force, and every version published so far.',
    status: 200,
    answer: z.strictObject({
      inForce: policyVersion,
      versions: z.array(policyPublished),
      /** The newest version, to start the next one from. */
      latest: policyDocument,
      /** What waits for a second person, or did; the newest first. */
      proposals: z.array(proposalView),
      warnings: z.array(z.string()),
    }),
  }),
  publishPolicy: route({
    id: 'publishPolicy',
    method: 'POST',
    path: '/api/ops/policy',
    access: 'team',
    summary:
      'Publishes a new version, ten minutes ahead at least. Other rates or limits wait for a second person; what is worse for partners needs 30 days of notice.',
    body: publication,
    status: 201,
    maxBytes: 262_144,
    answer: z.strictObject({
      state: proposalState,
      version: z.int(),
      effectiveAt: instant,
      worseForPartners: z.array(z.string()),
      warnings: z.array(z.string()),
    }),
  }),
} as const;
