import { Temporal } from 'temporal-polyfill';
import type { Policy } from '../policy/contract.ts';
import { localDate } from '../shared/days.ts';

type Calendar = Policy['calendar'];

/** The next business day after the local date of an instant, by the program's calendar [Z1]. */
export const nextBusinessDay = (at: string, { timeZone, workdays, holidays }: Calendar): string => {
  let day = Temporal.PlainDate.from(localDate(at, timeZone)).add({ days: 1 });
  while (!workdays.includes(day.dayOfWeek) || holidays.includes(day.toString())) day = day.add({ days: 1 });
  return day.toString();
};

/** The month of an instant in the program's zone, `2027-03`. */
export const monthOf = (at: string, timeZone: string): string => localDate(at, timeZone).slice(0, 7);

export const monthBefore = (period: string): string =>
  Temporal.PlainYearMonth.from(period).subtract({ months: 1 }).toString();

/** The first instant of a month, and the first after it. */
export const boundsOf = (period: string, timeZone: string): { readonly from: string; readonly until: string } => {
  const month = Temporal.PlainYearMonth.from(period);
  const start = (of: Temporal.PlainYearMonth): string =>
    new Date(of.toPlainDate({ day: 1 }).toZonedDateTime(timeZone).epochMilliseconds).toISOString();
  return { from: start(month), until: start(month.add({ months: 1 })) };
};

/** Time for what was under way at midnight to be recorded. */
const CLOSE_AFTER_MS = 6 * 3_600_000;

/** May the month be closed? Some hours after its end: nothing is recorded in it any more. */
export const isClosable = (period: string, timeZone: string, now: string): boolean =>
  Date.parse(now) >= Date.parse(boundsOf(period, timeZone).until) + CLOSE_AFTER_MS;
