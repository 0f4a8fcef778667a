import * as z from 'zod';
import { basisPoints, criterion, halfPoints, partnerTier, path } from '../policy/contract.ts';
import { route } from '../shared/route.ts';
import { id, instant, line } from '../shared/text.ts';

const run = z.int().min(1);
const person = z.string().min(1).max(100);

/** The outcome of a scorecard [S1]; `incomplete`: a criterion that the path needs is missing [S4, S6]. */
export const verdict = z.enum(['pursue', 'conditional', 'pass', 'incomplete']);
export type Verdict = z.infer<typeof verdict>;

/**
 * What follows from it. `needs-people`: a person must answer first, and `ask` names the task:
 * `scorecard` (score four criteria), `conditional` (accept or refuse), `needs-more` (the applicant must add something).
 */
export const access = z.enum(['admitted', 'gate-override-needed', 'declined', 'needs-people']);
export type Access = z.infer<typeof access>;
export const ask = z.enum(['nobody', 'scorecard', 'gate-override', 'conditional', 'needs-more']);

// ---- Steps of the workflows

/** Input of `measure-overlap`. */
export const measureOverlapInput = z.strictObject({ partnerId: id, run });
/** `overlapBp`: null when the application says nothing of its customers. */
export const overlapMeasured = z.strictObject({
  overlapBp: basisPoints.nullable(),
  source: z.enum(['shares', 'list', 'none']),
});

/** Input of `score-application`: what rules can say alone. On the full path that is never the last word [L12]. */
export const scoreApplicationInput = z.strictObject({ partnerId: id, run });

const points = z.number().min(1).max(5).multipleOf(0.5);
/** What a person scores, in points with half steps. A criterion that is left out stays missing [S4]. */
export const scoresByPerson = z.strictObject({
  'brand-reputation': points.optional(),
  'technical-readiness': points.optional(),
  'executive-sponsorship': points.optional(),
  'cultural-alignment': points.optional(),
});
export type ScoresByPerson = z.infer<typeof scoresByPerson>;

/**
 * Input of `score-with-people`: after the manager's answer (`by` = person id and the scores), or at the deadline
 * (`by` = `rule`, no scores): then the known criteria decide, and the entry tier is the most that can come of it [L11].
 */
export const scoreWithPeopleInput = z.strictObject({
  partnerId: id,
  run,
  by: person,
  scores: scoresByPerson.default({}),
});

/** Output of both. `totalMillipoints`: thousandths of a point, rounded down; null when nothing is known. */
export const scored = z.strictObject({
  version: z.int().min(1),
  path,
  decision: verdict,
  totalMillipoints: z.int().nullable(),
  knownWeightBp: basisPoints,
  overlapBp: basisPoints.nullable(),
  access,
  ask,
  /** The tier that an admission on this scorecard gives. */
  tier: partnerTier,
  /** True: decided at a deadline, so `tier` is the entry tier [L11]. */
  capped: z.boolean(),
  missing: z.array(criterion),
  /** One sentence that a person can read. */
  reason: z.string(),
});
export type Scored = z.infer<typeof scored>;

// ---- Item and event

const scoredCriterion = z.object({
  criterion,
  weightBp: basisPoints,
  /** Null: missing. */
  score: halfPoints.nullable(),
  /** `rule` or a person's id. */
  by: person,
  /** What the score was made from. */
  input: z.record(z.string(), z.unknown()),
});
export type ScoredCriterion = z.infer<typeof scoredCriterion>;

/** SCORECARD item: everything the decision was made from, for good [S5]. A re-score adds one and changes none. */
export const scorecardItem = z.object({
  type: z.literal('SCORECARD'),
  partnerId: id,
  run,
  version: z.int().min(1),
  occasion: z.enum(['application', 'people', 'deadline', 're-score']),
  path,
  policyVersion: z.int().min(1),
  criteria: z.array(scoredCriterion),
  thresholds: z.object({ pursueFromMilli: z.int(), conditionalFromMilli: z.int(), icpGateBp: basisPoints }),
  /** Exact: total in points = numerator / denominator. */
  total: z.object({ numerator: z.int(), denominator: z.int() }),
  result: scored,
  note: z.string().optional(),
  scoredBy: person,
  scoredAt: instant,
  /** Equal inputs have an equal one: a repeat of the step finds its own scorecard. */
  inputHash: z.string(),
});
export type Scorecard = z.infer<typeof scorecardItem>;

/** `application-scored.v1`, id `<partnerId>/<run>/scored/<version>`. */
export const applicationScored = z.strictObject({ occasion: scorecardItem.shape.occasion, result: scored });

// ---- HTTP

const params = z.strictObject({ partnerId: id });
export const scorecardView = scorecardItem.omit({ type: true, inputHash: true });

export const routes = {
  listScorecards: route({
    id: 'listScorecards',
    method: 'GET',
    path: '/api/ops/partners/{partnerId}/scorecards',
    access: 'team',
    summary: 'Every scorecard of a partner, newest first, with its inputs.',
    params,
    status: 200,
    answer: z.strictObject({ scorecards: z.array(scorecardView) }),
  }),
  rescore: route({
    id: 'rescore',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/scorecards',
    access: 'team',
    summary: 'Scores again, under the policy in force; what was decided stays, until people decide otherwise.',
    params,
    body: z.strictObject({ scores: scoresByPerson.default({}), note: line(500) }),
    status: 201,
    answer: scorecardView,
  }),
} as const;
