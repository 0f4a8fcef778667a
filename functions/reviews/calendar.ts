import { Temporal } from 'temporal-polyfill';
import type { Policy } from '../policy/contract.ts';
import { datesOfQuarter, endOfQuarter, localDate, quarterLater, quarterOf, startOfDay } from '../shared/days.ts';

type Calendar = Policy['calendar'];

const iso = (at: Temporal.ZonedDateTime): string => new Date(at.epochMilliseconds).toISOString();
const isWorkday = (day: Temporal.PlainDate, { workdays, holidays }: Calendar): boolean =>
  workdays.includes(day.dayOfWeek) && !holidays.includes(day.toString());

/** The `count`th business day after (or, negative, before) a day, by the program's calendar [Z1]. */
export const businessDay = (day: string, count: number, calendar: Calendar): string => {
  let at = Temporal.PlainDate.from(day);
  for (let left = Math.abs(count); left > 0; ) {
    at = at.add({ days: Math.sign(count) });
    if (isWorkday(at, calendar)) left--;
  }
  return at.toString();
};

/** A local time of a day as an instant: one that the clocks skip moves to after the gap, of two the first [fault 33]. */
export const atTime = (day: string, time: string, timeZone: string): string =>
  iso(Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone));

/** The same local time on another business day. */
export const sameTime = (instant: string, count: number, calendar: Calendar): string => {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(calendar.timeZone);
  const day = businessDay(local.toPlainDate().toString(), count, calendar);
  return atTime(day, local.toPlainTime().toString(), calendar.timeZone);
};

/** The quarter of an instant in the program's zone, `2027-Q1`. */
export const quarterAt = (instant: string, timeZone: string): string => quarterOf(localDate(instant, timeZone));

export const quarterBefore = (quarter: string): string => quarterLater(quarter, -1);

/** Its three months, `2027-01`. */
export const monthsOf = (quarter: string): readonly string[] => {
  const first = Temporal.PlainYearMonth.from(datesOfQuarter(quarter).first.slice(0, 7));
  return [0, 1, 2].map((months) => first.add({ months }).toString());
};

/** The first instant of a quarter, and the first after it. */
export const boundsOf = (quarter: string, timeZone: string): { readonly from: string; readonly until: string } => ({
  from: startOfDay(datesOfQuarter(quarter).first, timeZone),
  until: endOfQuarter(quarter, timeZone),
});

const lastDay = (quarter: string): string => datesOfQuarter(quarter).last;

/** When the review of a quarter is proposed, and when its data package is made [G3]. */
export const proposed = (quarter: string, { calendar, reviews }: Policy) => {
  const day = businessDay(lastDay(quarter), reviews.meetingOnBusinessDay, calendar);
  const meetingAt = atTime(day, reviews.meetingAt, calendar.timeZone);
  return { meetingAt, packageDueAt: packageDay(meetingAt, { calendar, reviews }) };
};

/** In the morning, so that the day can still be used where something is wrong. */
const MORNING = '08:00';

/** When the package for a meeting is made: some business days before, early. */
export const packageDay = (meetingAt: string, { calendar, reviews }: Pick<Policy, 'calendar' | 'reviews'>): string =>
  atTime(
    businessDay(localDate(meetingAt, calendar.timeZone), -reviews.packageBusinessDaysBefore, calendar),
    MORNING,
    calendar.timeZone,
  );

/** The next business day, early. */
export const nextMorning = (now: string, calendar: Calendar): string =>
  atTime(businessDay(localDate(now, calendar.timeZone), 1, calendar), MORNING, calendar.timeZone);

/** Which business day of its month a day is; 0 where nobody works. */
export const nthBusinessDay = (day: string, calendar: Calendar): number => {
  const date = Temporal.PlainDate.from(day);
  if (!isWorkday(date, calendar)) return 0;
  let nth = 0;
  for (let at = date.with({ day: 1 }); Temporal.PlainDate.compare(at, date) <= 0; at = at.add({ days: 1 })) {
    if (isWorkday(at, calendar)) nth++;
  }
  return nth;
};

/** Reviews of a quarter are opened in the time between its end and the day of the meetings. */
export const opensReviews = (day: string, { calendar, reviews }: Policy): boolean =>
  day <= businessDay(lastDay(quarterBefore(quarterOf(day))), reviews.meetingOnBusinessDay, calendar);
