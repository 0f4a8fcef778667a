import type { Click, ClickCounts } from './contract.ts';

export type Tallied = Pick<Click, 'counts' | 'visits'> & Partial<Pick<Click, 'discounted' | 'seenAt' | 'sub'>>;

const MOST_SUBS = 10;

/** Clicks as a partner sees them. The same browser again within half a minute is one click and so many repeats. */
export const tally = (clicks: readonly Tallied[], more: boolean): ClickCounts => {
  const reasons: Record<string, number> = {};
  const subs = new Map<string, number>();
  const add = (reason: string, visits: number): void => {
    if (visits > 0) reasons[reason] = (reasons[reason] ?? 0) + visits;
  };
  for (const click of clicks) {
    if (click.discounted) add(click.discounted, click.visits);
    else add('repeat', click.visits - 1);
    if (click.counts && click.sub) subs.set(click.sub, (subs.get(click.sub) ?? 0) + 1);
  }
  const counted = clicks.filter((click) => click.counts);
  return {
    counted: counted.length,
    discounted: Object.values(reasons).reduce((sum, visits) => sum + visits, 0),
    reasons,
    seen: counted.filter((click) => click.seenAt).length,
    subs: [...subs]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, MOST_SUBS)
      .map(([sub, count]) => ({ sub, counted: count })),
    more,
  };
};
