import { stringify } from 'csv-stringify/sync';
import { decimalOf } from './currency.ts';

/** A number that we wrote ourselves: it stays one where it begins with a minus. */
class Figure {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export type Cell = string | Figure | undefined;

/** An amount as a decimal number. */
export const amount = (minor: number, currency: string): Figure => new Figure(decimalOf({ minor, currency }));

/**
 * Lines of a spreadsheet. Text that a spreadsheet would take for a formula gets an apostrophe before it [39]; every cell
 * is quoted, so that no other separator cuts one open.
 */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    {
      escape_formulas: true,
      quoted: true,
      record_delimiter: '\r\n',
      cast: { object: (value) => ({ value: value instanceof Figure ? value.text : '', escape_formulas: false }) },
    },
  );
