import Papa from 'papaparse';
import { Problem } from '../../shared/problem.ts';
import { programKey } from '../../shared/program-key.ts';
import type { DirectLine, DirectReport } from '../contract.ts';
import { customerOf, readCustomer } from '../customers/store.ts';
import { compare, type Told } from '../direct.ts';
import { findOpportunity, takeOpportunity } from '../pipeline/store.ts';
import { type Row, readRows, reportOf } from '../pipeline-file.ts';

/** Rows that are looked at side by side. */
const AT_ONCE = 10;

const becomes = { new: 'new', changed: 'changed', same: 'same', older: 'older', mismatch: 'refused' } as const;

const lineOf = async (
  key: string,
  { row, told, opportunityId, refused }: Row,
  write: boolean,
  now: Date,
): Promise<DirectLine> => {
  if (!told) return { row, opportunityId, becomes: 'refused', note: refused ?? 'It cannot be read.' };
  const { domain, name, ...rest } = told;
  const { hash } = await customerOf(key, domain);
  const one: Told = { ...rest, hash, ...(name ? { name } : {}), source: 'csv' };
  const is = compare(await findOpportunity(opportunityId), one);
  if (is === 'mismatch') {
    return { row, opportunityId, becomes: 'refused', note: 'It was told otherwise for the same instant.' };
  }
  const { claim } = await readCustomer(hash);
  if (write && (is === 'new' || is === 'changed')) await takeOpportunity(one, now);
  const meets = claim && one.state !== 'lost' ? { note: `Meets registration ${claim.dealId}: a person decides.` } : {};
  return { row, opportunityId, becomes: becomes[is], ...meets };
};

/** Reads an export of our own CRM; writes it where `write` says so. Each row is safe to repeat. */
export const importPipeline = async (text: string, write: boolean, now: Date): Promise<DirectReport> => {
  const { data } = Papa.parse<string[]>(text.replace(/^﻿/, ''), { skipEmptyLines: 'greedy' });
  const read = readRows(data, now.toISOString());
  if ('refused' in read) throw new Problem(422, 'invalid-input', `text: ${read.refused}`);
  const key = await programKey();
  const lines: DirectLine[] = [];
  for (let from = 0; from < read.rows.length; from += AT_ONCE) {
    const some = read.rows.slice(from, from + AT_ONCE);
    lines.push(...(await Promise.all(some.map((row) => lineOf(key, row, write, now)))));
  }
  return reportOf(text, lines, write);
};
