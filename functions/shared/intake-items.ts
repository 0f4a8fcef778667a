import * as z from 'zod';
import { instant } from './text.ts';

/** The signed ways in. */
export const intakeName = z.enum(['events', 'stripe', 'crm', 'leads', 'satisfaction', 'support-cases']);
export type IntakeName = z.infer<typeof intakeName>;

export const refusal = z.strictObject({
  at: instant,
  status: z.int(),
  /** Of the problem: short and stable. */
  problem: z.string(),
  because: z.string().max(300),
});
export type Refusal = z.infer<typeof refusal>;

/** INTAKE item, `INTAKES` / `<name>`: what came last by a way in, as far as it was noted. */
export const intakeItem = z.object({
  type: z.literal('INTAKE'),
  /** Accepted then, and perhaps later within the hour. */
  acceptedAt: instant.optional(),
  /** Signed by one of ours, and not possible. */
  refused: refusal.optional(),
  /** Not shown to be one of ours: anybody may have sent it. */
  unproven: refusal.optional(),
});
export type IntakeNotes = z.infer<typeof intakeItem>;
