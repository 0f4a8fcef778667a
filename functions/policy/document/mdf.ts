import * as z from 'zod';
import { amountMinor, days, slug } from './vocabulary.ts';

const businessDays = z.int().min(1).max(60);

/** Market development funds [M1-M3]. What a tier gets, and its partner's match, stand with the tiers (table T). */
export const mdfRules = z
  .strictObject({
    /** What funds can be asked for [M1]. */
    activities: z
      .array(z.strictObject({ id: slug, label: z.string().min(1).max(80) }))
      .min(1)
      .max(30),
    /** An activity lies in the quarter under way, or in one of so many after it. */
    quartersAhead: z.int().min(0).max(4),
    /** A decision, and the check of a proof: reminded, due [M1], and declined so long after that [L11]. */
    decision: z.strictObject({
      remindAfterBusinessDays: businessDays,
      dueAfterBusinessDays: businessDays,
      declinedAfterBusinessDays: businessDays,
    }),
    /** Above this amount of the reporting currency a second person decides too [A14]. */
    secondPersonAboveMinor: amountMinor,
    /** So long after the quarter a partner may still say that the activity was held in it [M3]. */
    tellHeldWithinDays: days,
    /** Proof, from the day of the activity [M3]; and more of it, where more was asked for. */
    proofWithinDays: z.int().min(1).max(365),
    moreWithinDays: z.int().min(1).max(365),
    /** A partner is reminded so long before something of that lapses. */
    remindDaysBefore: z.int().min(1).max(60),
  })
  .refine(
    ({ decision }) => decision.remindAfterBusinessDays < decision.dueAfterBusinessDays,
    'the reminder must come before the decision is due',
  );
export type MdfRules = z.infer<typeof mdfRules>;

export const firstMdfRules: MdfRules = {
  activities: [
    { id: 'event', label: 'Event sponsorship or booth' },
    { id: 'advertising', label: 'Co-branded advertising' },
    { id: 'content', label: 'Content' },
    { id: 'list-e-mail', label: 'E-mail to your own list' },
    { id: 'meet-up', label: 'Local meet-up or workshop' },
  ],
  quartersAhead: 1,
  decision: { remindAfterBusinessDays: 3, dueAfterBusinessDays: 5, declinedAfterBusinessDays: 5 },
  secondPersonAboveMinor: 1_000_000,
  tellHeldWithinDays: 3,
  proofWithinDays: 30,
  moreWithinDays: 10,
  remindDaysBefore: 7,
};
