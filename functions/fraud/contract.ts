import * as z from 'zod';
import { customerKey } from '../ledger/contract.ts';
import { fraudRule } from '../policy/contract.ts';
import { id } from '../shared/text.ts';
import { saleKey } from './items.ts';

export * from './items.ts';
export type { FlagRow, FlagView, OwnFlag, RuleView } from './routes.ts';
export { routes } from './routes.ts';
export * from './steps.ts';

const signal = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/**
 * `data.signals` of a fact `sale` or `lead`: what is compared of the customer, as keyed hashes (`shared/signals.ts`
 * makes them). Everything may be missing; a rule that needs it is then recorded as "not run" [F5].
 */
export const saleSignals = z.strictObject({
  mailbox: signal.optional(),
  domain: signal.optional(),
  pattern: signal.optional(),
  payment: signal.optional(),
  device: signal.optional(),
  phone: z.enum(['passed', 'failed']).optional(),
});
export type SaleSignals = z.infer<typeof saleSignals>;

/** What is read of a fact's data. Touches name a click by its reference, packed or in a field `key`. */
export const checkedData = z.looseObject({
  signals: saleSignals.optional(),
  touches: z.array(z.union([z.string(), z.looseObject({ key: z.string() })])).default([]),
});

// ---- Events

/**
 * `accrual-held.v1`, `accrual-released.v1`, `accrual-rejected.v1`, `accrual-reinstated.v1`. A flag speaks for itself
 * alone, and each of the four at most once of an accrual: it is held while any flag holds it, and rejected once any
 * flag has rejected it and not reinstated it. So the order in which they arrive changes nothing.
 */
export const accrualTold = z.strictObject({
  customer: customerKey,
  sale: saleKey,
  partnerId: id,
  flagId: id,
  rule: fraudRule,
  /** A sentence that the partner may read. */
  reason: z.string().max(300),
});
export type AccrualTold = z.infer<typeof accrualTold>;

/** `flag-raised.v1` and `flag-closed.v1`: for the timeline, and to carry out what one transaction cannot hold. */
export const flagTold = z.strictObject({
  flagId: id,
  rule: fraudRule,
  state: z.enum(['open', 'released', 'rejected', 'lapsed', 'reinstated']),
  reason: z.string().max(1_000),
});

/** Key of a task `appeal`, and back. */
export const appealKey = (flagId: string): string => flagId.toLowerCase();
export const flagOfAppeal = (key: string | undefined): string => (key ?? '').toUpperCase();
