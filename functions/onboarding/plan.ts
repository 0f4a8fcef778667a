import { channelTier, type PartnerTier, type Policy, type ProgramType } from '../policy/contract.ts';
import { daysLater, later, secondsBetween } from '../shared/days.ts';
import {
  affiliateSteps,
  type Journey,
  type JourneyPlan,
  LATE_DAYS,
  milestoneId,
  type PlannedMilestone,
} from './contract.ts';
import { milestones, steps } from './milestones.ts';

const HOUR_MS = 3_600_000;

export interface NewJourney {
  readonly partnerId: string;
  readonly run: number;
  readonly programType: ProgramType;
  readonly targetTier: PartnerTier;
  /** People reached, as declared. */
  readonly audience?: number | undefined;
  /** Day 0, an ISO instant. */
  readonly admittedAt: string;
}

/** O3 is asked of an integration, and where the target tier asks for a technical certificate; else offered [O10]. */
export const technicalRequired = (who: Pick<NewJourney, 'programType' | 'targetTier'>, policy: Policy): boolean =>
  who.programType === 'integration' || (termsOf(who.targetTier, policy)?.certifiedTechnical ?? 0) > 0;

const termsOf = (target: PartnerTier, policy: Policy) => {
  const tier = channelTier.options.find((one) => one === target);
  return tier && policy.tiers.channel[tier];
};

/**
 * Every date of the first 30 days. Day 0 is the instant of admission; day n is the same local time n days later in the
 * program's zone [O]. Written once: what happens later never moves a date.
 */
export const planJourney = (who: NewJourney, policyVersion: number, policy: Policy): Journey => {
  const { onboarding, calendar } = policy;
  const on = (day: number) => ({ day, at: daysLater(who.admittedAt, day, calendar.timeZone) });
  const affiliate = who.programType === 'affiliate';
  const endsAt = on(onboarding.closesOnDay).at;
  return {
    type: 'JOURNEY',
    partnerId: who.partnerId,
    run: who.run,
    kind: affiliate ? 'affiliate' : 'partner',
    policyVersion,
    startedAt: who.admittedAt,
    endsAt,
    lateUntil: on(onboarding.closesOnDay + LATE_DAYS).at,
    agreement: {
      nudges: onboarding.agreement.nudgeOnDays.toSorted((a, b) => a - b).map(on),
      lapse: on(onboarding.agreement.withdrawnOnDay),
    },
    milestones: affiliate ? [] : milestoneId.options.map((id) => datesOf(id, who, policy, on, endsAt)),
    steps: affiliate ? affiliateSteps.map((step) => ({ step, ...on(onboarding.affiliate[steps[step].day]) })) : [],
    landingPageOffer: affiliate && (who.audience ?? 0) > onboarding.affiliate.landingPageAudienceOver,
    done: {},
    outcome: 'open',
  };
};

const datesOf = (
  id: Journey['milestones'][number]['id'],
  who: NewJourney,
  policy: Policy,
  on: (day: number) => { at: string },
  endsAt: string,
): Journey['milestones'][number] => {
  const { opensOnDay, dueOnDay } = policy.onboarding.milestones[id];
  const dueAt = earlier(on(dueOnDay).at, endsAt);
  const escalatesAt = new Date(Date.parse(dueAt) + policy.onboarding.escalateAfterHours * HOUR_MS).toISOString();
  return {
    id,
    required: id !== 'O3' || technicalRequired(who, policy),
    opensAt: earlier(on(opensOnDay).at, endsAt),
    dueAt,
    escalatesAt: earlier(escalatesAt, endsAt),
  };
};

const earlier = (one: string, other: string): string => (one < other ? one : other);

/** What the workflow is told: the dates of the journey, with every wait in whole seconds, counted from `now`. */
export const timersOf = (journey: Journey, now: string): JourneyPlan => {
  const common = {
    startedAt: journey.startedAt,
    endsAt: journey.endsAt,
    endsInSeconds: secondsBetween(now, journey.endsAt),
    agreement: agreementTimers(journey, now),
  };
  if (journey.kind === 'partner') {
    return { kind: 'partner', ...common, milestones: journey.milestones.map((one) => timersFor(one, journey, now)) };
  }
  const [introCall, assets, firstLink, caseStudy, landingPage, review] = stepTimers(journey, now);
  if (!introCall || !assets || !firstLink || !caseStudy || !landingPage || !review) {
    throw new Error('An affiliate journey without all of its steps.');
  }
  return {
    kind: 'affiliate',
    ...common,
    steps: { introCall, assets, firstLink, caseStudy, landingPage, review },
    landingPageOffer: journey.landingPageOffer,
  };
};

/** Each moment with the seconds since the one before it; the first counts from `now`, as does one after a past one. */
const chain = <M extends { day: number; at: string }>(moments: readonly M[], now: string) =>
  moments.map((moment, index) => ({
    ...moment,
    secondsFromPrevious: secondsBetween(later(moments[index - 1]?.at ?? now, now), moment.at),
  }));

const agreementTimers = (journey: Journey, now: string): JourneyPlan['agreement'] => {
  const timers = chain([...journey.agreement.nudges, journey.agreement.lapse], now);
  const lapse = timers.at(-1) ?? { ...journey.agreement.lapse, secondsFromPrevious: 1 };
  return {
    nudges: timers.slice(0, -1),
    lapse,
    reminder: { letter: 'agreement-reminder', to: 'contact', data: { signBy: journey.agreement.lapse.at } },
  };
};

const stepTimers = (journey: Journey, now: string) =>
  chain(journey.steps, now).map(({ step, ...timer }) => {
    const { letter, unless } = steps[step];
    const sent = letter !== undefined && (step !== 'landingPage' || journey.landingPageOffer);
    if (!sent) return timer;
    return { ...timer, letter: { letter, to: 'contact' as const, data: {}, ...(unless ? { unless: [unless] } : {}) } };
  });

const timersFor = (one: Journey['milestones'][number], journey: Journey, now: string): PlannedMilestone => {
  const spec = milestones[one.id];
  const { endsAt } = journey;
  const nudges = one.required && one.dueAt < endsAt;
  const late = { milestone: one.id, dueOn: one.dueAt };
  return {
    ...one,
    fact: spec.fact,
    opensAtOnce: one.opensAt <= now,
    awaitsToOpen: [...factBefore(one.id, journey), spec.fact],
    opensInSeconds: secondsBetween(now, one.opensAt),
    dueInSecondsFromOpen: secondsBetween(later(one.opensAt, now), one.dueAt),
    nudges,
    escalates: nudges && one.escalatesAt < endsAt,
    escalateAfterSeconds: secondsBetween(later(one.dueAt, now), one.escalatesAt),
    endsAt,
    fromEscalationToEndSeconds: secondsBetween(later(one.escalatesAt, now), endsAt),
    opening: { letter: spec.opening.letter, to: 'contact', data: spec.opening.data(one.dueAt) },
    nudge: { letter: 'milestone-nudge', to: 'contact', data: late },
    escalation: { letter: 'milestone-escalated', to: 'manager', data: late },
  };
};

/** The fact that opens a milestone early: that of the required milestone before it. None for the first. */
export const factBefore = (id: PlannedMilestone['id'], journey: Pick<Journey, 'milestones'>): readonly string[] => {
  const position = journey.milestones.findIndex((one) => one.id === id);
  const before = journey.milestones.slice(0, position).findLast((one) => one.required);
  return before ? [milestones[before.id].fact] : [];
};
