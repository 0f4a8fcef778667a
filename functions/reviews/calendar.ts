import { Temporal } from 'temporal-polyfill';
import type { Policy } from '../policy/contract.ts';
import { localDate } from '../shared/days.ts';

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
export const quarterOf = (instant: string, timeZone: string): string => {
  const { year, month } = Temporal.PlainDate.from(localDate(instant, timeZone));
  return `${year}-Q${Math.ceil(month / 3)}`;
};

const firstMonth = (quarter: string): Temporal.PlainYearMonth =>
  new Temporal.PlainYearMonth(Number(quarter.slice(0, 4)), Number(quarter.slice(6)) * 3 - 2);
const named = (month: Temporal.PlainYearMonth): string => `${month.year}-Q${Math.ceil(month.month / 3)}`;

export const quarterBefore = (quarter: string): string => named(firstMonth(quarter).subtract({ months: 3 }));
export const quarterAfter = (quarter: string): string => named(firstMonth(quarter).add({ months: 3 }));

/** Its three months, `2027-01`. */
export const monthsOf = (quarter: string): readonly string[] =>
  [0, 1, 2].map((months) => firstMonth(quarter).add({ months }).toString());

/** The first instant of a quarter, and the first after it. */
export const boundsOf = (quarter: string, timeZone: string): { readonly from: string; readonly until: string } => {
  const start = (month: Temporal.PlainYearMonth): string =>
    iso(month.toPlainDate({ day: 1 }).toZonedDateTime(timeZone));
  return { from: start(firstMonth(quarter)), until: start(firstMonth(quarter).add({ months: 3 })) };
};

/** Its last day. */
const lastDay = (quarter: string): string =>
  firstMonth(quarter).add({ months: 3 }).toPlainDate({ day: 1 }).subtract({ days: 1 }).toString();

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
