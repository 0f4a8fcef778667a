import * as z from 'zod';
import { channelTier, partnerTier, programTier } from '../policy/contract.ts';
import { quarter } from './items.ts';

const person = z.string().max(100);
const sentence = z.string().min(1).max(1_000);

/** `tier-decided.v1`, id `<partnerId>/<run>/tier-decided/<change>`: room partners writes it into the profile. */
export const tierDecided = z.strictObject({
  tier: partnerTier,
  /** The how-manieth change of this run. */
  change: z.int().min(1),
  because: sentence,
  by: person,
});
export type TierDecided = z.infer<typeof tierDecided>;

/** `tier-noticed.v1`: a tier will be lost, and what would prevent it [T2]. */
export const tierNoticed = z.strictObject({
  tier: channelTier,
  to: channelTier,
  missing: z.array(z.string()),
  demotesAfter: quarter,
});

/** `program-tier-set.v1` [T7]. */
export const programTierSet = z.strictObject({
  tier: programTier,
  reason: sentence,
  by: person,
  overCapacity: z.boolean(),
});
