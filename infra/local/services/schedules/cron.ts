import { Temporal } from 'temporal-polyfill';

/** A parsed `cron(minutes hours day-of-month month day-of-week year)` of EventBridge. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly matchesDay: (date: Temporal.PlainDate) => boolean;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const SEARCH_DAYS = 366 * 9; // 29 February is at most eight years away

/** Parses the six fields; throws a sentence that quotes what it cannot read. */
export const parseCron = (text: string): Cron => {
  const fields = text.trim().split(/\s+/);
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields;
  if (fields.length !== 6 || !minute || !hour || !dayOfMonth || !month || !dayOfWeek || !year)
    throw new Error(`cron(${text}) has ${fields.length} fields; EventBridge wants six.`);
  if ((dayOfMonth === '?') === (dayOfWeek === '?'))
    throw new Error(`cron(${text}): exactly one of day-of-month and day-of-week must be "?".`);
  const months = list(month, 1, 12, MONTHS, 1);
  const years = list(year, 1970, 2199);
  const onDay = dayOfWeek === '?' ? dayOfMonthRule(dayOfMonth) : dayOfWeekRule(dayOfWeek);
  return {
    minutes: list(minute, 0, 59),
    hours: list(hour, 0, 23),
    matchesDay: (date) => months.includes(date.month) && years.includes(date.year) && onDay(date),
  };
};

/**
 * The first run after `afterMs` (ms since the epoch), on the clock of `zone`; undefined when there is none. A time that
 * a daylight-saving change skips is skipped, one that it repeats runs once, as EventBridge Scheduler does.
 */
export const nextCron = (cron: Cron, zone: string, afterMs: number): number | undefined => {
  let date = Temporal.Instant.fromEpochMilliseconds(afterMs).toZonedDateTimeISO(zone).toPlainDate();
  for (let day = 0; day < SEARCH_DAYS; day++) {
    if (cron.matchesDay(date)) {
      for (const hour of cron.hours) {
        for (const minute of cron.minutes) {
          const due = momentOf(date, hour, minute, zone);
          if (due !== undefined && due > afterMs) return due;
        }
      }
    }
    date = date.add({ days: 1 });
  }
  return undefined;
};

const momentOf = (date: Temporal.PlainDate, hour: number, minute: number, zone: string): number | undefined => {
  const time = Temporal.PlainTime.from({ hour, minute });
  const zoned = date.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'earlier' });
  return zoned.hour === hour && zoned.minute === minute ? zoned.epochMilliseconds : undefined;
};

const dayOfMonthRule = (field: string): ((date: Temporal.PlainDate) => boolean) => {
  if (field === 'L') return (date) => date.day === date.daysInMonth;
  const near = /^(\d+)W$/.exec(field);
  if (near) return (date) => date.day === nearestWeekday(date, Number(near[1]));
  const days = list(field, 1, 31);
  return (date) => days.includes(date.day);
};

/** Day of the month of the weekday nearest to day `wanted`, within the same month. */
const nearestWeekday = (date: Temporal.PlainDate, wanted: number): number => {
  const day = date.with({ day: Math.min(wanted, date.daysInMonth) });
  if (day.dayOfWeek === 6) return day.day > 1 ? day.day - 1 : day.day + 2;
  if (day.dayOfWeek === 7) return day.day < day.daysInMonth ? day.day + 1 : day.day - 2;
  return day.day;
};

const dayOfWeekRule = (field: string): ((date: Temporal.PlainDate) => boolean) => {
  const nth = /^([A-Z0-9]+)#([1-5])$/i.exec(field);
  const last = /^([A-Z0-9]+)L$/i.exec(field);
  const week = (date: Temporal.PlainDate) => (date.dayOfWeek % 7) + 1; // EventBridge counts 1 = Sunday
  const named = nth?.[1] ?? last?.[1];
  const days = list(named ?? (field === 'L' ? '7' : field), 1, 7, WEEKDAYS, 1);
  if (nth) return (date) => days.includes(week(date)) && Math.ceil(date.day / 7) === Number(nth[2]);
  if (last) return (date) => days.includes(week(date)) && date.day + 7 > date.daysInMonth;
  return (date) => days.includes(week(date));
};

const list = (field: string, min: number, max: number, names: readonly string[] = [], base = 0): readonly number[] => {
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', stepText] = part.split('/');
    const step = stepText === undefined ? 1 : Number(stepText);
    const [from, to] = bounds(range, stepText !== undefined, min, max, (text) => value(text, names, base));
    if (![from, to, step].every(Number.isInteger) || step < 1 || from < min || to > max)
      throw new Error(`The cron field "${field}" cannot be read; values lie between ${min} and ${max}.`);
    for (let n = from; n <= to; n += step) found.add(n);
  }
  return [...found].sort((a, b) => a - b);
};

const bounds = (
  range: string,
  stepped: boolean,
  min: number,
  max: number,
  read: (text: string) => number,
): [number, number] => {
  if (range === '*') return [min, max];
  const [first = '', second] = range.split('-');
  const from = read(first);
  if (second !== undefined) return [from, read(second)];
  return [from, stepped ? max : from];
};

const value = (text: string, names: readonly string[], base: number): number => {
  const named = names.indexOf(text.toUpperCase());
  return named >= 0 ? named + base : /^\d+$/.test(text) ? Number(text) : Number.NaN;
};
