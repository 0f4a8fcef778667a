import * as z from 'zod';
import type { TimelineEntry, TimelineKind, TimelineView } from '../contract.ts';
import { readEntry } from '../telling.ts';
import { markOf } from './marks.ts';

type Entry = TimelineView['entries'][number];

/** Who reads: the team, or the partner itself. */
export type Reader = 'team' | 'partner';

const run = z.looseObject({ input: z.string().optional(), startedAt: z.string().optional() });

/** What is older than its shape of today, a partner is not told. */
const ownOf = (own: (data: unknown) => string | undefined, data: unknown): string | undefined => {
  try {
    return own(data);
  } catch (error) {
    if (error instanceof z.ZodError) return undefined;
    throw error;
  }
};

/** An entry as `reader` sees it; undefined for what is not for it, or is told elsewhere. */
export const shownTo = (reader: Reader, entry: TimelineEntry): Entry | undefined => {
  const { name, data, text, at, entry: id } = entry;
  const mark = markOf(name, data);
  if (mark.hidden) return undefined;
  const words =
    reader === 'team' || mark.own === 'same' ? text : mark.own === 'team' ? undefined : ownOf(mark.own, data);
  if (words === undefined) return undefined;
  const about = mark.about?.(data);
  const { input, startedAt } = mark.kind === 'runs' ? run.parse(data) : {};
  return {
    id,
    at,
    kind: mark.kind,
    text: words,
    ...(about ? { about } : {}),
    ...(startedAt ? { startedAt } : {}),
    ...(input ? { input } : {}),
  };
};

export const entryFrom = (reader: Reader, item: Record<string, unknown>): Entry | undefined =>
  shownTo(reader, readEntry(item));

export const isOfKind = (kind: TimelineKind | undefined, entry: Entry): boolean =>
  kind === undefined || entry.kind === kind;
