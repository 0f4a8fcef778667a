import * as z from 'zod';
import { Problem } from './problem.ts';

const indexKey = z.strictObject({ PK: z.string(), SK: z.string(), GSI1PK: z.string(), GSI1SK: z.string() });
export type IndexKey = z.infer<typeof indexKey>;

/** Where a list goes on, as text for a URL. */
export const writeCursor = (key: Record<string, unknown> | undefined): string | undefined =>
  key ? Buffer.from(JSON.stringify(indexKey.parse(key))).toString('base64url') : undefined;

/** Refuses with 400 what `writeCursor` did not write. */
export const readCursor = (cursor: string | undefined): IndexKey | undefined => {
  if (cursor === undefined) return undefined;
  try {
    return indexKey.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new Problem(400, 'malformed-cursor', 'This cursor cannot be read. Start the list again without it.');
  }
};
