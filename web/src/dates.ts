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

const plain = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A sentence of the server's, its days as people write them: `until 2027-06-08` is `until 8 June 2027`. */
export const withDays = (sentence: string): string =>
  sentence.replace(/\b\d{4}-\d\d-\d\d\b(?!T)/g, (day) => plain.format(new Date(`${day}T00:00:00Z`)));

/** A month of the books: `2027-03` is `March 2027`. */
export const inMonth = (period: string): string => plain.format(new Date(`${period}-01T00:00:00Z`)).slice(2);
