import * as z from 'zod';

const businessDays = z.int().min(1).max(60);
const days = z.int().min(1).max(365);

/** Inbound leads, and how they go to partners [D8]. Regions and verticals are those of the ideal customer profile. */
export const leadRules = z
  .strictObject({
    /** A partner accepts within so many business days, reminded before; then the lead goes to the next [D8]. */
    accept: z.strictObject({ remindAfterBusinessDays: businessDays, withinBusinessDays: businessDays }),
    /** Where nobody is left, ops have so long to say what becomes of it; then we keep it ourselves. */
    unassignedBusinessDays: businessDays,
    /** A partner that says nothing of an accepted lead is reminded so often; at the end it is closed. */
    outcome: z.strictObject({ remindEveryDays: days, closesAfterDays: z.int().min(1).max(330) }),
  })
  .refine(
    ({ accept }) => accept.remindAfterBusinessDays < accept.withinBusinessDays,
    'the reminder must come before the time is over',
  );
export type LeadRules = z.infer<typeof leadRules>;

export const firstLeadRules: LeadRules = {
  accept: { remindAfterBusinessDays: 1, withinBusinessDays: 2 },
  unassignedBusinessDays: 2,
  outcome: { remindEveryDays: 14, closesAfterDays: 90 },
};
