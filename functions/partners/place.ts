import * as z from 'zod';

/** The last event and the last page of each book that were looked at. An event's id may say more than its reader may know. */
const place = z.strictObject({
  at: z.string().max(40),
  after: z.string().max(20),
  books: z.record(z.string().regex(/^[A-Z]{3}$/), z.int().min(0)),
});
export type Place = z.infer<typeof place>;

export const placeCursor = z
  .string()
  .max(1_000)
  .transform((text, context) => {
    try {
      return place.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    } catch {
      context.addIssue({ code: 'custom', message: 'cannot be read; start the list again without it' });
      return z.NEVER;
    }
  });
