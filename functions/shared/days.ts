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

/** The later of two ISO instants in UTC. */
export const later = (one: string, other: string): string => (one > other ? one : other);
