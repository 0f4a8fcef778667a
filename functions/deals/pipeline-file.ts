import { createHash } from 'node:crypto';
import * as z from 'zod';
import { customerDomain } from '../shared/customer-domain.ts';
import { line } from '../shared/text.ts';
import type { DirectLine, DirectReport } from './contract.ts';
import { opportunityId } from './items.ts';

/** The columns of an export, by any of these names. */
const COLUMNS = {
  opportunityId: ['opportunity_id', 'opportunity id', 'opportunityid', 'id'],
  domain: ['domain', 'website', 'company_domain', 'company domain', 'account website'],
  name: ['name', 'company', 'account', 'account name', 'customer'],
  state: ['state', 'status', 'stage'],
  openedAt: ['opened_at', 'opened at', 'created', 'created date', 'created_at', 'create date'],
  updatedAt: ['updated_at', 'updated at', 'last modified', 'last modified date', 'modified_at'],
} as const;
type Column = keyof typeof COLUMNS;
const NEEDED = ['opportunityId', 'domain', 'openedAt'] as const;
const MOST_ROWS = 500;

const WON = /^(closed[ -]?)?won$/i;
const LOST = /^(closed[ -]?)?lost$/i;

export interface Row {
  readonly row: number;
  readonly told?: {
    readonly opportunityId: string;
    readonly domain: string;
    readonly name: string | undefined;
    readonly state: 'open' | 'won' | 'lost';
    readonly openedAt: string;
    readonly updatedAt: string;
  };
  readonly opportunityId: string;
  readonly refused?: string;
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const columnsOf = (header: readonly string[]): Partial<Record<Column, number>> => {
  const names = header.map((one) => one.trim().toLowerCase().replace(/^﻿/, ''));
  const found: Partial<Record<Column, number>> = {};
  for (const [column, known] of Object.entries(COLUMNS)) {
    const all: readonly string[] = known;
    const at = names.findIndex((name) => all.includes(name));
    if (at >= 0) found[column as Column] = at;
  }
  return found;
};

const dateOf = (text: string): string | undefined => {
  const day = z.iso.date().safeParse(text);
  if (day.success) return `${day.data}T00:00:00.000Z`;
  const at = z.iso.datetime({ offset: true }).safeParse(text);
  return at.success ? new Date(at.data).toISOString() : undefined;
};

/** What a cell of a file can do to a spreadsheet is taken from it (fault 39): a name never begins like a formula. */
const harmless = (text: string): string => text.replace(/^[=+\-@\t\r]+/, '').trim();

const readRow = (cells: readonly string[], at: Partial<Record<Column, number>>, row: number, now: string): Row => {
  const cell = (column: Column): string => (cells[at[column] ?? -1] ?? '').trim();
  const key = cell('opportunityId');
  const no = (refused: string): Row => ({ row, opportunityId: key.slice(0, 90), refused });
  const known = opportunityId.safeParse(key);
  if (!known.success) return no(`The id ${known.error.issues[0]?.message}.`);
  const domain = customerDomain(cell('domain'));
  if (!domain) return no('There is no domain like acme.com.');
  const openedAt = dateOf(cell('openedAt'));
  const updated = cell('updatedAt') ? dateOf(cell('updatedAt')) : now;
  if (!openedAt || !updated) return no('A date is written like 2027-03-01, or 2027-03-01T10:00:00Z.');
  if (updated > now || openedAt > now) return no('A date lies ahead.');
  const name = line(120).safeParse(harmless(cell('name')));
  if (cell('name') && !name.success) return no('The name is longer than 120 characters, or not plain text.');
  const state = WON.test(cell('state')) ? 'won' : LOST.test(cell('state')) ? 'lost' : 'open';
  const updatedAt = updated < openedAt ? openedAt : updated;
  return {
    row,
    opportunityId: known.data,
    told: { opportunityId: known.data, domain, name: name.success ? name.data : undefined, state, openedAt, updatedAt },
  };
};

export type Read = { readonly rows: readonly Row[] } | { readonly refused: string };

/** The rows of a file, each read or refused with its reason. `cells`: what the CSV reader found, the header first. */
export const readRows = ([header = [], ...cells]: readonly (readonly string[])[], now: string): Read => {
  const at = columnsOf(header);
  const missing = NEEDED.filter((column) => at[column] === undefined);
  if (missing.length > 0) {
    const names = missing.map((column) => `"${COLUMNS[column][0]}"`).join(', ');
    return { refused: `The first row has no column ${names}.` };
  }
  const filled = cells.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (filled.length > MOST_ROWS)
    return { refused: `A file may have ${MOST_ROWS} rows; this one has ${filled.length}.` };
  const rows = filled.map((row, index) => readRow(row, at, index + 2, now));
  const seen = new Set<string>();
  return {
    rows: rows.map((one) => {
      if (!one.told) return one;
      if (seen.has(one.opportunityId)) {
        return { row: one.row, opportunityId: one.opportunityId, refused: 'This id stands in the file twice.' };
      }
      seen.add(one.opportunityId);
      return one;
    }),
  };
};

export const reportOf = (text: string, lines: readonly DirectLine[], written: boolean): DirectReport => {
  const count = (becomes: DirectLine['becomes']): number => lines.filter((one) => one.becomes === becomes).length;
  return {
    hash: hashOf(text),
    written,
    counts: {
      ...{ new: count('new'), changed: count('changed'), same: count('same') },
      ...{ older: count('older'), refused: count('refused') },
    },
    lines: [...lines.filter(({ note }) => note), ...lines.filter(({ note }) => !note)].slice(0, 500),
  };
};
