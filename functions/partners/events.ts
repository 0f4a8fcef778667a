import * as z from 'zod';
import { partnerTier } from '../policy/contract.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { stage } from './profile.ts';

const person = z.string().max(100);

/** `stage-changed.v1` */
export const stageChanged = z.strictObject({
  from: stage.optional(),
  to: stage,
  by: person,
  reason: z.string().optional(),
});

/** `partner-admitted.v1`: day 0. */
export const partnerAdmitted = z.strictObject({
  tier: partnerTier,
  conditional: z.boolean(),
  by: person,
  reason: z.string(),
});

/** `manager-set.v1`: who looks after a partner; without a name, all managers. */
export const managerSet = z.strictObject({ name: z.string().optional(), by: person });

/** `tier-changed.v1`: what the partner sees and gets is another tier's from now on. */
export const tierChanged = z.strictObject({
  from: partnerTier.optional(),
  to: partnerTier,
  /** In a sentence. */
  because: z.string(),
  by: person,
});

/** `partner-stopped.v1`: everything that waits in this run ends with `JourneyStopped`. */
export const stopData = z.strictObject({
  reason: z.enum(['withdrawn', 'sunset', 'erased']),
  by: person,
  /** One sentence for the record and the letter. */
  note: z.string().max(1000),
});
export type Stop = z.infer<typeof stopData>;

export const partnerStopped = (stop: Stop & { partnerId: string; run: number; at: string }): ProgramEvent => ({
  id: `${stop.partnerId}/${stop.run}/stopped`,
  name: 'partner-stopped.v1',
  occurredAt: stop.at,
  recordedAt: stop.at,
  partnerId: stop.partnerId,
  run: stop.run,
  data: { reason: stop.reason, by: stop.by, note: stop.note },
});

/** Cause of the error `JourneyStopped`, as JSON: `end` is the stage the partner ends in. */
export const journeyStopped = z.strictObject({
  errorType: z.literal('JourneyStopped'),
  /** Why, in a sentence. */
  errorMessage: z.string(),
  end: z.enum(['withdrawn', 'sunset']),
  by: person,
});
