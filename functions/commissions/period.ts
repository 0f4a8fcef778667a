import { Temporal } from 'temporal-polyfill';
import { localMonth } from '../shared/days.ts';

/** The month so many before another: `2027-03`, 1 -> `2027-02`. */
export const monthsBefore = (period: string, months: number): string =>
  Temporal.PlainYearMonth.from(period).subtract({ months }).toString();

/** The last month that is over, in the program's zone. */
export const lastOver = (now: string, timeZone: string): string => monthsBefore(localMonth(now, timeZone), 1);
