import * as z from 'zod';
import { hours } from './vocabulary.ts';

const dayCount = z.int().min(1).max(3_660);

/** The five rules by which conflicts about a customer are decided [D5]. */
export const conflictName = z.enum(['within-a-week', 'while-exclusive', 'direct-first', 'asked-for', 'both-active']);
export type ConflictName = z.infer<typeof conflictName>;

/**
 * One row of the table of conflicts [D5]. Rows are read from the top, and the first that fits decides. A condition that
 * is left out always fits.
 */
const conflictRow = z.strictObject({
  rule: conflictName,
  /** Two partners; a partner and our own sales; or the customer asks for another partner. */
  between: z.enum(['partners', 'direct', 'asked']),
  /** The two registrations lie at most so many days apart. */
  withinDays: dayCount.optional(),
  /** The direct opportunity is older than the registration. */
  directIsOlder: z.boolean().optional(),
  /** The partner has been approved, so both are active. */
  partnerIsActive: z.boolean().optional(),
  /** `older`: whoever was there before the other. */
  owner: z.enum(['first', 'second', 'direct', 'older']),
  /** Does the second have a place in line, for when the customer is free again? */
  placeInLine: z.boolean(),
  /** Is the partner who gives way paid the conflict fee [A7]? */
  feeToWhoYields: z.boolean(),
});
export type ConflictRow = z.infer<typeof conflictRow>;

/** What a row of each kind can say: the rest is no matter of policy. A claim is one atomic write, so the first has it. */
const OWNERS: Readonly<Record<ConflictRow['between'], readonly ConflictRow['owner'][]>> = {
  partners: ['first'],
  direct: ['direct', 'older'],
  asked: ['second'],
};
const isForAll = ({ withinDays, directIsOlder, partnerIsActive }: ConflictRow): boolean =>
  withinDays === undefined && directIsOlder === undefined && partnerIsActive === undefined;

const conflicts = z
  .array(conflictRow)
  .min(1)
  .max(20)
  .superRefine((rows, context) => {
    const refuse = (message: string, ...path: (string | number)[]): void =>
      context.addIssue({ code: 'custom', message, path });
    for (const [index, { between, owner, feeToWhoYields }] of rows.entries()) {
      const owners = OWNERS[between];
      if (!owners.includes(owner)) refuse(`must be ${owners.join(' or ')} in a row of "${between}"`, index, 'owner');
      if (between === 'partners' && feeToWhoYields)
        refuse('nobody gives way where the second is turned away at once', index, 'feeToWhoYields');
    }
    for (const between of Object.keys(OWNERS))
      if (!rows.some((row) => row.between === between && isForAll(row)))
        refuse(`needs a row of "${between}" without conditions: every conflict has an outcome`);
  });

/** Deal registration [D1-D7]; what a tier earns is in sections `tiers` and `tierRules`. */
export const dealRules = z.strictObject({
  /** A person decides: reminded, due (then by rule, or escalated), and how long after that it is rejected [D3, L11]. */
  decision: z.strictObject({ remindAfterHours: hours, dueAfterHours: hours, rejectAfterHours: hours }),
  /** All waits of a deal together fit into a year, as long as an execution lives on AWS. */
  exclusivity: z.strictObject({
    days: dayCount.max(200),
    extensionDays: dayCount.max(60),
    remindBeforeDays: dayCount.max(60),
  }),
  /** Counted from the partner's own last update [D4]. */
  silence: z.strictObject({ remindAfterDays: dayCount, warnAfterDays: dayCount, expireAfterDays: dayCount }),
  /** A registration that is blocked waits so long for what is missing. */
  blockedDays: dayCount.max(45),
  conflicts,
  /** The conflict fee is of the payments of so many months. */
  conflictFeeMonths: z.int().min(1).max(120),
});
export type DealRules = z.infer<typeof dealRules>;

export const firstDealRules: DealRules = {
  decision: { remindAfterHours: 24, dueAfterHours: 48, rejectAfterHours: 48 },
  exclusivity: { days: 90, extensionDays: 30, remindBeforeDays: 14 },
  silence: { remindAfterDays: 30, warnAfterDays: 45, expireAfterDays: 60 },
  blockedDays: 30,
  conflicts: [
    {
      ...{ rule: 'within-a-week', between: 'partners', withinDays: 7 },
      ...{ owner: 'first', placeInLine: true, feeToWhoYields: false },
    },
    { rule: 'while-exclusive', between: 'partners', owner: 'first', placeInLine: true, feeToWhoYields: false },
    {
      ...{ rule: 'direct-first', between: 'direct', directIsOlder: true, partnerIsActive: false },
      ...{ owner: 'direct', placeInLine: false, feeToWhoYields: true },
    },
    { rule: 'asked-for', between: 'asked', owner: 'second', placeInLine: false, feeToWhoYields: true },
    { rule: 'both-active', between: 'direct', owner: 'older', placeInLine: false, feeToWhoYields: true },
  ],
  conflictFeeMonths: 12,
};
