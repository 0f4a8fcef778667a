import * as z from 'zod';
import { route } from '../../shared/route.ts';
import { instant } from '../../shared/text.ts';

/** Something that was told and has come to nothing yet [I9]: for what it waits, since when. */
export const waiting = z.strictObject({
  kind: z.enum(['refund', 'chargeback', 'chargeback-won', 'invoice', 'payment']),
  /** Its sale was never told; its other half was never told; its sale is there and cannot take it. */
  why: z.enum(['no-sale', 'no-half', 'not-possible']),
  key: z.string(),
  /** The sale, or the invoice, that it is of. */
  of: z.string(),
  since: instant,
  minor: z.int().optional(),
  currency: z.string().optional(),
});
export type Waiting = z.infer<typeof waiting>;

/** WAITING-EVENTS item (Program table): what waits in one shard of claims, as the last proof of the books found it. */
export const waitingItem = z.object({
  type: z.literal('WAITING-EVENTS'),
  shard: z.int().min(0).max(63),
  checkedAt: instant,
  /** Of how many the first hundred are kept. */
  count: z.int(),
  /** When something was last found that was not there the night before. */
  foundAt: instant,
  entries: z.array(waiting).max(100),
});
export type WaitingItem = z.infer<typeof waitingItem>;

const waitingView = z.strictObject({
  count: z.int(),
  checkedAt: instant.optional(),
  /** The oldest first. */
  entries: z.array(waiting),
});
export type WaitingView = z.infer<typeof waitingView>;

export const waitingRoutes = {
  listWaiting: route({
    id: 'listWaiting',
    method: 'GET',
    path: '/api/ops/waiting',
    access: 'team',
    summary: 'What was told and waits for days: refunds and disputes without their sale, halves of payments',
    status: 200,
    answer: waitingView,
  }),
} as const;
