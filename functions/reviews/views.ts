import * as z from 'zod';
import { partnerTier } from '../policy/contract.ts';
import { currencyCode, minorPaid } from '../shared/money.ts';
import { id, instant, line, paragraph } from '../shared/text.ts';
import {
  actionItem,
  entry,
  kpi,
  kpiEntryItem,
  packageItem,
  plan,
  quarter,
  result,
  reviewItem,
  tierOverride,
} from './items.ts';

export const ofQuarter = z.strictObject({ quarter });
export const ofPartner = z.strictObject({ partnerId: id });
export const figureId = z.string().regex(/^[a-z0-9-]{1,60}$/);
export const actionNumber = z.coerce.number().int().min(1).max(20);

export const reviewRow = reviewItem
  .pick({
    partnerId: true,
    quarter: true,
    state: true,
    company: true,
    meetingAt: true,
    minutes: true,
    packagedAt: true,
    deliveredAt: true,
    lateBecause: true,
    endedAt: true,
    because: true,
    result: true,
  })
  .strict();
export type ReviewRow = z.infer<typeof reviewRow>;

export const actionView = actionItem
  .pick({ number: true, quarter: true, what: true, side: true, dueOn: true, state: true, closedAt: true, note: true })
  .extend({ ownerName: z.string(), overdue: z.boolean() })
  .strict();
export type ActionView = z.infer<typeof actionView>;

const packageView = packageItem.omit({ type: true, partnerId: true, quarter: true, charts: true }).strict();

export const reviewView = reviewRow.extend({
  /** Until when the package must have arrived, and from when on a meeting can be (now, unless it has arrived). */
  packageBy: instant,
  earliestMeeting: instant,
  plan: plan.optional(),
  tierOverride: tierOverride.optional(),
  package: packageView.optional(),
  actions: z.array(actionView),
});
export type ReviewView = z.infer<typeof reviewView>;

export const opsReviewView = reviewView.extend({
  /** Who can own an action. */
  owners: z.array(z.strictObject({ personId: id, name: z.string(), side: z.enum(['partner', 'us']) })),
});
export type OpsReviewView = z.infer<typeof opsReviewView>;

export const sources = z.strictObject({ entries: z.array(entry), next: z.int().optional() });
export const fromPage = z.strictObject({ from: z.coerce.number().int().min(0).max(10_000).optional() });

export const kpisView = z.strictObject({
  /** As agreed; without `measure` nobody has set how it is measured. */
  kpis: z.array(
    kpi.partial({ measure: true, target: true }).extend({
      number: z.int(),
      ownerName: z.string().optional(),
      entries: z.array(kpiEntryItem.pick({ month: true, value: true, at: true }).strict()),
    }),
  ),
  acceptedAt: instant.optional(),
  /** The side that has not accepted the targets yet. */
  waitsFor: z.enum(['partner', 'us']).optional(),
  owners: z.array(z.strictObject({ personId: id, name: z.string(), side: z.enum(['partner', 'us']) })),
});
export type KpisView = z.infer<typeof kpisView>;

export const kpiValue = z.strictObject({
  month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'must be a month like 2027-03'),
  value: z.int().min(0).max(1_000_000_000),
});
export const kpiPath = z.strictObject({ number: z.coerce.number().int().min(1).max(5) });

export const recorded = z.strictObject({
  summary: paragraph(2_000),
  result,
  actions: z.array(z.strictObject({ what: line(300), owner: id, dueOn: z.iso.date() })).max(20),
  plan: z
    .strictObject({
      words: paragraph(2_000),
      target: z.strictObject({ minor: minorPaid, currency: currencyCode }).optional(),
    })
    .optional(),
  /** Sets a tier against the rule [T6]; goes to room tiers with its reason. */
  tierOverride: z.strictObject({ tier: partnerTier, reason: paragraph(500) }).optional(),
});
export type Recorded = z.infer<typeof recorded>;
