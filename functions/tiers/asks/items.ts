import * as z from 'zod';
import { id, instant, paragraph } from '../../shared/text.ts';

/** What a tier gives that takes people: a partner asks for it, and a manager says how, or why not (table T, T3). */
export const askable = z.enum(['co-selling', 'joint-plan', 'co-creation']);
export type Askable = z.infer<typeof askable>;

/** TIER-ASK item, key `PARTNER#<id>` / `TIER-ASK#<what>`: what was asked last, one at a time of each kind. */
export const tierAskItem = z.object({
  type: z.literal('TIER-ASK'),
  partnerId: id,
  run: z.int().min(1),
  what: askable,
  number: z.int().min(1),
  state: z.enum(['asked', 'agreed', 'declined']),
  text: z.string().max(2_000),
  /** A person of the partner. */
  by: z.string().max(100),
  at: instant,
  decidedAt: instant.optional(),
  /** What the manager said. */
  answer: z.string().max(1_000).optional(),
});
export type TierAsk = z.infer<typeof tierAskItem>;

export const askForm = z.strictObject({ what: askable, text: paragraph(2_000) });

/** What a partner may ask for at its tier, with what came of it the last time. */
export const askView = z.strictObject({
  what: askable,
  /** False where an earlier tier gave it, and something was asked then. */
  given: z.boolean(),
  last: tierAskItem.pick({ state: true, text: true, at: true, decidedAt: true, answer: true }).strict().optional(),
});
export type AskView = z.infer<typeof askView>;

/** `tier-ask-answered.v1`, id `<partnerId>/<run>/tier-ask/<what>/<number>`. */
export const tierAskAnswered = z.strictObject({
  what: askable,
  state: z.enum(['agreed', 'declined']),
  answer: z.string(),
});
