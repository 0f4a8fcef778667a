import * as z from 'zod';
import { id, instant } from '../../shared/text.ts';

/** A picture that may be printed: as it was looked at. */
const picture = z.strictObject({
  fileId: id,
  sha256: z.string(),
  contentType: z.enum(['image/png', 'image/jpeg']),
  width: z.int().min(1),
  height: z.int().min(1),
});
export type Picture = z.infer<typeof picture>;

/** LOGO item: a partner's logo. Nothing is made with it before a person has approved it [P4]. */
export const logoItem = picture
  .extend({
    type: z.literal('LOGO'),
    partnerId: id,
    run: z.int().min(1),
    name: z.string(),
    state: z.enum(['asked', 'approved', 'refused']),
    askedBy: z.string(),
    askedAt: instant,
    decidedBy: z.string().optional(),
    decidedAt: instant.optional(),
    /** What whoever refused it says. */
    note: z.string().optional(),
  })
  .strip();
export type Logo = z.infer<typeof logoItem>;

export const logoMoves: Readonly<Record<Logo['state'], readonly Logo['state'][]>> = {
  asked: ['approved', 'refused'],
  approved: [],
  refused: [],
};

/** PROGRAM-LOGO item: the official file of the program. */
export const programLogoItem = picture.extend({ type: z.literal('PROGRAM-LOGO'), at: instant, by: z.string() }).strip();
export type ProgramLogo = z.infer<typeof programLogoItem>;
