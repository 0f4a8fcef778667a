import * as z from 'zod';
import { partnerTier } from '../policy/contract.ts';
import { currencyCode, minorPaid } from '../shared/money.ts';
import { route } from '../shared/route.ts';
import { id, instant, line, paragraph } from '../shared/text.ts';
import {
  actionItem,
  entry,
  kpi,
  kpiEntryItem,
  packageItem,
  plan,
  quarter,
  result,
  reviewItem,
  tierOverride,
} from './items.ts';

const ofQuarter = z.strictObject({ quarter });
const ofPartner = z.strictObject({ partnerId: id });
const figureId = z.string().regex(/^[a-z0-9-]{1,60}$/);
const actionNumber = z.coerce.number().int().min(1).max(20);

const reviewRow = reviewItem
  .pick({
    partnerId: true,
    quarter: true,
    state: true,
    company: true,
    meetingAt: true,
    minutes: true,
    packagedAt: true,
    deliveredAt: true,
    lateBecause: true,
    endedAt: true,
    because: true,
    result: true,
  })
  .strict();
export type ReviewRow = z.infer<typeof reviewRow>;

const actionView = actionItem
  .pick({ number: true, quarter: true, what: true, side: true, dueOn: true, state: true, closedAt: true, note: true })
  .extend({ ownerName: z.string(), overdue: z.boolean() })
  .strict();
export type ActionView = z.infer<typeof actionView>;

const packageView = packageItem.omit({ type: true, partnerId: true, quarter: true, charts: true }).strict();

const reviewView = reviewRow.extend({
  /** Until when the package must have arrived, and from when on a meeting can be (now, unless it has arrived). */
  packageBy: instant,
  earliestMeeting: instant,
  plan: plan.optional(),
  tierOverride: tierOverride.optional(),
  package: packageView.optional(),
  actions: z.array(actionView),
});
export type ReviewView = z.infer<typeof reviewView>;

const opsReviewView = reviewView.extend({
  /** Who can own an action. */
  owners: z.array(z.strictObject({ personId: id, name: z.string(), side: z.enum(['partner', 'us']) })),
});
export type OpsReviewView = z.infer<typeof opsReviewView>;

const sources = z.strictObject({ entries: z.array(entry), next: z.int().optional() });
const fromPage = z.strictObject({ from: z.coerce.number().int().min(0).max(10_000).optional() });

const kpisView = z.strictObject({
  /** As agreed; without `measure` nobody has set how it is measured. */
  kpis: z.array(
    kpi.partial({ measure: true, target: true }).extend({
      number: z.int(),
      ownerName: z.string().optional(),
      entries: z.array(kpiEntryItem.pick({ month: true, value: true, at: true }).strict()),
    }),
  ),
  acceptedAt: instant.optional(),
  /** The side that has not accepted the targets yet. */
  waitsFor: z.enum(['partner', 'us']).optional(),
  owners: z.array(z.strictObject({ personId: id, name: z.string(), side: z.enum(['partner', 'us']) })),
});
export type KpisView = z.infer<typeof kpisView>;

const kpiValue = z.strictObject({
  month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'must be a month like 2027-03'),
  value: z.int().min(0).max(1_000_000_000),
});
const kpiPath = z.strictObject({ number: z.coerce.number().int().min(1).max(5) });

const recorded = z.strictObject({
  summary: paragraph(2_000),
  result,
  actions: z.array(z.strictObject({ what: line(300), owner: id, dueOn: z.iso.date() })).max(20),
  plan: z
    .strictObject({
      words: paragraph(2_000),
      target: z.strictObject({ minor: minorPaid, currency: currencyCode }).optional(),
    })
    .optional(),
  /** Sets a tier against the rule [T6]; goes to room tiers with its reason. */
  tierOverride: z.strictObject({ tier: partnerTier, reason: paragraph(500) }).optional(),
});
export type Recorded = z.infer<typeof recorded>;

const portal = {
  listOwnReviews: route({
    id: 'listOwnReviews',
    method: 'GET',
    path: '/api/portal/business-reviews',
    access: 'partner',
    summary: 'Your business reviews, the newest first, and your open actions',
    status: 200,
    answer: z.strictObject({ reviews: z.array(reviewRow), actions: z.array(actionView) }),
  }),
  showOwnReview: route({
    id: 'showOwnReview',
    method: 'GET',
    path: '/api/portal/business-reviews/{quarter}',
    access: 'partner',
    summary: 'One business review: when, the numbers, the agenda, what was agreed',
    params: ofQuarter,
    status: 200,
    answer: reviewView,
  }),
  listOwnSources: route({
    id: 'listOwnSources',
    method: 'GET',
    path: '/api/portal/business-reviews/{quarter}/figures/{figure}',
    access: 'partner',
    summary: 'What a number of your review is made of',
    params: ofQuarter.extend({ figure: figureId }),
    query: fromPage,
    status: 200,
    answer: sources,
  }),
  finishAction: route({
    id: 'finishAction',
    method: 'POST',
    path: '/api/portal/business-reviews/{quarter}/actions/{number}/done',
    access: 'partner',
    summary: 'Marks an action of yours as done',
    params: ofQuarter.extend({ number: actionNumber }),
    body: z.strictObject({ note: line(300).optional() }),
    status: 200,
    answer: actionView,
  }),
  showOwnKpis: route({
    id: 'showOwnKpis',
    method: 'GET',
    path: '/api/portal/kpis',
    access: 'partner',
    summary: 'The KPIs we agreed on, their targets and monthly values',
    status: 200,
    answer: kpisView,
  }),
  acceptKpis: route({
    id: 'acceptKpis',
    method: 'POST',
    path: '/api/portal/kpis/acceptance',
    access: 'partner',
    summary: 'Accepts the targets that were set',
    body: z.strictObject({}),
    status: 200,
    answer: kpisView,
  }),
  enterOwnKpi: route({
    id: 'enterOwnKpi',
    method: 'POST',
    path: '/api/portal/kpis/{number}/values',
    access: 'partner',
    summary: 'Enters the value of a month, for a KPI of which you are the owner',
    params: kpiPath,
    body: kpiValue,
    status: 200,
    answer: kpisView,
  }),
} as const;

const team = {
  listReviews: route({
    id: 'listReviews',
    method: 'GET',
    path: '/api/ops/business-reviews',
    access: 'team',
    summary: 'The reviews of a quarter, in the order of their meetings; the last quarter that is over, unless told',
    query: z.strictObject({ quarter: quarter.optional(), cursor: z.string().max(1000).optional() }),
    status: 200,
    answer: z.strictObject({ quarter, reviews: z.array(reviewRow), cursor: z.string().optional() }),
  }),
  showReview: route({
    id: 'showReview',
    method: 'GET',
    path: '/api/ops/partners/{partnerId}/business-reviews/{quarter}',
    access: 'team',
    summary: 'One business review: when, the numbers, the agenda, what was agreed',
    params: ofPartner.extend({ quarter }),
    status: 200,
    answer: opsReviewView,
  }),
  listSources: route({
    id: 'listSources',
    method: 'GET',
    path: '/api/ops/partners/{partnerId}/business-reviews/{quarter}/figures/{figure}',
    access: 'team',
    summary: 'What a number of a review is made of',
    params: ofPartner.extend({ quarter, figure: figureId }),
    query: fromPage,
    status: 200,
    answer: sources,
  }),
  moveReview: route({
    id: 'moveReview',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/business-reviews/{quarter}/meeting',
    access: 'team',
    summary: 'Moves the meeting, with a reason that both sides are told',
    params: ofPartner.extend({ quarter }),
    body: z.strictObject({ meetingAt: instant, reason: paragraph(400) }),
    status: 200,
    answer: opsReviewView,
  }),
  callOffReview: route({
    id: 'callOffReview',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/business-reviews/{quarter}/call-off',
    access: 'team',
    summary: 'Calls the review off, with a reason that both sides are told',
    params: ofPartner.extend({ quarter }),
    body: z.strictObject({ reason: paragraph(400) }),
    status: 200,
    answer: opsReviewView,
  }),
  recordReview: route({
    id: 'recordReview',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/business-reviews/{quarter}/record',
    access: 'team',
    summary: 'Records what came of the review: result, actions with owners and dates, plan, override of the tier',
    params: ofPartner.extend({ quarter }),
    body: recorded,
    status: 200,
    answer: opsReviewView,
  }),
  closeAction: route({
    id: 'closeAction',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/business-reviews/{quarter}/actions/{number}',
    access: 'team',
    summary: 'Closes an action: done, or dropped with a reason',
    params: ofPartner.extend({ quarter, number: actionNumber }),
    body: z.strictObject({ state: z.enum(['done', 'dropped']), note: line(300) }),
    status: 200,
    answer: opsReviewView,
  }),
  showKpis: route({
    id: 'showKpis',
    method: 'GET',
    path: '/api/ops/partners/{partnerId}/kpis',
    access: 'team',
    summary: "A partner's agreed KPIs, their targets and monthly values",
    params: ofPartner,
    status: 200,
    answer: kpisView,
  }),
  setKpis: route({
    id: 'setKpis',
    method: 'PUT',
    path: '/api/ops/partners/{partnerId}/kpis',
    access: 'team',
    summary: 'Sets by what the agreed KPIs are measured, their targets and who enters them; the partner accepts it',
    params: ofPartner,
    body: z.strictObject({ kpis: z.array(kpi).min(1).max(5) }),
    status: 200,
    answer: kpisView,
  }),
  enterKpi: route({
    id: 'enterKpi',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/kpis/{number}/values',
    access: 'team',
    summary: 'Enters the value of a month, for a KPI of which somebody of the team is the owner',
    params: ofPartner.extend(kpiPath.shape),
    body: kpiValue,
    status: 200,
    answer: kpisView,
  }),
  takeSupportCases: route({
    id: 'takeSupportCases',
    method: 'POST',
    path: '/api/ops/support-cases',
    access: 'team',
    summary: 'Takes escalated support cases as CSV: partner, case, date, subject',
    body: z.strictObject({ content: z.string().min(1).max(400_000) }),
    maxBytes: 524_288,
    status: 200,
    answer: z.strictObject({ taken: z.int(), known: z.int() }),
  }),
} as const;

export const routes = { ...portal, ...team } as const;
