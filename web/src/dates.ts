const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** `Mon, 1 March 2027` in the reader's own zone. */
export const onDay = (instant: string): string => day.format(new Date(instant));
/** `1 Mar 2027, 09:00` in the reader's own zone. */
export const at = (instant: string): string => moment.format(new Date(instant));
