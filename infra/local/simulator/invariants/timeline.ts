import type { TimelineEntry } from '../../../../functions/partners/contract.ts';
import { readEntry } from '../../../../functions/partners/telling.ts';
import type { Final } from '../final.ts';

const known = new WeakMap<Final['tables'], readonly TimelineEntry[]>();

/** What the ops page finds in the index, of all partners. */
export const timelineOf = ({ tables }: Final): readonly TimelineEntry[] => {
  const read = (): readonly TimelineEntry[] =>
    Object.values(tables)
      .flat()
      .filter(({ GSI1PK }) => String(GSI1PK).startsWith('TIMELINE#'))
      .map(readEntry);
  const entries = known.get(tables) ?? read();
  known.set(tables, entries);
  return entries;
};
