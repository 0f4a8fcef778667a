import {
  datesOfQuarter,
  endOfQuarter,
  localDate,
  quarterLater,
  quarterOf as quarterOfDate,
  startOfDay,
} from '../shared/days.ts';
import type { Quarter } from './items.ts';

/** The calendar quarter of an instant, in the program's zone [Z1]. */
export const quarterOf = (at: string, timeZone: string): Quarter => quarterOfDate(localDate(at, timeZone));

export const quartersLater = quarterLater;

export const startOf = (quarter: Quarter, timeZone: string): string =>
  startOfDay(datesOfQuarter(quarter).first, timeZone);

/** The first instant after a quarter. */
export const endOf = endOfQuarter;

/** The last quarter that is over. */
export const lastOver = (now: string, timeZone: string): Quarter => quartersLater(quarterOf(now, timeZone), -1);

/** The quarter that a notice given now runs through in full: this one on its first day, else the next [T2]. */
export const fullQuarterFrom = (now: string, timeZone: string): Quarter => {
  const current = quarterOf(now, timeZone);
  return localDate(now, timeZone) === datesOfQuarter(current).first ? current : quartersLater(current, 1);
};
