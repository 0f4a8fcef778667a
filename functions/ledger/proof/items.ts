import * as z from 'zod';
import { instant } from '../../shared/text.ts';

// ---- Steps of the workflows

const shard = z.int().min(0).max(63);
/** Input of step `mature-books`: one shard of the list of books, and until when (now unless told). */
export const matureBooks = z.strictObject({ shard, before: instant.optional() });

/** What ops type, or the schedule: `{}` checks what was recorded in three days, `{"since": "2027-03-01"}` since a day. */
export const booksCheckInput = z.strictObject({ since: z.iso.date().optional() });
/** Input and output of step `begin-books-check`. */
export const beginBooksCheck = z.strictObject({ input: z.unknown() });
export const checkBooks = z.strictObject({ shard, since: instant });
/** What the check of a shard found; `faults` counts the sentences, of which the first twenty are given. */
export const checkedShard = z.strictObject({
  shard,
  books: z.int(),
  claims: z.int(),
  facts: z.int(),
  missing: z.int(),
  /** What waits for days for its sale or its other half: no fault of the books. */
  waiting: z.int().default(0),
  faults: z.int(),
  sentences: z.array(z.string()),
});
export type CheckedShard = z.infer<typeof checkedShard>;
export const reportBooks = z.strictObject({ shards: z.array(checkedShard) });
