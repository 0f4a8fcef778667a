import { Temporal } from 'temporal-polyfill';
import { localDate } from '../shared/days.ts';
import type { Quarter } from './items.ts';

const MONTHS = 3;
const QUARTERS = 4;

const partsOf = (quarter: Quarter): readonly [year: number, nth: number] => {
  const [year = '', nth = ''] = quarter.split('-Q');
  return [Number(year), Number(nth)];
};

/** The calendar quarter of an instant, in the program's zone [Z1]. */
export const quarterOf = (at: string, timeZone: string): Quarter => {
  const [year = '', month = ''] = localDate(at, timeZone).split('-');
  return `${year}-Q${Math.ceil(Number(month) / MONTHS)}`;
};

/** `2026-Q4`, 1 -> `2027-Q1`. */
export const quartersLater = (quarter: Quarter, count: number): Quarter => {
  const [year, nth] = partsOf(quarter);
  const all = year * QUARTERS + (nth - 1) + count;
  return `${Math.floor(all / QUARTERS)}-Q${(all % QUARTERS) + 1}`;
};

const firstDay = (quarter: Quarter): Temporal.PlainDate => {
  const [year, nth] = partsOf(quarter);
  return Temporal.PlainDate.from({ year, month: (nth - 1) * MONTHS + 1, day: 1 });
};

export const startOf = (quarter: Quarter, timeZone: string): string =>
  new Date(firstDay(quarter).toZonedDateTime(timeZone).epochMilliseconds).toISOString();

/** The first instant after a quarter. */
export const endOf = (quarter: Quarter, timeZone: string): string => startOf(quartersLater(quarter, 1), timeZone);

/** The last quarter that is over. */
export const lastOver = (now: string, timeZone: string): Quarter => quartersLater(quarterOf(now, timeZone), -1);

/** The quarter that a notice given now runs through in full: this one on its first day, else the next [T2]. */
export const fullQuarterFrom = (now: string, timeZone: string): Quarter => {
  const current = quarterOf(now, timeZone);
  return localDate(now, timeZone) === firstDay(current).toString() ? current : quartersLater(current, 1);
};
