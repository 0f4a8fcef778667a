import * as z from 'zod';
import { id } from '../shared/text.ts';
import { dealState } from './items.ts';

const seconds = z.int().min(1).max(99_999_999);

/** What a person, or `start-deal`, starts an execution with. */
export const dealInput = z.strictObject({
  /** The deal's id. */
  deal: z.string().trim().min(1).max(100),
  /** Goes on with a deal whose execution has failed or was stopped. */
  takeOver: z.literal(true).optional(),
});

/** Input of `begin-deal`: `input` is what was typed, and is checked here. */
export const beginDealInput = z.strictObject({ executionId: z.string().min(1), input: z.unknown() });
export const beginDealOutput = z.strictObject({
  dealId: id,
  partnerId: id,
  run: z.int().min(1),
  /** Whom letters go to. */
  personId: id,
  /** The deal's id in small letters, as tasks and facts are named by it. */
  key: z.string(),
});

/** Which wait of the definition is next. */
export const phase = z.enum(['blocked', 'decision', 'reminded', 'escalated', 'exclusive', 'appeal', 'ended']);
export type Phase = z.infer<typeof phase>;

export const lookAtDealInput = z.strictObject({ dealId: id, executionId: z.string().min(1) });
export const lookAtDealOutput = z.strictObject({
  phase,
  state: dealState,
  turn: z.int(),
  /** Until something is due. */
  seconds,
});

/** Input of `await-deal`, invoked with `.waitForTaskToken`: waits until the deal has another state than at `turn`. */
export const awaitDealInput = z.strictObject({ token: z.string().min(1).max(2048), dealId: id, turn: z.int() });

/** Input of `chase-deal`: what is due by the clock is done. Safe to repeat. */
export const chaseDealInput = z.strictObject({ dealId: id });
export const chaseDealOutput = z.strictObject({ did: z.string() });
