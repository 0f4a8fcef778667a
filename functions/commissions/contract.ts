import * as z from 'zod';
import { partnerAccount, period } from '../ledger/contract.ts';
import { currencyCode } from '../shared/money.ts';
import { route } from '../shared/route.ts';
import { id, instant } from '../shared/text.ts';
import { calculatorRoutes } from './calculating.ts';
import { intakeRoutes } from './incoming.ts';
import { part } from './items.ts';
import { termsRoutes } from './terms/items.ts';
import { attributionRoutes } from './what-if/attribution.ts';
import { whatIfRoutes } from './what-if/items.ts';

export type { Calculation } from './calculating.ts';
export { tooDear } from './calculator.ts';
export * from './incoming.ts';
export * from './items.ts';
export { type OwnTermsView, type Terms, type TermsView, termsItem } from './terms/items.ts';
export type { AttributedSales, AttributionReport } from './what-if/attribution.ts';
export type { CurrencyResult, PartnerResult, ShownWhatIf, WhatIfView } from './what-if/items.ts';

// ---- Steps of workflow month-close

/** What ops type, or the schedule: `{}` closes the last month that is over. */
export const monthCloseInput = z.strictObject({ period: period.optional() });
export const beginMonthClose = z.strictObject({ input: z.unknown() });
export const closeMonthInput = z.strictObject({
  shard: z.int().min(0).max(63),
  periods: z.array(period).min(1).max(12),
});
export const reportMonth = z.strictObject({
  shards: z.array(z.strictObject({ shard: z.int(), books: z.int(), set: z.int() })),
});

// ---- HTTP

/** All of a receipt [B1]. Amounts in minor units of `currency`. */
const receiptView = z.strictObject({
  /** Key of the sale; of what is earned once and of no payment, that of the lead, deal or imported commission. */
  sale: z.string(),
  of: z.enum(['sale', 'lead', 'deal', 'import']),
  occurredAt: instant,
  recordedAt: instant,
  currency: currencyCode,
  net: z.int(),
  gross: z.int(),
  returned: z.int(),
  policyVersion: z.int().optional(),
  model: z.string().optional(),
  state: z.enum(['nothing', 'pending', 'held', 'approved', 'in-payout', 'paid', 'rejected', 'reversed']),
  maturesAt: instant.optional(),
  because: z.array(z.string()),
  touches: z.array(
    z.strictObject({
      kind: z.enum(['click', 'coupon', 'deal', 'import']),
      key: z.string(),
      at: instant,
      partnerId: id,
      won: z.boolean(),
      weight: z.int().optional(),
      because: z.string().optional(),
    }),
  ),
  parts: z.array(
    part
      .omit({ tests: true })
      .extend({ tests: z.array(z.strictObject({ condition: z.string(), holds: z.boolean() })) }),
  ),
  movements: z.array(
    z.strictObject({
      at: instant,
      what: z.string(),
      rule: z.string(),
      account: partnerAccount,
      partnerId: id,
      minor: z.int(),
    }),
  ),
});
export type ReceiptView = z.infer<typeof receiptView>;

const earningsView = z.strictObject({
  period,
  /** Sales of the month, the latest first, as far as one answer holds them; `more` when there are others. */
  sales: z.array(
    z.strictObject({
      sale: z.string(),
      occurredAt: instant,
      currency: currencyCode,
      minor: z.int(),
      held: z.int(),
      late: z.boolean(),
    }),
  ),
  totals: z.array(z.strictObject({ currency: currencyCode, minor: z.int(), sales: z.int() })),
  more: z.boolean(),
});
export type EarningsView = z.infer<typeof earningsView>;
const saleKey = z.strictObject({ sale: z.string().min(1).max(200) });

export const receiptRoutes = {
  listEarnings: route({
    id: 'listEarnings',
    method: 'GET',
    path: '/api/portal/earnings',
    access: 'partner',
    summary: 'What you earned in a month, sale by sale',
    query: z.strictObject({ period: period.optional() }),
    status: 200,
    answer: earningsView,
  }),
  showReceipt: route({
    id: 'showReceipt',
    method: 'GET',
    path: '/api/portal/receipts/{sale}',
    access: 'partner',
    summary: 'Why you were paid this for a sale, or nothing',
    params: saleKey,
    status: 200,
    answer: receiptView,
  }),
  showSale: route({
    id: 'showSale',
    method: 'GET',
    path: '/api/ops/sales/{sale}',
    access: 'team',
    summary: 'All about a sale: who led to it, what was decided and posted',
    params: saleKey,
    status: 200,
    answer: receiptView,
  }),
} as const;

export const routes = {
  ...intakeRoutes,
  ...receiptRoutes,
  ...termsRoutes,
  ...whatIfRoutes,
  ...attributionRoutes,
  ...calculatorRoutes,
} as const;
