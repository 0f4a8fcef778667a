import type { Profile } from '../partners/contract.ts';
import { affiliateTier, type Policy } from '../policy/contract.ts';
import { daysLater, localDate } from '../shared/days.ts';
import { Problem } from '../shared/problem.ts';
import { atTime } from './calendar.ts';
import type { Action, Review } from './items.ts';
import { moved } from './moving.ts';
import type { Recorded } from './routes.ts';

const MORNING = '09:00';
const DAY_MS = 86_400_000;

export interface Owner {
  readonly personId: string;
  readonly name: string;
  readonly side: 'partner' | 'us';
}

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);

/** When the owner of an open action is written to next: before it is due, then while it is overdue; absent: no more. */
export const nextReminder = (action: Action, policy: Policy, now: string): string | undefined => {
  const { remindDaysBefore, overdueEveryDays, overdueTimes } = policy.reviews.actions;
  const { timeZone } = policy.calendar;
  if (action.state !== 'open' || action.reminders > overdueTimes) return undefined;
  const morning = (day: string): string => atTime(day, MORNING, timeZone);
  if (action.reminders === 0) return morning(dayBefore(action.dueOn, remindDaysBefore));
  const overdue = morning(dayBefore(action.dueOn, -1));
  const again = daysLater(now, overdueEveryDays, timeZone);
  return action.reminders === 1 && overdue > now ? overdue : again;
};

/** Refuses a tier that such a partner cannot have: room tiers takes the override as it was recorded [T6]. */
export const checkOverride = (
  { programType }: Pick<Profile, 'programType'>,
  { tierOverride }: Pick<Recorded, 'tierOverride'>,
): void => {
  const isAffiliate = programType === 'affiliate';
  if (!tierOverride || affiliateTier.safeParse(tierOverride.tier).success === isAffiliate) return;
  const whose = isAffiliate ? 'an affiliate' : 'such a partner';
  throw new Problem(422, 'invalid-input', `${tierOverride.tier} is no tier of ${whose}.`);
};

/** A missed review can still be recorded, until the package of a later one shows what was agreed before it. */
export const checkInTime = ({ quarter }: Review, all: readonly Review[]): void => {
  const later = all.find((one) => one.quarter > quarter && one.packageVersion > 0);
  if (!later) return;
  const why = `The review of ${quarter} counts as missed, and the numbers of ${later.quarter} are made already.`;
  throw new Problem(409, 'illegal-move', why);
};

/** The review as held, with its actions. Refuses before the meeting, and owners whom nobody knows. */
export const recorded = (
  review: Review,
  said: Recorded,
  owners: readonly Owner[],
  by: string,
  policy: Policy,
  now: string,
): { readonly review: Review; readonly actions: readonly Action[] } => {
  if (review.state === 'prepared' && now < review.meetingAt)
    throw new Problem(
      409,
      'too-early',
      `The meeting is at ${review.meetingAt}. Record it afterwards, or move it first.`,
    );
  const { partnerId, run, quarter } = review;
  const actions = said.actions.map(({ what, owner, dueOn }, index): Action => {
    const found = owners.find(({ personId }) => personId === owner);
    if (!found)
      throw new Problem(
        422,
        'unknown-owner',
        `Action ${index + 1} has an owner who is neither of the partner nor of the team.`,
      );
    if (dueOn < localDate(now, policy.calendar.timeZone))
      throw new Problem(422, 'past-date', `Action ${index + 1} is due on ${dueOn}, which is past.`);
    const action: Action = {
      ...{ type: 'REVIEW-ACTION', partnerId, run, quarter, number: index + 1, what, owner, dueOn, side: found.side },
      ...{ state: 'open', reminders: 0, changes: 0 },
    };
    return withNext(action, policy, now);
  });
  const { summary, result, plan, tierOverride } = said;
  const held = moved(review, 'held', {
    ...{ endedAt: now, because: summary, recordedBy: by, result, told: review.told + 1 },
    ...(plan ? { plan } : {}),
    ...(tierOverride ? { tierOverride } : {}),
  });
  return { review: held, actions };
};

const withNext = (action: Action, policy: Policy, now: string): Action => {
  const { nextAt: _, ...rest } = action;
  const nextAt = nextReminder(rest, policy, now);
  return { ...rest, ...(nextAt ? { nextAt } : {}) };
};

/** The action after a letter to its owner: overdue ones go on, the others wait until they are. */
export const reminded = (action: Action, policy: Policy, now: string) => {
  const overdue = localDate(now, policy.calendar.timeZone) > action.dueOn;
  // One that was recorded too late for the first reminder has had it.
  const reminders = action.reminders + 1;
  return { action: withNext({ ...action, reminders, changes: action.changes + 1 }, policy, now), overdue };
};

/** The action done or dropped. The same again is answered the same; anything else is refused. */
export const closed = (
  action: Action,
  state: 'done' | 'dropped',
  by: string,
  note: string | undefined,
  now: string,
): Action | 'same' => {
  if (action.state === state) return 'same';
  if (action.state !== 'open') throw new Problem(409, 'illegal-move', `This action is ${action.state} already.`);
  const { nextAt: _, ...rest } = action;
  return { ...rest, state, closedAt: now, closedBy: by, changes: action.changes + 1, ...(note ? { note } : {}) };
};
