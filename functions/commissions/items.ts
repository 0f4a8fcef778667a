import * as z from 'zod';
import { dealClosedWon } from '../deals/contract.ts';
import { saleSignals } from '../fraud/contract.ts';
import { id, instant } from '../shared/text.ts';

// What lies in a fact; room ledger keeps it.

const touchFields = z.strictObject({
  kind: z.enum(['click', 'coupon', 'deal', 'import']),
  /** Click reference, coupon code, deal id, or the key of what another tool said. */
  key: z.string().max(120),
  partnerId: id,
  run: z.int().min(1),
  at: instant,
});
export type Touch = z.infer<typeof touchFields>;

/** As a fact keeps it, to stay small: `click <key> <partner> <run> <epoch ms in base 36>`. */
export const packTouch = ({ kind, key, partnerId, run, at }: Touch): string =>
  [kind, key, partnerId, run, Date.parse(at).toString(36)].join(' ');

const packedTouch = z
  .string()
  .regex(/^\S+ \S+ \S+ \d+ [0-9a-z]+$/)
  .transform((text) => {
    const [kind, key, partnerId, run, at = ''] = text.split(' ');
    return { kind, key, partnerId, run: Number(run), at: new Date(Number.parseInt(at, 36)).toISOString() };
  })
  .pipe(touchFields);

/** A click, coupon or deal that led to the sale, as it was known when the fact was recorded. */
export const touch = z.union([touchFields, packedTouch]);

/** `data` of a fact of kind `sale`. Amounts in minor units of the fact's currency. */
export const saleData = z.strictObject({
  /** Its commission was imported before: it earns nothing, and the import reads here that it was seen. */
  imported: z.literal(true).optional(),
  /** Net of tax. */
  net: z.int().min(0),
  gross: z.int().min(0).optional(),
  touches: z.array(touch).max(12).default([]),
  product: z.string().optional(),
  country: z.string().optional(),
  subscription: z.string().optional(),
  /** The deal that the payment was told with [D7]. */
  deal: z.string().optional(),
  /** Keyed hashes of what fraud rules compare of the customer. */
  signals: saleSignals.optional(),
  /** Which of its clicks and coupon were not found or do not count, if any. */
  note: z.string().optional(),
});
export type SaleData = z.infer<typeof saleData>;

export const leadData = saleData
  .omit({ net: true, gross: true, subscription: true, deal: true })
  .extend({ qualified: z.boolean().default(false) });
export type LeadData = z.infer<typeof leadData>;

/** `data` of `imported`, as far as a decision asks: whose customer it was in another tool. */
export const importedData = z.object({
  partnerId: id,
  run: z.int().min(1).default(1),
  /** Where it was earned. */
  tool: z.string().optional(),
  /** Of a commission. One that was void says nothing of whose the customer is. */
  state: z.string().optional(),
});

/** `data` of `refund`, `chargeback` and `chargeback-won`: how much of which sale. */
export const returnData = z.strictObject({ sale: z.string(), minor: z.int().min(0) });
/** `data` of `hold`, `release`, `reject` and `reinstate`. */
export const flagData = z.strictObject({
  sale: z.string(),
  partnerId: id,
  flagId: z.string().max(60),
  rule: z.string().max(60),
  reason: z.string().max(300),
});
/**
 * `data` of `deal-won`: what the deal's payments earn, as room deals fixed it [D7]. `home`: this partition is the deal's
 * own and has what it earns beside payments. `more`: nothing new is said; what one fact could not hold is posted.
 */
export const dealData = z.union([
  z.strictObject({ deal: dealClosedWon, home: z.literal(true).optional() }),
  z.strictObject({ more: z.string() }),
]);
/** `data` of `bonus` and `cap`: what the month's close set for a partner's part of a sale; the latest counts [A9]. */
export const settledData = z.strictObject({
  sale: z.string(),
  partnerId: id,
  /** Positive for a bonus, negative for a cap. */
  minor: z.int(),
  period: z.string(),
});

/** One partner's part of a decision: everything that its amount follows from [B1]. */
export const part = z.strictObject({
  partnerId: id,
  /** Plan and rule, e.g. `default/first-payment`; of a deal `deal/margin`; of a credit its kind, e.g. `co-sell`. */
  rule: z.string(),
  /** The part of the payment that counts for this partner. */
  base: z.int(),
  bp: z.int().optional(),
  flat: z.int().optional(),
  /** Before rounding, in minor units with its fraction, e.g. `474.75`. */
  exact: z.string(),
  /** After rounding and caps: what was earned, before anything came back. */
  minor: z.int(),
  /** What a cap took away, and which. */
  cut: z.strictObject({ minor: z.int(), by: z.enum(['sale', 'payment']) }).optional(),
  /** Conditions that were asked, and whether they held; those of rules that did not fit too. */
  tests: z.record(z.string(), z.boolean()),
});
export type Part = z.infer<typeof part>;

/** Which touch: its place among the sale's own, or the key of one that a lead or an earlier payment brought. */
const touchName = z.union([z.int().min(0), z.string()]);

/** Why a touch did not win; the sentences are in `words.ts`. */
export const lossReason = z.enum([
  'later-click',
  'earlier-click',
  'after-sale',
  'too-old',
  'deal-first',
  'coupon-first',
  'unknown-partner',
  'no-agreement',
  'left',
  'told-late',
  'customer-kept',
]);
export type LossReason = z.infer<typeof lossReason>;

/** `decision` of a fact about one sale: it alone answers "why was I paid this, or nothing?" [B1]. */
export const decision = z.strictObject({
  /** The sale it is about; the fact's own, unless told. */
  sale: z.string().optional(),
  /** Policy version that decided. */
  policy: z.int(),
  /** How it was shared among touches; `deal` where a deal led to it. */
  model: z.string(),
  /** Payment of the customer: the first that a partner led to is 1; 0 where none did. Of a deal: its how-manieth. */
  nth: z.int(),
  /** The deal that the payment belongs to, whoever earns [D7]. */
  deal: z.string().optional(),
  /** Touches that won, and their weights where several did. */
  won: z.array(z.strictObject({ touch: touchName, partnerId: id, weight: z.int().optional() })),
  lost: z.array(z.strictObject({ touch: touchName, why: lossReason })),
  parts: z.array(part),
  /** What is earned beside it: at most one for each partner and role, all together within the limit of a payment [A8]. */
  credits: z.array(part).optional(),
  /** Why nobody earns, where nobody does. */
  because: z.string().optional(),
  /** What came back of the payment, and of how much. */
  returned: z.int().optional(),
});
export type Decision = z.infer<typeof decision>;
