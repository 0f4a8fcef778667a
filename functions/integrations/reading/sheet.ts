import Papa from 'papaparse';
import type { Refused } from './neutral.ts';

/** A record of the file: normalised column name -> text as it stands there. */
export interface Sheet {
  readonly format: 'csv' | 'json';
  readonly columns: readonly string[];
  readonly records: readonly { readonly row: number; readonly cells: ReadonlyMap<string, string> }[];
  readonly refused: readonly Refused[];
}

/** Why a file as a whole cannot be read. */
export class Unreadable extends Error {}

/** `Affiliate E-Mail`, `affiliateEmail` and `affiliate_email` are one column. */
export const nameOf = (header: string): string =>
  header
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/\be-mail\b/g, 'email')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');

/** Reads CSV (comma, semicolon, tab or bar) or JSON as it is exported. `lists`: in JSON, where a record has rows under it. */
export const readSheet = (text: string, lists: readonly string[]): Sheet => {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (/[\0\uFFFD]/.test(bare)) throw new Unreadable('The file is not text in UTF-8. Export it as CSV (UTF-8) or JSON.');
  const begins = bare.trimStart()[0];
  if (begins === undefined) throw new Unreadable('The file is empty.');
  return begins === '[' || begins === '{' ? readJson(bare, lists) : readCsv(bare);
};

const readCsv = (text: string): Sheet => {
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' });
  const [header, ...lines] = data;
  const columns = (header ?? []).map(nameOf);
  const broken = new Map(
    errors.flatMap(({ row, type }) =>
      type === 'Quotes' && row !== undefined ? [[row, 'has a quote that does not end']] : [],
    ),
  );
  if (broken.has(0)) throw new Unreadable('The header has a quote that does not end.');
  const refused: Refused[] = [];
  const records: Sheet['records'][number][] = [];
  for (const [index, line] of lines.entries()) {
    const row = index + 2;
    const why = broken.get(index + 1) ?? lengthFault(line.length, columns.length);
    if (why) refused.push({ row, reason: why });
    else records.push({ row, cells: cellsOf(columns, line) });
  }
  return { format: 'csv', columns: [...new Set(columns.filter(Boolean))], records, refused };
};

const lengthFault = (found: number, wanted: number): string | undefined =>
  found === wanted ? undefined : `has ${found} cells where the header has ${wanted}`;

/** Of columns with one name the first that says something counts (Dub writes "Enrolled at" twice). */
const cellsOf = (columns: readonly string[], line: readonly string[]): Map<string, string> => {
  const cells = new Map<string, string>();
  for (const [index, name] of columns.entries()) {
    const cell = (line[index] ?? '').replaceAll(/\s+/g, ' ').trim();
    if (name && cell && !cells.has(name)) cells.set(name, cell);
  }
  return cells;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `[...]`, `{"data": [...]}` or `{"data": {"items": [...]}}`, as the tools' APIs answer. */
const listIn = (value: unknown): readonly unknown[] | undefined => {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return undefined;
  for (const name of ['data', 'items', 'results']) {
    const found = listIn(value[name]);
    if (found) return found;
  }
  return undefined;
};

const readJson = (text: string, lists: readonly string[]): Sheet => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Unreadable('The file begins like JSON and is none. Export it again.');
  }
  const list = listIn(parsed);
  if (!list) throw new Unreadable('The file has no list of records: [...], or {"data": [...]}.');
  const columns = new Set<string>();
  const refused: Refused[] = [];
  const records: Sheet['records'][number][] = [];
  for (const [index, one] of list.entries()) {
    const row = index + 1;
    if (!isRecord(one)) {
      refused.push({ row, reason: 'is not an object' });
      continue;
    }
    for (const flat of rowsUnder(one, lists)) {
      const cells = new Map<string, string>();
      flatten(flat, '', cells, 0);
      for (const name of cells.keys()) columns.add(name);
      records.push({ row, cells });
    }
  }
  return { format: 'json', columns: [...columns], records, refused };
};

const rowsUnder = (record: Record<string, unknown>, lists: readonly string[]): readonly Record<string, unknown>[] => {
  const name = lists.find((one) => Array.isArray(record[one]));
  const under = name === undefined ? [] : record[name];
  if (name === undefined || !Array.isArray(under) || under.length === 0) return [record];
  return under.map((one) => ({ ...record, [name]: one }));
};

const DEEPEST = 5;

/** `{sale: {id: 1}}` is column `sale_id`. Lists stay out: a row has one value for a column. */
const flatten = (value: unknown, path: string, cells: Map<string, string>, depth: number): void => {
  if (value === null || value === undefined || Array.isArray(value) || depth > DEEPEST) return;
  if (isRecord(value)) {
    for (const [key, one] of Object.entries(value))
      flatten(one, path ? `${path}_${nameOf(key)}` : nameOf(key), cells, depth + 1);
    return;
  }
  const text = String(value).trim();
  if (text && !cells.has(path)) cells.set(path, text);
};
