import { amount, csvOf } from '../shared/csv.ts';
import type { StatementView } from './contract.ts';

const HEADER = ['Recorded at', 'What', 'Balance', 'Amount', 'Currency', 'Sale', 'Earned in', 'Late'];

/** A portion of a statement as lines of a table; the first portion has the header. */
export const statementCsv = ({ books }: Pick<StatementView, 'books'>, isFirst: boolean): string => {
  const rows = books.flatMap(({ currency, lines }) =>
    lines.map(({ at, words, account, minor, sale, earnedPeriod, late }) => [
      at,
      words,
      account,
      amount(minor, currency),
      currency,
      sale,
      earnedPeriod,
      late ? 'late' : '',
    ]),
  );
  return `${isFirst ? csvOf([HEADER]) : ''}${rows.length > 0 ? csvOf(rows) : ''}`;
};
