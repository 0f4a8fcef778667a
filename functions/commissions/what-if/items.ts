import * as z from 'zod';
import { period } from '../../ledger/contract.ts';
import { appliesTo, policyDocument } from '../../policy/contract.ts';
import { currencyCode } from '../../shared/money.ts';
import { route } from '../../shared/route.ts';
import { id, instant, line } from '../../shared/text.ts';

export const whatIfId = z.string().regex(/^[0-9a-hjkmnp-tv-z]{26}$/, 'must be the id of a what-if');

/** Who led to a payment, by [A2]. */
export const attributionModel = z.enum(['last-click', 'first-click', 'linear', 'position-based']);
export type AttributionModel = z.infer<typeof attributionModel>;

/** WHAT-IF item: what was asked, and how far it is. The draft lies beside it, the results behind it; all go after 90 days. */
export const whatIfItem = z.object({
  type: z.literal('WHAT-IF'),
  whatIfId,
  note: z.string(),
  /** Months of history, in the program's zone, both inclusive: bonus and cap are of whole months [A9]. */
  from: period,
  to: period,
  appliesTo,
  /** Not a draft, but the policy as it was with another model of attribution: a report, for nobody's money [A2]. */
  model: attributionModel.optional(),
  state: z.enum(['running', 'done']),
  askedBy: z.string(),
  /** Facts that were recorded later are left out, so that a step that runs twice finds the same. */
  askedAt: instant,
  endedAt: instant.optional(),
});
export type WhatIf = z.infer<typeof whatIfItem>;

/** What a sale earns for a partner under one set of rules, before the month's bonus and cap. Amounts in minor units. */
const earned = z.strictObject({
  period,
  gross: z.int(),
  returned: z.int(),
  /** 0 for a lead, which no bonus and no cap concerns. */
  nth: z.int(),
  base: z.int(),
  minor: z.int(),
  bonus: z.strictObject({ fromSales: z.int(), bp: z.int() }).optional(),
  most: z.int(),
  cap: z.int().optional(),
});
export type Earned = z.infer<typeof earned>;
const replayedSale = z.strictObject({
  sale: z.string(),
  occurredAt: instant,
  before: earned.optional(),
  after: earned.optional(),
});
export type ReplayedSale = z.infer<typeof replayedSale>;
/** LINES item: some sales of one shard, by partner and currency. */
export const linesItem = z.object({ partnerId: id, currency: currencyCode, sales: z.array(replayedSale) });

const difference = { before: z.int(), after: z.int() };
/** One partner in one currency: commissions, bonus and cap taken together, and the parts of them. */
export const partnerResult = z.object({
  partnerId: id,
  currency: currencyCode,
  ...difference,
  bonus: z.strictObject(difference),
  cap: z.strictObject(difference),
  /** Sales that earn another amount, and the fifty of them that make the most of the difference. */
  changed: z.int(),
  sales: z.array(z.strictObject({ sale: z.string(), occurredAt: instant, ...difference })),
  /** Payments that count as the partner's, and as much of them as does, net of tax and of what came back. */
  credited: z.strictObject({ sales: z.strictObject(difference), net: z.strictObject(difference) }),
});
export type PartnerResult = z.infer<typeof partnerResult>;

const rankedPartner = z.strictObject({ partnerId: id, company: z.string(), ...difference });
const creditedPartner = rankedPartner.extend({
  sales: z.strictObject(difference),
  net: z.strictObject(difference),
});
export type CreditedPartner = z.infer<typeof creditedPartner>;
const currencyResult = z.strictObject({
  currency: currencyCode,
  ...difference,
  bonus: z.strictObject(difference),
  cap: z.strictObject(difference),
  partners: z.int(),
  winners: z.int(),
  losers: z.int(),
  /** The twenty that gain, and that lose, the most. */
  best: z.array(rankedPartner),
  worst: z.array(rankedPartner),
  /** Of a report on attribution: the hundred partners to whom the most is credited, either way. */
  credited: z.array(creditedPartner).optional(),
});
export type CurrencyResult = z.infer<typeof currencyResult>;
/** RESULT item. One for each currency; never summed. */
export const resultItem = z.object({ customers: z.int(), sales: z.int(), currencies: z.array(currencyResult) });
export type Result = z.infer<typeof resultItem>;

// ---- Steps of workflow what-if

export const whatIfInput = z.strictObject({ whatIf: whatIfId });
export const beginWhatIf = z.strictObject({ input: z.unknown() });
export const replayShard = z.strictObject({ whatIf: whatIfId, shard: z.int().min(0).max(63) });
export const reportWhatIf = z.strictObject({
  whatIf: whatIfId,
  shards: z.array(z.strictObject({ shard: z.int(), customers: z.int(), sales: z.int() })),
});

// ---- HTTP

const draft = z.strictObject({
  /**
   * The whole of it; else what differs from the newest version. Tiers are no part of it: what a won deal earns was fixed
   * when it was won [D7].
   */
  document: policyDocument.optional(),
  terms: policyDocument.shape.terms.partial().optional(),
  earning: z.record(z.string(), z.unknown()).optional(),
});
export type Draft = z.infer<typeof draft>;

export const whatIfView = whatIfItem
  .omit({ type: true })
  .extend({
    /** `failed`: it has not ended for three hours, and an alarm has written. */ state: z.enum([
      'running',
      'done',
      'failed',
    ]),
  })
  .strict();
export type WhatIfView = z.infer<typeof whatIfView>;
const params = z.strictObject({ whatIfId });
export const shown = z.strictObject({ whatIf: whatIfView, result: resultItem.strict().optional() });
export type ShownWhatIf = z.infer<typeof shown>;

export const whatIfRoutes = {
  askWhatIf: route({
    id: 'askWhatIf',
    method: 'POST',
    path: '/api/ops/what-if',
    access: 'team',
    summary:
      'Replay a draft policy over months of history: what would have been earned, by whom; nothing live is written',
    body: z.strictObject({
      /** Chosen by the caller: the same key is the same question. */
      key: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
      draft,
      from: period,
      to: period,
      /** `all`: every payment of these months; `new`: customers who begin in them. */
      appliesTo: appliesTo.default('all'),
      note: line(200),
    }),
    status: 202,
    maxBytes: 262_144,
    answer: whatIfView,
  }),
  listWhatIfs: route({
    id: 'listWhatIfs',
    method: 'GET',
    path: '/api/ops/what-if',
    access: 'team',
    summary: 'What was asked so far, the newest first',
    status: 200,
    answer: z.strictObject({ whatIfs: z.array(whatIfView) }),
  }),
  showWhatIf: route({
    id: 'showWhatIf',
    method: 'GET',
    path: '/api/ops/what-if/{whatIfId}',
    access: 'team',
    summary: 'Totals by currency, cost, bonus and cap, who gains and who loses',
    params,
    status: 200,
    answer: shown,
  }),
  showWhatIfPartner: route({
    id: 'showWhatIfPartner',
    method: 'GET',
    path: '/api/ops/what-if/{whatIfId}/partners/{partnerId}',
    access: 'team',
    summary: 'One partner: the difference, and the sales that make it',
    params: params.extend({ partnerId: id }),
    status: 200,
    answer: z.strictObject({ results: z.array(partnerResult.strict()) }),
  }),
} as const;
