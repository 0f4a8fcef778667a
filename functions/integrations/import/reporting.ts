import type { ReadFile } from '../reading/read.ts';
import type { Counts, KeptRow, Report, Result, Sum, Told } from './items.ts';

/** As many rows as are listed one by one. */
const MOST_TOLD = 500;

export const noCounts: Counts = { new: 0, known: 0, conflicting: 0, waiting: 0 };

interface Judged {
  readonly row: number;
  readonly is: keyof Counts;
  readonly reason?: string | undefined;
}

export const countsOf = (judged: readonly Judged[]): Counts => {
  const counts = { ...noCounts };
  for (const { is } of judged) counts[is]++;
  return counts;
};

export const reasonsOf = (judged: readonly Judged[]): readonly Told[] =>
  judged.flatMap(({ row, reason }) => (reason === undefined ? [] : [{ row, reason }]));

/** By currency and state, in their order; exact, and never across currencies. */
export const sumsOf = (rows: readonly KeptRow[]): readonly Sum[] => {
  const sums = new Map<string, Sum>();
  for (const row of rows) {
    if (row.kind !== 'commissions') continue;
    const name = `${row.currency} ${row.state}`;
    const before = sums.get(name) ?? { currency: row.currency, state: row.state, rows: 0, minor: 0 };
    sums.set(name, { ...before, rows: before.rows + 1, minor: before.minor + row.minor });
  }
  return [...sums.keys()].sort().flatMap((name) => sums.get(name) ?? []);
};

/** The dry run, in numbers and sentences. */
export const reportOf = (
  file: Pick<ReadFile<unknown>, 'format' | 'records' | 'refused' | 'unknown' | 'missing' | 'dates'>,
  kept: readonly KeptRow[],
  judged: readonly Judged[],
  asked: { readonly letters: number; readonly notAsked: readonly Told[] },
): Report => ({
  format: file.format,
  records: file.records,
  read: kept.length,
  refused: file.refused.length,
  unknownColumns: [...file.unknown].slice(0, 100),
  missingColumns: [...file.missing],
  ...(file.dates.says
    ? { dates: { ...(file.dates.order ? { order: file.dates.order } : {}), says: file.dates.says } }
    : {}),
  counts: countsOf(judged),
  letters: asked.letters,
  sums: [...sumsOf(kept)],
  rows: [...file.refused, ...asked.notAsked, ...reasonsOf(judged)]
    .toSorted((one, other) => one.row - other.row)
    .slice(0, MOST_TOLD),
});

/** What the chunks gave, in all. */
export const resultOf = (parts: readonly Result[]): Result => {
  const total = (of: keyof Counts | 'asked'): number => parts.reduce((sum, part) => sum + part[of], 0);
  return {
    new: total('new'),
    known: total('known'),
    conflicting: total('conflicting'),
    waiting: total('waiting'),
    asked: total('asked'),
    rows: parts.flatMap(({ rows }) => rows).slice(0, MOST_TOLD),
  };
};
