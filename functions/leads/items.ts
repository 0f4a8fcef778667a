import * as z from 'zod';
import { slug } from '../policy/contract.ts';
import { id, instant } from '../shared/text.ts';

const run = z.int().min(1);
export const leadId = z.string().regex(/^[0-9a-hjkmnp-tv-z]{26}$/, 'must be the id of a lead');

/** How far a lead has come; `leadMoves` in moving.ts says what may follow what. */
export const leadState = z.enum([
  'routing',
  'offered',
  'unassigned',
  'accepted',
  'contacted',
  'meeting',
  'opportunity',
  'won',
  'lost',
  'kept',
  'dropped',
  'stale',
]);
export type LeadState = z.infer<typeof leadState>;

/** What a partner can report of a lead that it has accepted, in this order; `lost` at any time. */
export const leadOutcome = z.enum(['contacted', 'meeting', 'opportunity', 'won', 'lost']);
export type LeadOutcome = z.infer<typeof leadOutcome>;

const offer = z.strictObject({
  partnerId: id,
  run,
  personId: id,
  at: instant,
  by: instant,
  /** Why this partner, in a sentence [D8]. */
  because: z.string(),
  result: z.enum(['open', 'accepted', 'declined', 'lapsed', 'left']),
  reason: z.string().max(500).optional(),
});
export type Offer = z.infer<typeof offer>;

/** LEAD item, key `LEAD#<id>` / `LEAD`: no personal data; the person lies beside it, erasable. */
export const leadItem = z.object({
  type: z.literal('LEAD'),
  leadId,
  /** Its key where it came from: the same key is the same lead. */
  source: z.string().max(120),
  state: leadState,
  revision: z.int().min(1),
  company: z.string(),
  region: slug,
  vertical: slug,
  country: z.string().optional(),
  receivedAt: instant,
  /** Everybody it was offered to, the latest last. */
  offers: z.array(offer).max(50),
  /** Since when the partner has said nothing new. */
  toldAt: instant.optional(),
  reports: z.array(z.strictObject({ outcome: leadOutcome, at: instant, by: z.string(), note: z.string() })).max(50),
  dealId: z.string().max(100).optional(),
  because: z.string().optional(),
  endedAt: instant.optional(),
  erasedAt: instant.optional(),
  policyVersion: z.int().min(1),
  executionId: z.string().optional(),
});
export type Lead = z.infer<typeof leadItem>;

/** LEAD-PERSON item, key `LEAD#<id>` / `PERSON`: all personal data of a lead, and the consent. Erased, it is gone. */
export const leadPerson = z.object({
  type: z.literal('LEAD-PERSON'),
  name: z.string(),
  email: z.string(),
  phone: z.string().optional(),
  message: z.string().optional(),
  /** What the person agreed to, in the words that were shown, and when. */
  consent: z.strictObject({ at: instant, words: z.string() }),
});
export type LeadPerson = z.infer<typeof leadPerson>;

/** PARTNER-LEAD item, key `PARTNER#<id>` / `LEAD#<lead>`: which leads has this partner, or was it offered? */
export const partnerLead = z.object({
  type: z.literal('PARTNER-LEAD'),
  leadId,
  /** It counts against whom it is offered to, as long as it is open. */
  open: z.boolean(),
  offeredAt: instant,
});

/** DEAL-LEAD item, key `PARTNER#<id>` / `DEAL-LEAD#<deal>`: the lead that a deal of this partner came of. */
export const dealLead = z.object({ type: z.literal('DEAL-LEAD'), leadId, dealId: z.string(), company: z.string() });
export type DealLead = z.infer<typeof dealLead>;

/** LEAD-SETTING item, key `LEAD-TAKERS` / `<partner>`: what leads a partner takes. No item: none. */
export const leadSetting = z.object({
  type: z.literal('LEAD-SETTING'),
  partnerId: id,
  accepts: z.boolean(),
  /** Territory and verticals; empty: all. */
  regions: z.array(slug).max(40),
  verticals: z.array(slug).max(40),
  changedBy: z.string(),
  changedAt: instant,
});
export type LeadSetting = z.infer<typeof leadSetting>;
