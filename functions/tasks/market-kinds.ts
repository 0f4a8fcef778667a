import * as z from 'zod';
import { line } from '../shared/text.ts';

/** An amount as it is typed, like 1500 or 1500.50, in the currency that the task names. */
const amount = z
  .string()
  .regex(/^\d{1,10}(\.\d{1,3})?$/, 'must be an amount like 1500 or 1500.50')
  .refine((text) => Number(text) > 0, 'must be more than 0');
const nothing = z.strictObject({});
const note = z.strictObject({ note: line(500) });

/** What people are asked of development funds and of leads; read as part of `taskKinds`. */
export const marketKinds = {
  mdf: {
    asks: 'A partner asks for market development funds. Approve the amount, approve less, or decline.',
    outcomes: { approved: nothing, 'approved-in-part': z.strictObject({ amount }), declined: nothing },
    ruled: 'declined',
    hours: 120,
  },
  'mdf-second': {
    asks: 'Somebody of the team has approved market development funds above the limit. That takes two: approve it too?',
    outcomes: { approved: nothing, declined: nothing },
    ruled: 'declined',
    hours: 120,
  },
  'mdf-proof': {
    asks: 'Check the proof of a funded activity: receipts, screenshots, leads. Less than the receipts may count.',
    outcomes: {
      accepted: nothing,
      'accepted-in-part': z.strictObject({ amount }),
      'needs-more': note,
      refused: nothing,
    },
    ruled: 'refused',
    hours: 120,
  },
  /** More was asked for already. */
  'mdf-proof-again': {
    asks: 'Check the proof of a funded activity again: more was asked for. Less than the receipts may count.',
    outcomes: { accepted: nothing, 'accepted-in-part': z.strictObject({ amount }), refused: nothing },
    ruled: 'refused',
    hours: 120,
  },
  /** Of the whole program. */
  'lead-unassigned': {
    asks: 'No partner is left for a lead. Offer it to a partner that you name by its id, keep it, or drop it.',
    outcomes: { offered: z.strictObject({ partner: line(26) }), kept: nothing, dropped: nothing },
    ruled: 'kept',
    hours: 48,
  },
} as const;
