import { BadCell } from './bad-cell.ts';

/** What comes first in a date of numbers alone. */
export type DateOrder = 'day-first' | 'month-first';

/** A cell that is to hold a date. */
export interface DateCell {
  readonly row: number;
  readonly column: string;
  readonly text: string;
}

/** How dates of numbers alone are read in one file, and the sentence for its report; nothing where it has none. */
export interface DateReading {
  readonly order?: DateOrder | undefined;
  readonly says?: string | undefined;
  /** Nothing that anybody says now would make these dates clear. */
  readonly contradicted?: true;
}

/** `05/06/2026`, `5.6.2026 14:30`, `05-06-2026 9:00 AM`: two numbers, and then the year. */
const NUMERIC = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,? (.+))?$/;
const partsOf = (text: string) => {
  const [, one, , other, year, rest = ''] = NUMERIC.exec(text) ?? [];
  return one && other && year ? { one: Number(one), other: Number(other), year, rest } : undefined;
};

const words = { 'day-first': 'day first', 'month-first': 'month first' } as const;
const FIELD = 'the field "Dates like 05/06/2026" (options.dates)';
const quoted = ({ row, column, text }: DateCell): string => `row ${row} has ${text.slice(0, 40)} in ${column}`;

/** A number above 12 is no month: such a date shows how its file writes them. */
const shows = ({ text }: DateCell): DateOrder | undefined => {
  const { one = 0, other = 0 } = partsOf(text) ?? {};
  if (one > 12 && other <= 12) return 'day-first';
  return other > 12 && one <= 12 ? 'month-first' : undefined;
};
/** Read either way it is another day. */
const isAmbiguous = ({ text }: DateCell): boolean => {
  const parts = partsOf(text);
  return parts !== undefined && parts.one !== parts.other && parts.one <= 12 && parts.other <= 12;
};

/**
 * How the dates of a file are read: as it was told, unless the file shows otherwise; else as the file shows, where it
 * shows one order alone. Never guessed: a file that shows neither, or both, has no order.
 */
export const dateReading = (cells: readonly DateCell[], told: DateOrder | undefined): DateReading => {
  const dayFirst = cells.find((cell) => shows(cell) === 'day-first');
  const monthFirst = cells.find((cell) => shows(cell) === 'month-first');
  if (dayFirst && monthFirst) {
    return {
      contradicted: true,
      says: `Dates of numbers alone are written both ways: ${quoted(dayFirst)}, and ${quoted(monthFirst)}. None of them is read.`,
    };
  }
  const proof = dayFirst ?? monthFirst;
  const shown = proof && shows(proof);
  if (proof && told && shown !== told) {
    return {
      contradicted: true,
      says: `Dates were said to be ${words[told]}, but ${quoted(proof)}. None of them is read.`,
    };
  }
  const order = told ?? shown;
  const ambiguous = cells.find(isAmbiguous);
  if (order && (proof ?? ambiguous)) {
    const because = told ? 'as you said' : `${proof ? quoted(proof) : ''}, and no date of the file says otherwise`;
    return { order, says: `Dates like 05/06/2026 are read ${words[order]}: ${because}.` };
  }
  if (!ambiguous) return {};
  return {
    says: `${quoted(ambiguous)}, which could be two days. Say in ${FIELD} what comes first.`.replace(/^r/, 'R'),
  };
};

const two = (number: number): string => String(number).padStart(2, '0');
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A date of numbers alone as ISO writes it; any other text as it is. Throws `BadCell` for one that could be two days. */
export const numericAsIso = (text: string, { order, contradicted }: DateReading = {}): string => {
  const parts = partsOf(text);
  if (!parts) return text;
  const { one, other, year, rest } = parts;
  const [day, month] = order === 'month-first' ? [other, one] : [one, other];
  if (!order && (contradicted || one !== other)) {
    if (contradicted) throw new BadCell(`the date ${text.slice(0, 40)} contradicts others, or what was said of them`);
    const could = `${one} ${MONTHS[other - 1]} or ${other} ${MONTHS[one - 1]}`;
    throw new BadCell(`the date ${text.slice(0, 40)} could be ${could}: say in ${FIELD} what comes first`);
  }
  return `${year}-${two(month)}-${two(day)}${rest ? ` ${rest}` : ''}`;
};
