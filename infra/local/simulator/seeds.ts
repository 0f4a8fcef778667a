import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from '../paths.ts';
import { type History, historyOf, type Size } from './history.ts';
import { Pool } from './pool.ts';
import { type Shrunk, shrink } from './shrink.ts';
import type { Verdict } from './verdict.ts';

export interface Seeds {
  readonly first: number;
  readonly last: number;
  readonly size: Size;
  readonly faults: boolean;
  readonly assembly?: string | undefined;
  /** False keeps a break as it is: only the first few are shrunk anyway. */
  readonly shrinks?: boolean;
  readonly onVerdict?: (seed: number, verdict: Verdict, done: number) => void;
}

export interface Break {
  readonly seed: number;
  readonly verdict: Verdict;
  /** The shortest history that breaks it, and the file that holds it. */
  readonly shrunk?: Shrunk & { readonly file: string };
}

/** Lives the small history of each seed, on all cores, and says which break an invariant. */
export const runSeeds = async (seeds: Seeds): Promise<readonly Break[]> => {
  const { first, last, size, faults, assembly } = seeds;
  const pool = new Pool({ assembly });
  const breaks: Break[] = [];
  let next = first;
  let done = 0;
  const work = async (): Promise<void> => {
    // One break for each core to shorten is enough to mend first.
    while (next <= last && breaks.length < pool.size) {
      const seed = next++;
      const verdict = await pool.judge(historyOf(String(seed), size, faults));
      if (verdict.broken.length > 0) breaks.push({ seed, verdict });
      seeds.onVerdict?.(seed, verdict, ++done);
    }
  };
  try {
    await Promise.all(Array.from({ length: pool.size }, work));
    if (seeds.shrinks === false) return breaks;
    return await Promise.all(breaks.map((one) => shorten(one, seeds, pool)));
  } finally {
    pool.close();
  }
};

const shorten = async ({ seed, verdict }: Break, { size, faults }: Seeds, pool: Pool): Promise<Break> => {
  const history = historyOf(String(seed), size, faults);
  const shrunk = await shrink(history, verdict, (candidate) => pool.judge(candidate));
  return { seed, verdict, shrunk: { ...shrunk, file: keep(String(seed), shrunk.history, shrunk.verdict) } };
};

/** Writes a history and what it breaks to `.build/simulate/<seed>.json`. */
export const keep = (seed: string, history: History, verdict: Verdict): string => {
  const folder = join(paths.root, '.build/simulate');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${seed}.json`);
  writeFileSync(file, `${JSON.stringify({ breaks: verdict.broken, history }, null, 1)}\n`);
  return file;
};
