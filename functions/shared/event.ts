import * as z from 'zod';
import { id, instant } from './text.ts';

/** The envelope of every event on the program's bus: past tense, versioned, by business key. */
export const envelope = z.strictObject({
  /** Business key of the event: the same fact has the same id, however often it is published. */
  id: z.string().min(1).max(300),
  name: z.string().regex(/^[a-z-]+\.v\d+$/),
  occurredAt: instant,
  recordedAt: instant,
  partnerId: id.optional(),
  run: z.int().min(1).optional(),
  data: z.record(z.string(), z.unknown()),
});
export type ProgramEvent = z.infer<typeof envelope>;

/**
 * A fact of a partner's run that a workflow may wait for, as any room announces it: event `fact-recorded.v1`,
 * id `<partnerId>/<run>/<fact>`. `by` is a person's id, or `rule`.
 */
export const factData = z.strictObject({
  fact: z.string().regex(/^[a-z-]+(:[a-z0-9-]+)*$/),
  by: z.string().max(100),
  detail: z.record(z.string(), z.unknown()).default({}),
});

export { factRecorded } from './fact-recorded.ts';
