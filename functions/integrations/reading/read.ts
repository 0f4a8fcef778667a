import type * as z from 'zod';
import { BadCell } from './bad-cell.ts';
import { amountOf, instantOf, stateOf } from './cells.ts';
import { type Columns, columnsOf, DATES, listsOf, needed } from './columns.ts';
import { type DateReading, dateReading } from './dates.ts';
import type { Kind, Options, Refused, Tool } from './neutral.ts';
import { readSheet, type Sheet } from './sheet.ts';

/** A file, understood. Every record of it is either in `rows` or in `refused`. */
export interface ReadFile<Row> {
  readonly format: 'csv' | 'json';
  readonly rows: readonly Row[];
  readonly refused: readonly Refused[];
  /** Columns that say nothing to us. */
  readonly unknown: readonly string[];
  /** Columns without which no row can be read, as the tool names them; then `rows` is empty. */
  readonly missing: readonly string[];
  /** Records of the file. */
  readonly records: number;
  /** How dates of numbers alone were read. */
  readonly dates: DateReading;
}

interface Asked<S extends z.ZodType> {
  readonly tool: Tool;
  readonly kind: Kind;
  /** The neutral row of this kind, from `rowSchemas`. */
  readonly schema: S;
  readonly options: Options;
}

/** Reads an export of another tool into one neutral shape. Pure. Throws `Unreadable` where nothing can be read at all. */
export const readExport = <S extends z.ZodType>(text: string, asked: Asked<S>): ReadFile<z.output<S>> => {
  const { tool, kind } = asked;
  const sheet = readSheet(text, kind === 'links' ? listsOf[tool] : []);
  const columns = columnsOf[tool][kind];
  const known = new Set(Object.values(columns).flat());
  const missing = missingOf(sheet.columns, columns, asked);
  const dates = dateReading(dateCells(sheet, columns), asked.options.dates);
  const read = missing.length > 0 ? { rows: [], refused: [] } : readRows(sheet, { ...asked, dates });
  return {
    format: sheet.format,
    rows: read.rows,
    refused: [...sheet.refused, ...read.refused].sort((one, other) => one.row - other.row),
    unknown: sheet.columns.filter((name) => !known.has(name)),
    missing,
    records: sheet.records.length + sheet.refused.length,
    dates,
  };
};

/** All that stands where a date should. */
const dateCells = ({ records }: Sheet, columns: Columns) =>
  records.flatMap(({ row, cells }) =>
    DATES.flatMap((field) => {
      const column = (columns[field] ?? []).find((name) => cells.has(name));
      const text = column === undefined ? undefined : cells.get(column);
      return column === undefined || text === undefined ? [] : [{ row, column, text }];
    }),
  );

const missingOf = <S extends z.ZodType>(
  found: readonly string[],
  columns: Columns,
  { kind, options }: Asked<S>,
): readonly string[] => {
  const has = (field: string): boolean => (columns[field] ?? []).some((name) => found.includes(name));
  const noCurrency = kind === 'commissions' && options.currency === undefined && !has('currency');
  return [...needed[kind], ...(noCurrency ? [['currency']] : [])]
    .filter((fields) => !fields.some(has))
    .map((fields) => fields.map((field) => columns[field]?.[0] ?? field).join(' or '));
};

type Fields = Readonly<Record<string, string | number | undefined>>;

interface Reading<S extends z.ZodType> extends Asked<S> {
  readonly dates: DateReading;
}

const readRows = <S extends z.ZodType>(sheet: Sheet, asked: Reading<S>) => {
  const rows: z.output<S>[] = [];
  const refused: Refused[] = [];
  const seen = new Map<string, { row: number; text: string }>();
  for (const { row, cells } of sheet.records) {
    const read = readRow(row, cells, sheet.format, asked);
    const reason = 'reason' in read ? read.reason : repeatOf(read.fields, row, seen);
    if (reason !== undefined) refused.push({ row, reason });
    else if ('value' in read) rows.push(read.value);
  }
  return { rows, refused };
};

const readRow = <S extends z.ZodType>(
  row: number,
  cells: ReadonlyMap<string, string>,
  format: Sheet['format'],
  { tool, kind, schema, options, dates }: Reading<S>,
): { fields: Fields; value: z.output<S> } | { reason: string } => {
  try {
    const cell = (field: string) => cellIn(cells, columnsOf[tool][kind][field] ?? []);
    const fields = fieldsOf[kind](cell, { tool, format, options, dates });
    const parsed = schema.safeParse({ row, ...fields });
    if (parsed.success) return { fields, value: parsed.data };
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? '';
    if (field === '') return { reason: issue?.message ?? 'cannot be read' };
    return { reason: fields[field] === undefined ? `has no ${field}` : `the ${field} ${issue?.message}` };
  } catch (error) {
    if (error instanceof BadCell) return { reason: error.message };
    throw error;
  }
};

const cellIn = (cells: ReadonlyMap<string, string>, names: readonly string[]): string | undefined =>
  names.map((name) => cells.get(name)).find((text) => text !== undefined);

/** Why a row that has been read before counts no second time. */
const repeatOf = (
  fields: Fields,
  row: number,
  seen: Map<string, { row: number; text: string }>,
): string | undefined => {
  const key = String(fields.externalId ?? fields.code);
  const text = JSON.stringify(fields);
  const earlier = seen.get(key);
  if (!earlier) {
    seen.set(key, { row, text });
    return undefined;
  }
  return earlier.text === text
    ? `is row ${earlier.row} again`
    : `has the same key as row ${earlier.row} and says something else`;
};

type Cell = (field: string) => string | undefined;
interface About {
  readonly tool: Tool;
  readonly format: Sheet['format'];
  readonly options: Options;
  readonly dates: DateReading;
}

const meantBy = (cell: Cell) => ({ partner: cell('partner'), partnerEmail: cell('partnerEmail') });

const dateIn = (cell: Cell, field: string, { options, dates }: About): string | undefined => {
  const text = cell(field);
  return text === undefined ? undefined : instantOf(text, options.timeZone, dates);
};

const partnerFields = (cell: Cell, about: About): Fields => {
  const email = cell('email');
  const both = [cell('firstName'), cell('lastName')].filter((part) => part !== undefined).join(' ');
  return {
    externalId: cell('externalId'),
    email,
    name: cell('name') ?? (both || email?.split('@')[0]),
    company: cell('company'),
    website: cell('website'),
    country: cell('country')?.toUpperCase(),
    joinedAt: dateIn(cell, 'joinedAt', about),
  };
};

const commissionFields = (cell: Cell, about: About): Fields => {
  const currency = (cell('currency') ?? about.options.currency ?? '').toUpperCase();
  const unit = about.options.amounts ?? (about.format === 'json' ? 'minor' : 'decimal');
  const amount = cell('amount');
  const saleAmount = cell('saleAmount');
  const state = cell('state');
  const paidAt = dateIn(cell, 'paidAt', about);
  return {
    externalId: cell('externalId'),
    sale: cell('sale'),
    customer: cell('customer'),
    minor: amount === undefined ? undefined : amountOf(amount, currency, unit),
    saleMinor: saleAmount === undefined ? undefined : amountOf(saleAmount, currency, unit),
    currency,
    state: state === undefined ? undefined : stateOf(about.tool, { state, payment: cell('payment'), paidAt }),
    occurredAt: dateIn(cell, 'occurredAt', about),
    dueAt: dateIn(cell, 'dueAt', about),
    paidAt,
    ...meantBy(cell),
  };
};

const fieldsOf: Readonly<Record<Kind, (cell: Cell, about: About) => Fields>> = {
  partners: partnerFields,
  links: (cell) => ({ code: cell('code'), destination: cell('destination'), ...meantBy(cell) }),
  customers: (cell, about) => ({
    externalId: cell('externalId'),
    since: dateIn(cell, 'since', about),
    ...meantBy(cell),
  }),
  commissions: commissionFields,
};
