const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a hundred times what using it does. */
const formatOf = (zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = JSON.stringify([zone, options]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
  formats.set(key, format);
  return format;
};

const parts = (instant: string, zone: string, options: Intl.DateTimeFormatOptions): Record<string, string> => {
  const format = formatOf(zone, options);
  return Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
};

/** `Monday, 1 March 2027` in the program's zone. Put together from parts, because the separators change with each ICU. */
export const onDay = (instant: string, zone: string): string => {
  const date = parts(instant, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  return `${date.weekday}, ${date.day} ${date.month} ${date.year}`;
};

/** A date without a zone, `2027-03-01`: its noon in UTC is on it nearly everywhere, and is written for UTC. */
export const dayText = (date: string): string => onDay(`${date}T12:00:00.000Z`, 'UTC');

/** The day that ends at an instant: what is due before Tuesday 00:00 is due on Monday. */
export const lastDayBefore = (instant: string, zone: string): string =>
  onDay(new Date(Date.parse(instant) - 1).toISOString(), zone);

/** `1 March 2027` in the program's zone. */
export const onDate = (instant: string, zone: string): string => {
  const date = parts(instant, zone, { day: 'numeric', month: 'long', year: 'numeric' });
  return `${date.day} ${date.month} ${date.year}`;
};

/** `Monday, 1 March 2027 at 17:00, Berlin time`. A city says more than CET to a reader elsewhere. */
export const atTime = (instant: string, zone: string): string => {
  const time = parts(instant, zone, { hour: '2-digit', minute: '2-digit' });
  return `${onDay(instant, zone)} at ${time.hour}:${time.minute}${clockOf(zone)}`;
};

const clockOf = (zone: string): string =>
  zone.includes('/') ? `, ${(zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')} time` : ` ${zone}`;
