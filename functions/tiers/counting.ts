import type { Verdict } from './reviewing.ts';
import type { Counts } from './steps.ts';

export const NOTHING: Counts = { reviewed: 0, kept: 0, noticed: 0, demoted: 0, promoted: 0 };

/** One more partner, by what its review said; none where the quarter was reviewed before. */
export const withVerdict = (counts: Counts, verdict: Verdict['kind'] | undefined, promoted: boolean): Counts => {
  const noticed = verdict === 'notice' ? 1 : 0;
  const demoted = verdict === 'demoted' ? 1 : 0;
  const reviewed = verdict === undefined ? 0 : 1;
  return {
    reviewed: counts.reviewed + reviewed,
    kept: counts.kept + reviewed - noticed - demoted,
    noticed: counts.noticed + noticed,
    demoted: counts.demoted + demoted,
    promoted: counts.promoted + (promoted ? 1 : 0),
  };
};

export const sumOf = (all: readonly Counts[]): Counts =>
  all.reduce(
    (sum, one) => ({
      reviewed: sum.reviewed + one.reviewed,
      kept: sum.kept + one.kept,
      noticed: sum.noticed + one.noticed,
      demoted: sum.demoted + one.demoted,
      promoted: sum.promoted + one.promoted,
    }),
    NOTHING,
  );
