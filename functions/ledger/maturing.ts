import type { Entry } from '../shared/book.ts';
import type { Page } from './contract.ts';

/**
 * What is pending by the instant it matures at, and on which page the first of it stands, after these pages in order.
 * They begin where the last page says (`openFrom`).
 */
const pendingOf = (pages: readonly Page[]): ReadonlyMap<string, { minor: number; page: number }> => {
  const pending = new Map<string, { minor: number; page: number }>();
  for (const { kind, number, lines, before = '' } of pages) {
    if (kind === 'matured') {
      for (const maturesAt of pending.keys()) if (maturesAt <= before) pending.delete(maturesAt);
      continue;
    }
    for (const { account, minor, maturesAt } of lines) {
      if (account !== 'pending' || maturesAt === undefined) continue;
      const held = pending.get(maturesAt);
      pending.set(maturesAt, { minor: (held?.minor ?? 0) + minor, page: held?.page ?? number });
    }
  }
  return pending;
};

/**
 * The entry that makes payable what has matured by `before` [A5, A12]; undefined when nothing has. `pages`: from the
 * last page's `openFrom` on.
 */
export const maturedBy = (pages: readonly Page[], before: string): Entry | undefined => {
  const pending = pendingOf(pages);
  let minor = 0;
  let openFrom = (pages.at(-1)?.number ?? 0) + 2;
  let found = false;
  for (const [maturesAt, one] of pending) {
    if (maturesAt <= before) {
      minor += one.minor;
      found = true;
    } else openFrom = Math.min(openFrom, one.page);
  }
  if (!found) return undefined;
  const lines =
    minor === 0
      ? []
      : [
          { account: 'pending' as const, minor: 0 - minor },
          { account: 'payable' as const, minor },
        ];
  return { kind: 'matured', lines, before, openFrom };
};
