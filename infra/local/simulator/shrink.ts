import type { History } from './history.ts';
import type { Verdict } from './verdict.ts';

const DAY_MS = 86_400_000;
/** What fails so late has not recovered when the run ends: that would be another break. */
const RECOVERY_MS = DAY_MS / 2;

export interface Shrunk {
  readonly history: History;
  readonly verdict: Verdict;
  /** Runs it took. */
  readonly runs: number;
}

/**
 * The shortest history that breaks the same invariant: fewer days, fewer people, only the faults and acts that it takes
 * (delta debugging). Gives what it has after `most` runs.
 */
export const shrink = async (
  start: History,
  first: Verdict,
  judge: (history: History) => Promise<Verdict>,
  most = 120,
): Promise<Shrunk> => {
  const ids = new Set(first.broken.map(({ id }) => id));
  let best = start;
  let verdict = first;
  let runs = 0;
  const breaks = async (candidate: History): Promise<boolean> => {
    if (runs >= most) return false;
    runs++;
    const seen = await judge(candidate);
    if (!seen.broken.some(({ id }) => ids.has(id)) || !hasRecovered(candidate, seen)) return false;
    best = candidate;
    verdict = seen;
    return true;
  };
  // By plan instead of by chance: from here on each fault can be left out by itself.
  await breaks({ ...best, faults: [...first.faults] });
  await fewest(best.people, (people) => breaks({ ...best, people }));
  await fewerDays(best, breaks);
  if (Array.isArray(best.faults)) await fewest(best.faults, (faults) => breaks({ ...best, faults }));
  await fewest(verdict.acts, (acts) => breaks({ ...best, without: without(best, verdict, acts) }));
  if (Array.isArray(best.faults)) await fewest(best.faults, (faults) => breaks({ ...best, faults }));
  await fewerDays(best, breaks);
  return { history: best, verdict, runs };
};

const hasRecovered = ({ startMs, days }: History, { faults }: Verdict): boolean =>
  faults.every(({ at }) => at <= startMs + days * DAY_MS - RECOVERY_MS);

const without = (history: History, { acts }: Verdict, kept: readonly string[]): string[] => {
  const keep = new Set(kept);
  return [...new Set([...history.without, ...acts.filter((name) => !keep.has(name))])];
};

/** Halves, then takes a day at a time. */
const fewerDays = async (from: History, breaks: (history: History) => Promise<boolean>): Promise<void> => {
  let days = from.days;
  for (let step = Math.floor(days / 2); step >= 1; ) {
    if (days - step >= 1 && (await breaks({ ...from, days: days - step }))) days -= step;
    else step = Math.floor(step / 2);
  }
};

/** Delta debugging: leaves out ever smaller parts of the list as long as what is left still breaks. */
export const fewest = async <T>(list: readonly T[], breaks: (part: T[]) => Promise<boolean>): Promise<T[]> => {
  let kept = [...list];
  for (let parts = 1; kept.length > 0; ) {
    const size = Math.ceil(kept.length / parts);
    let left = false;
    for (let from = 0; from < kept.length; ) {
      const rest = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (await breaks(rest)) {
        kept = rest;
        left = true;
      } else from += size;
    }
    if (size === 1 && !left) break;
    if (!left) parts = Math.min(parts * 2, kept.length);
    else parts = Math.max(1, Math.min(parts, kept.length));
  }
  return kept;
};
