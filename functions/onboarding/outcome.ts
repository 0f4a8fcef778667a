import { secondsBetween } from '../shared/days.ts';
import type { Fact } from '../tasks/contract.ts';
import type { ClosedJourney, Journey, MissingItem } from './contract.ts';
import { milestones } from './milestones.ts';

/** Fact -> when: what the journey noted and what is recorded, since the two are written by different hands. */
export const doneBy = (journey: Journey, facts: readonly Fact[]): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(facts.map((fact) => [fact.fact, fact.at])),
  ...journey.done,
});

/**
 * What stands between a partner and `onboarded`: the agreement and every required milestone [O6]; for an affiliate the
 * agreement and one counted click [L9].
 */
export const missingOf = (journey: Journey, done: Readonly<Record<string, string>>): readonly MissingItem[] => {
  const missing: MissingItem[] = done['agreement-accepted'] ? [] : ['agreement'];
  if (journey.kind === 'affiliate') return done['first-click'] ? missing : [...missing, 'first-click'];
  return [
    ...missing,
    ...journey.milestones.filter((one) => one.required && !done[milestones[one.id].fact]).map((one) => one.id),
  ];
};

/** The end of the first 30 days, as the workflow is told. Asked again, it answers from what was decided. */
export const closingOf = (journey: Journey, missing: readonly MissingItem[], now: string): ClosedJourney => {
  const outcome = missing.length === 0 ? 'onboarded' : 'stalled';
  const until = journey.lateUntil;
  const affiliate = journey.kind === 'affiliate';
  const review = { outcome: outcome === 'onboarded' ? 'celebrate' : 'troubleshoot', missing };
  return {
    outcome,
    missing: [...missing],
    closedAt: journey.closedAt ?? now,
    letter: affiliate ? 'affiliate-review' : outcome,
    data: affiliate ? review : outcome === 'stalled' ? { missing, until } : {},
    until,
    untilInSeconds: secondsBetween(now, until),
  };
};
