import * as z from 'zod';
import { channelTier } from '../../policy/contract.ts';
import { id, instant } from '../../shared/text.ts';

const person = z.string().max(100);
const share = z.int().min(0).max(10_000);

/** One agreement: counts while the partner holds the tier, on the days between, both included. */
export const agreed = z.strictObject({
  agreedId: z.string().max(60),
  tier: channelTier,
  /** In place of the tier's margin, in basis points: never less than it. */
  marginBp: share.optional(),
  /** In place of the tier's match: the partner's own part of an activity's budget. */
  mdfMatchBp: share.optional(),
  from: z.iso.date(),
  until: z.iso.date(),
  /** Where the signed paper lies, or what else proves it. */
  reference: z.string().max(300),
  state: z.enum(['proposed', 'approved', 'refused']),
  proposedBy: person,
  proposedAt: instant,
  decidedBy: person.optional(),
  decidedAt: instant.optional(),
});
export type Agreed = z.infer<typeof agreed>;

/** CHANNEL-TERMS item: what a channel partner and the program agreed beside the table of tiers [T], the oldest first. */
export const channelTermsItem = z.object({
  type: z.literal('CHANNEL-TERMS'),
  partnerId: id,
  version: z.int().min(1),
  agreed: z.array(agreed).max(50),
});
export type ChannelTerms = z.infer<typeof channelTermsItem>;

/** `channel-terms-agreed.v1`, id `<partnerId>/channel-terms/<agreedId>`. */
export const channelTermsAgreed = agreed.pick({
  tier: true,
  marginBp: true,
  mdfMatchBp: true,
  from: true,
  until: true,
});
