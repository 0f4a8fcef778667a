import * as z from 'zod';
import { channelTier } from '../policy/contract.ts';
import { currencyCode, minorPaid } from '../shared/money.ts';
import { instant } from '../shared/text.ts';
import { fundBalances, mdfItem, quarter } from './items.ts';

/** What came of an activity [B14]; what cannot be known is left out. */
export const returns = z.strictObject({
  leads: z.int(),
  /** What the program paid, by lead. */
  costPerLeadMinor: minorPaid.optional(),
  /** Deals of this partner that it named: how many there are, how many were won, and their value a year; never summed across currencies. */
  deals: z.int(),
  won: z.int(),
  values: z.array(z.strictObject({ currency: currencyCode, minor: minorPaid, wonMinor: minorPaid })),
});

export const mdfView = mdfItem
  .omit({ type: true, run: true, personId: true, revision: true, executionId: true, policyVersion: true })
  .extend({
    /** What the partner must do next, and until when. */
    due: z
      .strictObject({
        what: z.enum(['activity', 'proof', 'more']),
        by: instant,
        /** The last day for it, of the program's calendar. */
        lastDay: z.iso.date(),
      })
      .optional(),
    activityLabel: z.string(),
    mayCancel: z.boolean(),
    mayProve: z.boolean(),
    returns,
  })
  .strict();
export type MdfView = z.infer<typeof mdfView>;

/** A fund of a quarter: what the tier gives now, and how much of it is free, promised and paid. */
export const fundView = fundBalances.extend({ quarter, quotaMinor: minorPaid, freeMinor: minorPaid });

export const ownFunds = z.strictObject({
  /** Why nothing can be asked for now, if so. */
  blocked: z.string().optional(),
  tier: channelTier.optional(),
  currency: currencyCode,
  /** The partner's own part of a budget. */
  matchBp: z.int(),
  quotaMinor: minorPaid,
  activities: z.array(z.strictObject({ id: z.string(), label: z.string() })),
  /** Those that an activity may lie in. */
  funds: z.array(fundView),
  today: z.iso.date(),
  proofWithinDays: z.int(),
  requests: z.array(mdfView),
});
export type OwnFunds = z.infer<typeof ownFunds>;
