import * as z from 'zod';
import { partnerTier, path, programType } from '../policy/contract.ts';
import { route } from '../shared/route.ts';
import { id, instant, line, paragraph } from '../shared/text.ts';
import { profileItem, stage, timelineItem } from './profile.ts';
import { timelineRoutes } from './timeline-views.ts';

export {
  journeyStopped,
  managerSet,
  partnerAdmitted,
  partnerStopped,
  type Stop,
  stageChanged,
  stopData,
  tierChanged,
} from './events.ts';
export { workflowInputs } from './inputs.ts';
export {
  ends,
  type Profile,
  profileItem,
  type Stage,
  stage,
  stages,
  type TimelineEntry,
  timelineItem,
} from './profile.ts';

export type { About, TimelineKind, TimelineView } from './timeline-views.ts';

const run = z.int().min(1);
const person = z.string().max(100);
const seconds = z.int().min(1).max(99_999_999);

// ---- Steps of the workflows

export const workflow = z.enum([
  'partner-lifecycle',
  'partner-onboarding',
  'affiliate-onboarding',
  'certification-renewal',
]);
export type Workflow = z.infer<typeof workflow>;

/** Input of `begin-workflow`: `input` is what a person typed, and is checked here. */
export const beginWorkflowInput = z.strictObject({ workflow, executionId: z.string().min(1), input: z.unknown() });

/** Every later state knows the partner by these. The timers are whole seconds, from the policy of this run [Z2]. */
export const beginWorkflowOutput = z.strictObject({
  partnerId: id,
  run,
  programType,
  path,
  tier: partnerTier,
  personId: id,
  /** Where the partner stands: a lifecycle that is restarted, or in its second year, goes on from there. */
  begins: z.enum(['Identify', 'Onboarding', 'Activate', 'Scale', 'Optimize']),
  /** Reviews and breaches up to this instant were dealt with before. */
  since: instant,
  /** Ends the name of a child execution: empty the first time, `-again-2` when this workflow tries again. */
  again: z.string(),
  /** The next year's execution. */
  next: z.strictObject({ name: z.string(), input: z.record(z.string(), z.unknown()) }),
  /** When this execution hands over to the next. */
  handOverAt: instant,
  /** What a certification renewal is about, as `describe-certificate` takes it. */
  certificate: z.strictObject({ track: z.enum(['sales', 'technical']).optional(), personId: id.optional() }),
  /** The fact that proves the first joint activity [L3, L9], and the task that helps it along. */
  proof: z.enum(['activity-met', 'first-sale']),
  proofTask: z.enum(['first-activity', 'first-sale-help']),
  timers: z.strictObject({
    /** A decision: from asked to reminded, to escalated, to ruled; and all three together. */
    decisionReminder: seconds,
    decisionEscalation: seconds,
    decisionRuling: seconds,
    decisionDeadline: seconds,
    moreFromApplicant: seconds,
    activityNudge: seconds,
    activityEscalation: seconds,
  }),
});
export type BegunWorkflow = z.infer<typeof beginWorkflowOutput>;

const stageLetter = z.strictObject({
  letter: z.string().regex(/^[a-z0-9-]{1,60}$/),
  to: z.enum(['contact', 'manager', 'ops']),
  data: z.record(z.string(), z.unknown()).default({}),
});

/** Input of `move-stage`. A move that is already made answers as the first time; an illegal one is `IllegalMove`. */
export const moveStageInput = z.strictObject({
  partnerId: id,
  run,
  to: stage,
  reason: z.string().max(1000).optional(),
  by: person.default('rule'),
  /** Opens the portal with Registered rights while a person decides [L12]. */
  opensPortal: z.boolean().default(false),
  letter: stageLetter.optional(),
  thenAt: instant.optional(),
});
export const moveStageOutput = z.strictObject({
  stage,
  since: instant,
  /** Whole seconds from now to `thenAt`, at least 1. */
  secondsToThen: z.int().min(1),
});

/** Input of `admit-partner`: Evaluate -> Activate at `tier`; `capped`: decided at a deadline, the entry tier [L11]. */
export const admitPartnerInput = z.strictObject({
  partnerId: id,
  run,
  by: person,
  reason: z.string().min(1).max(1000),
  tier: partnerTier,
  capped: z.boolean().default(false),
  conditional: z.boolean().default(false),
});
export const admitPartnerOutput = z.strictObject({ tier: partnerTier, admittedAt: instant });

// ---- HTTP

const partnerRow = z.strictObject({
  partnerId: id,
  company: z.string(),
  programType,
  tier: partnerTier.optional(),
  targetTier: partnerTier,
  stage,
  stageSince: instant,
  run,
});
export type PartnerRow = z.infer<typeof partnerRow>;

const entryView = timelineItem.omit({ type: true, partnerId: true }).strict();
const factView = z.strictObject({
  fact: z.string(),
  at: instant,
  by: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

export const waitViews = z.array(z.strictObject({ step: z.string(), awaits: z.array(z.string()), openedAt: instant }));

export const partnerView = z.strictObject({
  profile: profileItem.omit({ type: true }).strict(),
  timeline: z.array(entryView),
  facts: z.array(factView),
  waits: waitViews,
  /** Who could look after it. */
  managers: z.array(z.strictObject({ personId: id, name: z.string() })),
  /** The JOURNEY item, as room `onboarding` describes it. */
  journey: z.record(z.string(), z.unknown()).optional(),
});
export type PartnerView = z.infer<typeof partnerView>;

const params = z.strictObject({ partnerId: id });
const stopped = z.strictObject({ stage });

export const routes = {
  listPartners: route({
    id: 'listPartners',
    method: 'GET',
    path: '/api/ops/partners',
    access: 'team',
    summary: 'Partners by stage, those longest in it first',
    query: z.strictObject({ stage: stage.optional(), cursor: z.string().max(1000).optional() }),
    status: 200,
    answer: z.strictObject({ partners: z.array(partnerRow), cursor: z.string().optional() }),
  }),
  showPartner: route({
    id: 'showPartner',
    method: 'GET',
    path: '/api/ops/partners/{partnerId}',
    access: 'team',
    summary: 'One partner: profile, timeline, facts, what is awaited, journey',
    params,
    status: 200,
    answer: partnerView,
  }),
  setManager: route({
    id: 'setManager',
    method: 'PUT',
    path: '/api/ops/partners/{partnerId}/manager',
    access: 'team',
    summary: 'Name the member of the team who looks after a partner, or nobody: then all managers do',
    params,
    body: z.strictObject({ managerId: id.nullable() }),
    status: 200,
    answer: z.strictObject({ managerId: id.nullable() }),
  }),
  ...timelineRoutes,
  withdraw: route({
    id: 'withdraw',
    method: 'POST',
    path: '/api/portal/withdrawal',
    access: 'partner',
    summary: 'Leave the program',
    body: z.strictObject({ reason: paragraph(1000).optional() }),
    status: 200,
    answer: stopped,
  }),
  orderStop: route({
    id: 'orderStop',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/stop',
    access: 'team',
    summary: 'Sunset a partner, with the reason it is told',
    params,
    body: z.strictObject({ reason: line(500) }),
    status: 200,
    answer: stopped,
  }),
} as const;
