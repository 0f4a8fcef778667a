import * as z from 'zod';
import { programTier } from '../policy/contract.ts';
import { id, instant } from '../shared/text.ts';

/** A calendar quarter of the program's time zone: `2026-Q4`. */
export const quarter = z.string().regex(/^\d{4}-Q[1-4]$/, 'must be a quarter like 2026-Q4');
export type Quarter = z.infer<typeof quarter>;

/** `PARTNER#<id>` / `PROGRAM-TIER`: set by a person [T7]. No item: Ecosystem. */
export const programTierItem = z.object({
  type: z.literal('PROGRAM-TIER'),
  partnerId: id,
  tier: programTier,
  since: instant,
  /** Person id. */
  by: z.string().max(100),
  reason: z.string().max(1_000),
  /** True where it was given beyond capacity: then `reason` is the recorded override. */
  overCapacity: z.boolean().default(false),
  /** How often it has changed. */
  changes: z.int().min(1),
});
export type ProgramTierItem = z.infer<typeof programTierItem>;

/**
 * `PARTNER#<id>` / `REVENUE#<quarter>#<currency>`: paid list value attributed to the partner in a quarter, net of tax and
 * of what came back, in minor units of its own currency [T5]. By when the payments occurred. No item: none.
 */
export const revenueItem = z.object({
  type: z.literal('REVENUE'),
  partnerId: id,
  quarter,
  currency: z.string().regex(/^[A-Z]{3}$/),
  minor: z.int(),
  updatedAt: instant,
});
export type RevenueItem = z.infer<typeof revenueItem>;
