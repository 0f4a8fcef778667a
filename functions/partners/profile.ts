import * as z from 'zod';
import { partnerTier, path, programType } from '../policy/contract.ts';
import { id, instant } from '../shared/text.ts';

/** The five stages [L1-L5], in order, and the three ends [L6]. */
export const stages = ['Identify', 'Evaluate', 'Activate', 'Scale', 'Optimize'] as const;
export const ends = ['declined', 'withdrawn', 'sunset'] as const;
export const stage = z.enum([...stages, ...ends]);
export type Stage = z.infer<typeof stage>;

const run = z.int().min(1);

// ---- The item

/**
 * PROFILE item. No personal data: people are named by id. `portal`: `closed` until admitted (the full path: from the
 * start), `limited` after a sunset (balance, statements, payout method, tax status [L16]).
 */
export const profileItem = z.object({
  type: z.literal('PROFILE'),
  partnerId: id,
  run,
  programType,
  path,
  targetTier: partnerTier,
  /** Set when admitted [T4]. */
  tier: partnerTier.optional(),
  /** Number of the decision of room tiers that it follows: a later one has a higher number. */
  tierChange: z.int().min(1).optional(),
  stage,
  stageSince: instant,
  /** Why it ended, in a sentence a person can read [L6]. */
  reason: z.string().optional(),
  company: z.string(),
  website: z.string().optional(),
  category: z.string().optional(),
  audience: z.int().optional(),
  /** The contact. */
  personId: id,
  /** The member of the team who looks after it; absent: all managers do. */
  managerId: id.optional(),
  portal: z.enum(['closed', 'open', 'limited']),
  /** Admitted on condition: a person releases the first payout [S8]. */
  firstPayoutHeld: z.boolean(),
  /** The policy version this run began under [Z2]. */
  policyVersion: z.int().min(1),
  startedAt: instant,
  /** Day 0 of onboarding. */
  admittedAt: instant.optional(),
  /** How often the stage has changed in this run. */
  moves: z.int().min(0),
});
export type Profile = z.infer<typeof profileItem>;

export const timelineItem = z.object({
  type: z.literal('TIMELINE'),
  partnerId: id,
  at: instant,
  /** The event's id. */
  entry: z.string(),
  name: z.string(),
  /** One sentence. */
  text: z.string(),
  by: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
});
export type TimelineEntry = z.infer<typeof timelineItem>;
