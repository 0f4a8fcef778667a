import { Temporal } from 'temporal-polyfill';

/** Names and days of the program's calendar. Days are ISO dates in the program's zone. */
const date = (day: string) => Temporal.PlainDate.from(day);

export const dayAfter = (day: string, days: number): string => date(day).add({ days }).toString();

/** The instant at which a day begins. */
export const startOf = (day: string, timeZone: string): string =>
  new Date(date(day).toZonedDateTime({ timeZone }).epochMilliseconds).toISOString();

/** The last `count` days up to and with `day`, in order. */
export const lastDays = (day: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => dayAfter(day, index + 1 - count));

const two = (number: number): string => String(number).padStart(2, '0');
/** A month or quarter that began longer ago than this is not asked about any more. */
const LATEST_DAY = 7;

export interface Review {
  readonly kind: 'brand-audit' | 'top-affiliates' | 'program-audit';
  /** Names it within its kind: the week, the month, the quarter. */
  readonly key: string;
}

/** What people are asked for on a day [F3]: weekly, monthly and quarterly; a day that is missed is caught up with. */
export const reviewsOn = (day: string): readonly Review[] => {
  const { year, month, day: ofMonth, weekOfYear = 1, yearOfWeek = year } = date(day);
  const weekly = { kind: 'brand-audit', key: `${yearOfWeek}-w${two(weekOfYear)}` } as const;
  if (ofMonth > LATEST_DAY) return [weekly];
  const monthly = { kind: 'top-affiliates', key: `${year}-${two(month)}` } as const;
  if (month % 3 !== 1) return [weekly, monthly];
  return [weekly, monthly, { kind: 'program-audit', key: `${year}-q${(month + 2) / 3}` }];
};
