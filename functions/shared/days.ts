import { Temporal } from 'temporal-polyfill';

const local = (at: string, timeZone: string) => Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
const iso = (at: Temporal.ZonedDateTime): string => new Date(at.epochMilliseconds).toISOString();

/**
 * The same local time `days` calendar days after the instant `at`, in `timeZone`: a day of 23 or 25 hours counts as one.
 * A time that the clocks skip moves to after the gap; of a time that occurs twice, the first.
 */
export const daysLater = (at: string, days: number, timeZone: string): string => iso(local(at, timeZone).add({ days }));

/** The same local time `months` later; 31 January + 1 month is the last day of February. */
export const monthsLater = (at: string, months: number, timeZone: string): string =>
  iso(local(at, timeZone).add({ months }));

/** The local date of an instant, `YYYY-MM-DD`. */
export const localDate = (at: string, timeZone: string): string => local(at, timeZone).toPlainDate().toString();

/** The calendar month of an instant, `YYYY-MM`. */
export const localMonth = (at: string, timeZone: string): string => localDate(at, timeZone).slice(0, 7);

/** Whole days from `from` to `to`, by the local clock; negative if `to` is before. */
export const daysBetween = (from: string, to: string, timeZone: string): number =>
  local(from, timeZone).until(local(to, timeZone), { largestUnit: 'days' }).days;

/**
 * Whole seconds from one ISO instant to another, as a state may wait: rounded up, so that nothing ends early, and at
 * least 1, which is the least that Step Functions takes.
 */
export const secondsBetween = (from: string, to: string): number =>
  Math.max(1, Math.ceil((Date.parse(to) - Date.parse(from)) / 1000));

/** The part of the policy's calendar that says when people work [Z1]. */
export interface WorkCalendar {
  readonly timeZone: string;
  /** ISO weekdays: 1 is Monday. */
  readonly workdays: readonly number[];
  /** Days off, as ISO dates. */
  readonly holidays: readonly string[];
}

/** The same local time `days` business days later, by the program's calendar [Z1]. */
export const businessDaysLater = (at: string, days: number, { timeZone, workdays, holidays }: WorkCalendar): string => {
  let day = local(at, timeZone);
  for (let left = days; left > 0; ) {
    day = day.add({ days: 1 });
    if (workdays.includes(day.dayOfWeek) && !holidays.includes(day.toPlainDate().toString())) left--;
  }
  return iso(day);
};

/** The instant at which a local date begins. */
export const startOfDay = (date: string, timeZone: string): string =>
  iso(Temporal.PlainDate.from(date).toZonedDateTime(timeZone));

/** The local date that ends at an instant: what is due before Tuesday 00:00 is due on Monday. */
export const dayBefore = (instant: string, timeZone: string): string =>
  localDate(new Date(Date.parse(instant) - 1).toISOString(), timeZone);

/** The calendar quarter of a local date: `2027-Q1`. */
export const quarterOf = (date: string): string =>
  `${date.slice(0, 4)}-Q${Math.floor((Number(date.slice(5, 7)) + 2) / 3)}`;

/** The quarter `count` quarters later, or earlier where negative. */
export const quarterLater = (quarter: string, count: number): string =>
  quarterOf(
    Temporal.PlainDate.from(`${quarter.slice(0, 4)}-01-01`)
      .add({ months: 3 * (Number(quarter.slice(6)) - 1 + count) })
      .toString(),
  );

/** First and last local date of a quarter. */
export const datesOfQuarter = (quarter: string): { readonly first: string; readonly last: string } => {
  const first = Temporal.PlainDate.from(`${quarter.slice(0, 4)}-01-01`).add({
    months: 3 * (Number(quarter.slice(6)) - 1),
  });
  return { first: first.toString(), last: first.add({ months: 3 }).subtract({ days: 1 }).toString() };
};

/** The instant at which a quarter is over: the first of the next one, by the local clock [Z1]. */
export const endOfQuarter = (quarter: string, timeZone: string): string =>
  startOfDay(datesOfQuarter(quarterLater(quarter, 1)).first, timeZone);

/** The later of two ISO instants in UTC. */
export const later = (one: string, other: string): string => (one > other ? one : other);
