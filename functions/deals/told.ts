import * as z from 'zod';
import { id, instant, line } from '../shared/text.ts';
import { opportunityId } from './items.ts';

const at = z.iso.datetime({ offset: true });
const opportunity = {
  opportunityId,
  /** The customer's web address or domain; a keyed hash is kept, the text is not [Z5]. */
  domain: line(253),
  /** The customer's name: shown to the person who decides where a partner's is similar. */
  name: line(120).optional(),
  openedAt: at,
};

/**
 * Bodies of `POST /api/crm` (Standard Webhooks). `timestamp`: when it was so; of two tellings of an opportunity the
 * later one counts, in whatever order they come.
 */
export const crmEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('opportunity.opened'), timestamp: at, data: z.strictObject(opportunity) }),
  z.strictObject({ type: z.literal('opportunity.updated'), timestamp: at, data: z.strictObject(opportunity) }),
  z.strictObject({
    type: z.literal('opportunity.closed'),
    timestamp: at,
    data: z.strictObject({ ...opportunity, outcome: z.enum(['won', 'lost']) }),
  }),
]);
export type CrmEvent = z.infer<typeof crmEvent>;

export const directRow = z.strictObject({
  opportunityId,
  name: z.string().optional(),
  state: z.enum(['open', 'won', 'lost']),
  openedAt: instant,
  updatedAt: instant,
  source: z.enum(['webhook', 'csv']),
  /** The partner's registration for the same customer. */
  deal: z.strictObject({ dealId: id, partnerId: id }).optional(),
});
export type DirectRow = z.infer<typeof directRow>;

/** What one row of a file would do, or has done. */
export const directLine = z.strictObject({
  row: z.int(),
  opportunityId: z.string(),
  becomes: z.enum(['new', 'changed', 'same', 'older', 'refused']),
  /** Why it is refused; or the registration it meets. */
  note: z.string().optional(),
});
export type DirectLine = z.infer<typeof directLine>;

export const directReport = z.strictObject({
  /** SHA-256 of the text: send it back as `confirm` to import exactly this. */
  hash: z.string(),
  written: z.boolean(),
  counts: z.strictObject({
    new: z.int(),
    changed: z.int(),
    same: z.int(),
    older: z.int(),
    refused: z.int(),
  }),
  /** The first 500 rows that say something. */
  lines: z.array(directLine).max(500),
});
export type DirectReport = z.infer<typeof directReport>;
