import type { Profile } from '../partners/contract.ts';
import type { Policy } from '../policy/contract.ts';
import { localDate } from '../shared/days.ts';
import { InvalidInput, Problem } from '../shared/problem.ts';
import { atTime, businessDay, nextMorning, packageDay, proposed } from './calendar.ts';
import type { Review } from './items.ts';
import { changed, isOver, moved } from './moving.ts';
import { earliestMeeting } from './next.ts';

const HOUR_MS = 3_600_000;
/** Time for the package to be made and the letters to arrive. */
const SLACK_MS = HOUR_MS;

const plus = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

type Rules = Pick<Policy, 'reviews' | 'calendar'>;

/** The first time for a meeting that is not before an instant: a business day, at the usual hour. */
export const meetingFrom = (earliest: string, { reviews, calendar }: Rules): string => {
  let day = businessDay(localDate(earliest, calendar.timeZone), -1, calendar);
  for (;;) {
    day = businessDay(day, 1, calendar);
    const at = atTime(day, reviews.meetingAt, calendar.timeZone);
    if (at >= earliest) return at;
  }
};

/** Minutes of the seven parts of the agenda. */
export const minutesOf = ({ reviews }: Rules): number =>
  Object.values(reviews.agendaMinutes).reduce((sum, minutes) => sum + minutes, 0);

/** Meeting and package day of a review that is opened now: as proposed [G3], later where it is late already. */
const planned = (quarter: string, policy: Policy, now: string) => {
  const { meetingAt, packageDueAt } = proposed(quarter, policy);
  if (packageDueAt >= now) return { meetingAt, packageDueAt };
  const earliest = earliestMeeting(plus(now, SLACK_MS), policy);
  return { meetingAt: meetingAt >= earliest ? meetingAt : meetingFrom(earliest, policy), packageDueAt: now };
};

export interface Asked {
  readonly profile: Profile;
  readonly quarter: string;
  readonly executionId: string;
  readonly takeOver: boolean;
  readonly policyVersion: number;
}

/** A new review. Of a partner that was here before in the same quarter the calendar's numbers go on. */
const opened = (
  { profile, quarter, executionId, policyVersion }: Asked,
  before: Review | undefined,
  policy: Policy,
  now: string,
): Review => ({
  type: 'REVIEW',
  partnerId: profile.partnerId,
  run: profile.run,
  quarter,
  state: 'planned',
  company: profile.company,
  executionId,
  openedAt: now,
  policyVersion,
  ...planned(quarter, policy, now),
  minutes: minutesOf(policy),
  sequence: before ? before.sequence + 1 : 0,
  packageVersion: before?.packageVersion ?? 0,
  looked: false,
  late: 0,
  reminded: false,
  told: 0,
  changes: (before?.changes ?? 0) + 1,
});

/**
 * What the execution begins with: a new review, or the one that it, or an execution before it, has begun. A twin is
 * refused, unless it takes over [fault 20].
 */
export const begin = (asked: Asked, found: Review | undefined, policy: Policy, now: string): Review => {
  const again = found?.state === 'called-off' && found.run < asked.profile.run;
  if (!found || again) return opened(asked, found, policy, now);
  if (found.executionId === asked.executionId) return found;
  const { company, quarter } = found;
  if (isOver(found)) throw new InvalidInput(`The review of "${company}" for ${quarter} is over: ${found.state}.`);
  if (asked.takeOver) return changed(found, { executionId: asked.executionId });
  throw new InvalidInput(
    `The review of "${company}" for ${quarter} is under way already. One is enough. If its execution has failed or was stopped, go on with it: {"partner": "${asked.profile.partnerId}", "quarter": "${quarter}", "takeOver": true}`,
  );
};

/** The package did not come, or did not arrive: tried again the next business day; the meeting moves if it must [G3]. */
export const putOff = (review: Review, because: string, policy: Policy, now: string): Review => {
  const packageDueAt = nextMorning(now, policy.calendar);
  const earliest = earliestMeeting(plus(packageDueAt, SLACK_MS), policy);
  const stays = review.meetingAt >= earliest;
  const change = {
    packageDueAt,
    late: review.late + 1,
    lateBecause: because,
    looked: false,
    ...(stays ? {} : { meetingAt: meetingFrom(earliest, policy), sequence: review.sequence + 1 }),
  };
  return review.state === 'prepared' ? moved(review, 'planned', change) : changed(review, change);
};

/** After so many in a row a person is asked, and the counting begins anew. */
export const triesAgain = ({ late }: Review, { reviews }: Rules): boolean => late % reviews.latePackages !== 0;

/** From when on a meeting can be: 48 hours after the package has arrived, or could. */
export const earliestFor = (review: Review, policy: Rules, now: string): string => {
  const arrives = review.deliveredAt ?? plus(now, SLACK_MS);
  const earliest = earliestMeeting(arrives, policy);
  return earliest > now ? earliest : now;
};

/** People move the meeting. Refuses what leaves no time for the package [G3]. */
export const movedByPeople = (review: Review, meetingAt: string, policy: Policy, now: string): Review => {
  if (isOver(review))
    throw new Problem(409, 'illegal-move', `The review of ${review.quarter} is over: ${review.state}.`);
  const earliest = earliestFor(review, policy, now);
  if (meetingAt < earliest) {
    const hours = policy.reviews.packageHoursBefore;
    throw new Problem(
      422,
      'too-early',
      `The numbers must be there ${hours} hours before: the meeting can be from ${earliest} on.`,
    );
  }
  const due = packageDay(meetingAt, policy);
  return changed(review, {
    meetingAt,
    sequence: review.sequence + 1,
    told: review.told + 1,
    reminded: false,
    ...(review.state === 'planned' ? { packageDueAt: due > now ? due : now } : {}),
  });
};
