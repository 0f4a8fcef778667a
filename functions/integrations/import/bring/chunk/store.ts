import { readChunk, readImport } from '../../files/store.ts';
import type { Counts, KeptRow, Told } from '../../items.ts';
import { judgePartner, type Verdict } from '../../judge/store.ts';
import { countsOf, noCounts, reasonsOf } from '../../reporting.ts';
import { type Bringing, bringRow, knowOutsider } from '../store.ts';

const ABREAST = 10;
/** A state of a workflow holds 256 KiB, for all chunks together. */
const MOST_TOLD = 10;

export const bringChunk = async (
  importId: string,
  chunk: number,
  on: Bringing,
): Promise<Counts & { rows: readonly Told[] }> => {
  const found = await readImport(importId);
  if (!found || found.state === 'done') return { ...noCounts, rows: [] };
  const { tool } = found;
  const bring = async (row: KeptRow): Promise<Verdict> => {
    if (row.kind !== 'partners') return bringRow({ tool, importId, row }, on);
    await knowOutsider(tool, row, on);
    return judgePartner(row, on.policy.signUp);
  };
  const rows = await readChunk(importId, chunk);
  const brought: (Verdict & { row: number })[] = [];
  for (let from = 0; from < rows.length; from += ABREAST) {
    const next = rows.slice(from, from + ABREAST);
    brought.push(...(await Promise.all(next.map(async (row) => ({ ...(await bring(row)), row: row.row })))));
  }
  return {
    ...countsOf(brought),
    rows: reasonsOf(brought.filter(({ is }) => is === 'conflicting')).slice(0, MOST_TOLD),
  };
};
