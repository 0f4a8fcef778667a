import * as z from 'zod';
import { route } from '../shared/route.ts';
import { id, instant } from '../shared/text.ts';

export const milestoneId = z.enum(['O1', 'O2', 'O3', 'O4', 'O5']);
export type MilestoneId = z.infer<typeof milestoneId>;

/** What a journey may end without: the agreement, a milestone, an affiliate's first click [O6, L9]. */
export const missingItem = z.enum(['agreement', 'first-click', ...milestoneId.options]);
export type MissingItem = z.infer<typeof missingItem>;

/** A whole number of seconds that a state may wait: Step Functions takes 1 to 99,999,999. */
const seconds = z.int().min(1).max(99_999_999);

/** A letter as `await-fact` takes it in `letters`. */
const letterOfStep = z.strictObject({
  letter: z.string(),
  to: z.enum(['contact', 'manager', 'ops']),
  data: z.record(z.string(), z.unknown()),
  /** Not sent once one of these facts is there. */
  unless: z.array(z.string()).optional(),
});

/** After a stalled end, completing what was missing is awaited for this many days [O6]. */
export const LATE_DAYS = 90;

// ---- Steps of the workflows

/** Input of `plan-journey`. Day 0 is `admittedAt`; without it, the profile's instant of admission, else now. */
export const planJourney = z.strictObject({ partnerId: id, run: z.int().min(1), admittedAt: instant.optional() });

/** One wait of a sequence: until `at`, which is `secondsFromPrevious` after the one before it (the first: after now). */
const timer = z.strictObject({ day: z.int().min(0), at: instant, secondsFromPrevious: seconds });

/**
 * One milestone, for one iteration of a Map. The seconds are for waits that time out; where a fact ended the wait
 * early, ask `await-fact` for `secondsToThen` with `thenAt` = the next instant here.
 *  1 unless `opensAtOnce`: wait for `awaitsToOpen`, at most `opensInSeconds`; if `fact` itself came, it is done
 *  2 send `opening`, wait for `fact`, at most `dueInSecondsFromOpen` (`dueAt`)
 *  3 only if `nudges`: send `nudge`, wait at most `escalateAfterSeconds` (`escalatesAt`)
 *  4 only if `escalates`: send `escalation` to the manager, wait at most `fromEscalationToEndSeconds` (`endsAt`)
 */
export const plannedMilestone = z.strictObject({
  id: milestoneId,
  /** The fact that says it is done. */
  fact: z.string(),
  /** False: offered, never missing [O10]. */
  required: z.boolean(),
  opensAtOnce: z.boolean(),
  /** The fact of the required milestone before (opens this one early), and this one's own fact (then it is done). */
  awaitsToOpen: z.array(z.string()),
  opensAt: instant,
  opensInSeconds: seconds,
  dueAt: instant,
  dueInSecondsFromOpen: seconds,
  /** False where it is only offered, or the journey ends when it is due: its last letter says what is missing. */
  nudges: z.boolean(),
  escalates: z.boolean(),
  escalatesAt: instant,
  /** 48 hours, less if the journey ends before. */
  escalateAfterSeconds: seconds,
  endsAt: instant,
  fromEscalationToEndSeconds: seconds,
  opening: letterOfStep,
  nudge: letterOfStep,
  escalation: letterOfStep,
});
export type PlannedMilestone = z.infer<typeof plannedMilestone>;

/** The timers of the agreement: a reminder at each nudge, withdrawn at the lapse. */
const plannedAgreement = z.strictObject({
  nudges: z.array(timer),
  lapse: timer,
  reminder: letterOfStep,
});

/** The steps of the affiliate sequence [O7], in order; each waits until its day. */
export const affiliateSteps = ['introCall', 'assets', 'firstLink', 'caseStudy', 'landingPage', 'review'] as const;
export type AffiliateStep = (typeof affiliateSteps)[number];
const plannedStep = timer.extend({ letter: letterOfStep.optional() });

const plannedEnd = { startedAt: instant, endsAt: instant, endsInSeconds: seconds, agreement: plannedAgreement };

/** Output of `plan-journey`. Asked again (redrive), the instants stay and the seconds are counted from then. */
export const journeyPlan = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('partner'), ...plannedEnd, milestones: z.array(plannedMilestone) }),
  z.strictObject({
    kind: z.literal('affiliate'),
    ...plannedEnd,
    steps: z.record(z.enum(affiliateSteps), plannedStep),
    /** Audience over 1,000: the landing page is offered on its day, as a task of the manager [O7]. */
    landingPageOffer: z.boolean(),
  }),
]);
export type JourneyPlan = z.infer<typeof journeyPlan>;

/** Input of `close-journey`: asked at the end, or as soon as every milestone is done. */
export const closeJourney = z.strictObject({ partnerId: id, run: z.int().min(1) });

/** Output of `close-journey`. The letter is for `order-letter`; `until` is how long a late completion is awaited. */
export const closedJourney = z.strictObject({
  outcome: z.enum(['onboarded', 'stalled']),
  missing: z.array(missingItem),
  closedAt: instant,
  letter: z.string(),
  data: z.record(z.string(), z.unknown()),
  until: instant,
  untilInSeconds: seconds,
});
export type ClosedJourney = z.infer<typeof closedJourney>;

// ---- The item

const dayAt = z.object({ day: z.int().min(0), at: instant });

/** JOURNEY item: the dates as planned on day 0 under one policy version [Z2], what was done when, and how it ended. */
export const journeyItem = z.object({
  type: z.literal('JOURNEY'),
  partnerId: id,
  run: z.int().min(1),
  kind: z.enum(['partner', 'affiliate']),
  policyVersion: z.int(),
  startedAt: instant,
  endsAt: instant,
  /** Until then a late completion is awaited. */
  lateUntil: instant,
  agreement: z.object({ nudges: z.array(dayAt), lapse: dayAt }),
  /** Of a partner; empty for an affiliate. */
  milestones: z.array(
    z.object({ id: milestoneId, required: z.boolean(), opensAt: instant, dueAt: instant, escalatesAt: instant }),
  ),
  /** Of an affiliate; empty for a partner. */
  steps: z.array(dayAt.extend({ step: z.enum(affiliateSteps) })),
  landingPageOffer: z.boolean(),
  /** Fact -> when it happened. */
  done: z.record(z.string(), instant),
  outcome: z.enum(['open', 'onboarded', 'stalled']),
  closedAt: instant.optional(),
  missing: z.array(missingItem).optional(),
  /** When a stalled partner completed what was missing; the outcome is then `onboarded`. */
  lateAt: instant.optional(),
});
export type Journey = z.infer<typeof journeyItem>;

// ---- HTTP

const milestoneView = z.strictObject({
  id: z.string(),
  title: z.string(),
  doneWhen: z.string(),
  required: z.boolean(),
  state: z.enum(['done', 'open', 'overdue', 'upcoming']),
  opensAt: instant,
  dueAt: instant,
  doneAt: instant.optional(),
  /** Where in the portal it is done, if there. */
  path: z.string().optional(),
});

export const journeyView = z.strictObject({
  /** The partner's stage in the lifecycle, in the words of L1-L6. */
  stage: z.string(),
  programType: z.string(),
  agreement: z.strictObject({
    /** `not-yet`: until admitted. `lapsed`: not accepted in time, or the partner has left. */
    state: z.enum(['not-yet', 'to-sign', 'accepted', 'lapsed']),
    signBy: instant.optional(),
    acceptedAt: instant.optional(),
  }),
  /** Absent until the partner is admitted. */
  journey: z
    .strictObject({
      kind: z.enum(['partner', 'affiliate']),
      /** 0 on the day of admission. */
      day: z.int().min(0),
      startedAt: instant,
      endsAt: instant,
      outcome: z.enum(['open', 'onboarded', 'stalled']),
      missing: z.array(z.strictObject({ item: missingItem, title: z.string() })),
      /** How long a late completion still counts, once stalled. */
      lateUntil: instant.optional(),
      milestones: z.array(milestoneView),
      /** The one thing to do now, if any. */
      next: z.strictObject({ title: z.string(), dueAt: instant.optional(), path: z.string().optional() }).optional(),
      /** Letters still to come if nothing changes, soonest first. */
      letters: z.array(z.strictObject({ letter: z.string(), title: z.string(), at: instant })),
    })
    .optional(),
});
export type JourneyView = z.infer<typeof journeyView>;

export const routes = {
  viewJourney: route({
    id: 'viewJourney',
    method: 'GET',
    path: '/api/portal/journey',
    access: 'partner',
    summary: 'Your first 30 days: what is done, what is next and when',
    status: 200,
    answer: journeyView,
  }),
} as const;
