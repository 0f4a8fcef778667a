import * as z from 'zod';
import { id, instant } from '../shared/text.ts';
import { mdfState, requestId } from './items.ts';

export {
  type FundAccount,
  type FundBalances,
  type FundPage,
  fundBalances,
  fundPage,
  type MdfRequest,
  type MdfState,
  mdfItem,
  mdfState,
  type Proof,
} from './items.ts';
export { newProof, newRequest, routes } from './routes.ts';
export type { MdfView, OwnFunds } from './views.ts';

// ---- Steps of the workflow mdf-request

/** What ops type, or the room itself: `{"partner": "<id>", "request": "<id>"}`. */
export const mdfRunInput = z.strictObject({
  partner: id,
  request: requestId,
  /** Another execution looked after it and was stopped. */
  takeOver: z.boolean().optional(),
});
export const beginRequestInput = z.strictObject({ executionId: z.string().min(1), input: z.unknown() });

/** A fact as `await-fact` and `rule-task` give it; `time` where a wait came to its end, `stopped` where the partner left. */
export const happened = z.object({
  fact: z.string(),
  at: instant,
  by: z.string(),
  detail: z.record(z.string(), z.unknown()).default({}),
});
export type Happened = z.infer<typeof happened>;
export const ofRequest = z.strictObject({ partnerId: id, requestId });
export const carryOnInput = ofRequest.extend({ happened });

const seconds = z.int().min(1);
/** Output of each step: how the request stands, and what comes next. */
export const standing = ofRequest.extend({
  run: z.int().min(1),
  personId: id,
  stands: mdfState,
  next: z.enum(['ask', 'activity', 'proof', 'more', 'pay', 'over']),
  ask: z
    .strictObject({
      kind: z.enum(['mdf', 'mdf-second', 'mdf-proof', 'mdf-proof-again']),
      steps: z.strictObject({ ask: z.string(), remind: z.string(), escalate: z.string() }),
      awaits: z.array(z.string()),
      about: z.record(z.string(), z.unknown()),
      reminder: seconds,
      escalation: seconds,
      ruling: seconds,
      deadline: seconds,
    })
    .optional(),
  wait: z
    .strictObject({
      step: z.string(),
      awaits: z.array(z.string()),
      seconds,
      letters: z.array(
        z.strictObject({ letter: z.string(), to: z.literal('contact'), data: z.record(z.string(), z.unknown()) }),
      ),
    })
    .optional(),
});
export type Standing = z.infer<typeof standing>;

// ---- Events

/** Event `mdf-requested.v1`, id `mdf/<requestId>/requested`: the workflow begins. */
export const mdfRequested = z.strictObject({ requestId });

/** Event `mdf-moved.v1`, id `mdf/<requestId>/<revision>`: a request is in another state. */
export const mdfMoved = z.strictObject({
  requestId,
  from: mdfState.optional(),
  to: mdfState,
  title: z.string(),
  /** What is asked, approved or paid by now. */
  minor: z.int(),
  currency: z.string(),
  by: z.string(),
  because: z.string(),
});
