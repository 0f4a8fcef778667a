import type { Policy } from '../policy/contract.ts';
import { businessDaysLater, daysLater, endOfQuarter, localDate, secondsBetween, startOfDay } from '../shared/days.ts';
import type { MdfRequest } from './contract.ts';

type Rules = Pick<Policy, 'mdf' | 'calendar'>;

/** Until when a partner can say that the activity was held: with its quarter, and a few days for telling [M3]. */
export const heldBy = ({ quarter }: Pick<MdfRequest, 'quarter'>, { mdf, calendar }: Rules): string =>
  daysLater(endOfQuarter(quarter, calendar.timeZone), mdf.tellHeldWithinDays, calendar.timeZone);

/** Until when proof can come: to the end of the day, so many days after that of the activity [M3]. */
export const provenBy = (heldOn: string, { mdf, calendar }: Rules): string =>
  daysLater(startOfDay(heldOn, calendar.timeZone), mdf.proofWithinDays + 1, calendar.timeZone);

/** Until when more of it can come, once more was asked for: to the end of a day too. */
export const moreBy = (askedAt: string, { mdf, calendar }: Rules): string =>
  daysLater(
    startOfDay(localDate(askedAt, calendar.timeZone), calendar.timeZone),
    mdf.moreWithinDays + 1,
    calendar.timeZone,
  );

/** What the partner must do next, and until when; undefined where it is not the partner's turn. */
export const dueOf = (
  request: MdfRequest,
  policy: Rules,
): { readonly what: 'activity' | 'proof' | 'more'; readonly by: string } | undefined => {
  const { state, heldOn, moreAsked } = request;
  if (state === 'approved') return { what: 'activity', by: heldBy(request, policy) };
  if (state === 'held' && heldOn) return { what: 'proof', by: provenBy(heldOn, policy) };
  if (state === 'more-asked' && moreAsked) return { what: 'more', by: moreBy(moreAsked.at, policy) };
  return undefined;
};

/** When the partner is reminded of it, in order; all before it is due. */
const remindersOf = (request: MdfRequest, due: { what: string; by: string }, policy: Rules): readonly string[] => {
  const { timeZone } = policy.calendar;
  const before = daysLater(due.by, 0 - policy.mdf.remindDaysBefore, timeZone);
  if (due.what !== 'activity') return [before];
  const dayAfter = daysLater(startOfDay(request.activityOn, timeZone), 1, timeZone);
  return [...new Set([dayAfter, before])].sort().filter((at) => at >= dayAfter && at < due.by);
};

/** The wait for the partner: how many reminders are past, and how long to the next one, or to the end. */
export const waitOf = (
  request: MdfRequest,
  policy: Rules,
  now: string,
):
  | {
      readonly what: 'activity' | 'proof' | 'more';
      readonly by: string;
      readonly past: number;
      readonly seconds: number;
    }
  | undefined => {
  const due = dueOf(request, policy);
  if (!due) return undefined;
  const reminders = remindersOf(request, due, policy);
  const next = reminders.find((at) => at > now) ?? due.by;
  return { ...due, past: reminders.filter((at) => at <= now).length, seconds: secondsBetween(now, next) };
};

/** A person's decision: reminded, due [M1], and ruled [L11]; whole seconds from one to the next. */
export const askingTimes = (askedAt: string, { mdf, calendar }: Rules, now: string) => {
  const { remindAfterBusinessDays, dueAfterBusinessDays, declinedAfterBusinessDays } = mdf.decision;
  const remindAt = businessDaysLater(askedAt, remindAfterBusinessDays, calendar);
  const dueAt = businessDaysLater(askedAt, dueAfterBusinessDays, calendar);
  const ruledAt = businessDaysLater(dueAt, declinedAfterBusinessDays, calendar);
  const from = (instant: string): string => (instant > now ? instant : now);
  return {
    reminder: secondsBetween(now, from(remindAt)),
    escalation: secondsBetween(from(remindAt), from(dueAt)),
    ruling: secondsBetween(from(dueAt), from(ruledAt)),
    deadline: secondsBetween(now, from(dueAt)),
  };
};
