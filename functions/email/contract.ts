import * as z from 'zod';
import { id, instant } from '../shared/text.ts';

/**
 * An order for one letter, as any room or workflow places it (`putLetter` beside a fact, or the step `order-letter`).
 * It names people by id: addresses and names are looked up when the letter is sent.
 */
export const letterOrder = z.strictObject({
  /** Business key: `<partnerId>/<run>/<journey>/<step>` or the like. The same key is sent once. */
  key: z.string().regex(/^[A-Za-z0-9/:._-]{1,200}$/),
  /** Name of the letter's folder under functions/email/letters. */
  letter: z.string().regex(/^[a-z0-9-]{1,60}$/),
  to: z.union([
    z.strictObject({ personId: id }),
    /** One person of the team, by `memberId` (shared/team). */
    z.strictObject({ member: id }),
    /** The partner's manager if there is one, else everybody with that role in the team. */
    z.strictObject({ team: z.enum(['manager', 'ops']), partnerId: id.optional() }),
  ]),
  partnerId: id.optional(),
  run: z.int().min(1).optional(),
  orderedAt: instant,
  /** What the letter's own schema asks for. */
  data: z.record(z.string(), z.unknown()),
});
export type LetterOrder = z.infer<typeof letterOrder>;
