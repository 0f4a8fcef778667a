import * as z from 'zod';
import { LEDGER_SHARDS } from '../../shared/ledger-keys.ts';
import { Problem } from '../../shared/problem.ts';

/** The last thing that was given out: the export goes on behind it. */
export const position = z.strictObject({
  /** A shard of the ledger, or for partners a stage by its place. */
  shard: z
    .int()
    .min(0)
    .max(LEDGER_SHARDS - 1),
  /** Key of the claim or book; of partners, the index key as JSON. */
  from: z.string().max(1_000).default(''),
  /** Number of the page or fact of it. */
  number: z.int().min(0).default(0),
});
export type Position = z.infer<typeof position>;

export const writePosition = (at: Position): string => Buffer.from(JSON.stringify(at)).toString('base64url');

export const readPosition = (cursor: string): Position => {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new Problem(400, 'malformed-cursor', 'This cursor cannot be read. Start the export again without it.');
  }
};

/** Which shards are walked, and behind what. */
export interface Walk {
  readonly begin: Position;
  /** One shard alone, or all from there on. */
  readonly alone: boolean;
}

export const walkOf = (asked: { shard?: number | undefined; cursor?: string | undefined }): Walk => ({
  begin: asked.cursor === undefined ? { shard: asked.shard ?? 0, from: '', number: 0 } : readPosition(asked.cursor),
  alone: asked.shard !== undefined,
});

/** Something to give out, and where it lies. */
export interface Placed<T> {
  readonly at: Position;
  readonly item: T;
}

/** Characters of an answer; Lambda's limit is 6 MB. One more item than this fits, whatever its size. */
const FULL = 1_500_000;

/** Takes lines until the answer is full; `next` is where the following answer goes on. */
export const gather = async <T>(
  items: AsyncIterable<Placed<T>>,
  lineOf: (item: T) => string,
): Promise<{ lines: readonly string[]; next: Position | undefined }> => {
  const lines: string[] = [];
  let size = 0;
  for await (const { at, item } of items) {
    const line = lineOf(item);
    lines.push(line);
    size += line.length;
    if (size >= FULL) return { lines, next: at };
  }
  return { lines, next: undefined };
};
