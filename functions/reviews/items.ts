import * as z from 'zod';
import { partnerTier } from '../policy/contract.ts';
import { currencyCode, minorUnits } from '../shared/money.ts';
import { id, instant } from '../shared/text.ts';

export const quarter = z.string().regex(/^20\d{2}-Q[1-4]$/, 'must be a quarter like 2027-Q1');
const run = z.int().min(1);
const count = z.int().min(0);

/** `planned`: the meeting has a date. `prepared`: the data package has been sent. The others are ends. */
export const reviewState = z.enum(['planned', 'prepared', 'held', 'missed', 'called-off']);
export type ReviewState = z.infer<typeof reviewState>;

/** What a review says [L4]: go on as before, or talk the terms over. */
export const result = z.enum(['continue', 'optimise']);

/** Next quarter's plan; a revenue target is what the next review compares with. */
export const plan = z.strictObject({
  words: z.string().min(1).max(2_000),
  target: z.strictObject({ minor: minorUnits.min(0), currency: currencyCode }).optional(),
});
export type Plan = z.infer<typeof plan>;

/** A tier that people set against the rule; room `tiers` decides everything else [T6]. */
export const tierOverride = z.strictObject({ tier: partnerTier, reason: z.string().min(1).max(500) });

/** REVIEW item: one partner's review of a quarter. Also the lock of its execution. */
export const reviewItem = z.object({
  type: z.literal('REVIEW'),
  partnerId: id,
  run,
  quarter,
  state: reviewState,
  company: z.string(),
  /** The execution that carries it on: a twin is refused. */
  executionId: z.string(),
  openedAt: instant,
  policyVersion: z.int().min(1),
  meetingAt: instant,
  minutes: z.int().min(1),
  /** Of the calendar's event: one more each time the meeting moves. */
  sequence: count,
  packageDueAt: instant,
  /** The package that counts; 0: none yet. Each one that is made has the next number. */
  packageVersion: count,
  packagedAt: instant.optional(),
  /** Partner and manager have it. */
  deliveredAt: instant.optional(),
  /** Its delivery was looked at before. */
  looked: z.boolean(),
  /** How often in a row the package was late, and why the last time. */
  late: count,
  lateBecause: z.string().optional(),
  reminded: z.boolean(),
  /** Changes by people: the workflow waits for the next number. */
  told: count,
  /** All changes: a write is conditional on what was seen. */
  changes: count,
  endedAt: instant.optional(),
  /** Of `held`: what was said. Of `missed` and `called-off`: why. */
  because: z.string().optional(),
  recordedBy: z.string().optional(),
  result: result.optional(),
  plan: plan.optional(),
  tierOverride: tierOverride.optional(),
});
export type Review = z.infer<typeof reviewItem>;

export const actionState = z.enum(['open', 'done', 'dropped']);

/** REVIEW-ACTION item: something that one side does until a date. Chased until it is done. */
export const actionItem = z.object({
  type: z.literal('REVIEW-ACTION'),
  partnerId: id,
  run,
  quarter,
  number: z.int().min(1).max(20),
  what: z.string(),
  /** The partner's contact, or somebody of the team. */
  owner: id,
  side: z.enum(['partner', 'us']),
  dueOn: z.iso.date(),
  state: actionState,
  /** How often its owner was reminded, and when the next letter goes out. */
  reminders: count,
  nextAt: instant.optional(),
  closedAt: instant.optional(),
  closedBy: z.string().optional(),
  note: z.string().optional(),
  changes: count,
});
export type Action = z.infer<typeof actionItem>;

/** What stands behind a number: at most one line, and where it is explained. */
export const entry = z.strictObject({
  at: instant,
  what: z.string().max(200),
  /** What it counts for, in the figure's unit. */
  value: z.int(),
  link: z.strictObject({ to: z.enum(['sale', 'deal', 'action', 'mdf']), key: z.string().max(200) }).optional(),
});
export type Entry = z.infer<typeof entry>;

export const unit = z.enum(['money', 'count', 'basis-points', 'days', 'minutes']);

/** One number of the package. `value` null: not measured, and `note` says why. */
export const figure = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  title: z.string().max(120),
  unit,
  currency: currencyCode.optional(),
  value: z.int().nullable(),
  target: z.int().optional(),
  /** The quarter before. */
  before: z.int().optional(),
  note: z.string().max(300).optional(),
  /** How many entries stand behind it [B16]. */
  entries: count,
});
export type Figure = z.infer<typeof figure>;

/** What was agreed in the review before, and whether it was met. */
export const commitment = z.strictObject({
  number: z.int(),
  what: z.string(),
  side: z.enum(['partner', 'us']),
  dueOn: z.iso.date(),
  met: z.enum(['met', 'met-late', 'open', 'dropped']),
});
export type Commitment = z.infer<typeof commitment>;

export const agendaPart = z.strictObject({ title: z.string(), minutes: z.int(), points: z.array(z.string()).max(6) });
export type AgendaPart = z.infer<typeof agendaPart>;

export const tierStatus = z.strictObject({
  tier: z.string(),
  programTier: z.string().optional(),
  next: z.string().optional(),
  /** What the next tier needs and what there is, in words; `met` is null where it is not known. */
  needs: z.array(z.strictObject({ what: z.string(), has: z.string().optional(), met: z.boolean().nullable() })),
});
export type TierStatus = z.infer<typeof tierStatus>;

/** REVIEW-PACKAGE item: the numbers. The entries behind them lie in items of their own, in chunks. */
export const packageItem = z.object({
  type: z.literal('REVIEW-PACKAGE'),
  partnerId: id,
  quarter,
  version: z.int().min(1),
  madeAt: instant,
  figures: z.array(figure).max(60),
  commitments: z.array(commitment).max(20),
  tier: tierStatus,
  agenda: z.array(agendaPart).max(7),
  /** Ids of the PICTURE items, by what they show. */
  charts: z.array(z.strictObject({ name: z.string(), alt: z.string(), picture: z.string() })).max(4),
});
export type Package = z.infer<typeof packageItem>;

/** REVIEW-ENTRIES item: up to 500 entries of one figure. */
export const entriesItem = z.object({ type: z.literal('REVIEW-ENTRIES'), entries: z.array(entry).max(500) });

const measure = z.enum(['revenue', 'deals-won', 'registrations', 'certified', 'sign-ins', 'training', 'entered']);
export type Measure = z.infer<typeof measure>;

/** KPIS item of a run: what each agreed KPI is measured by, its target, and who enters it [G2]. */
export const kpi = z.strictObject({
  name: z.string().min(1).max(120),
  measure,
  target: z.int().min(0).max(1_000_000_000),
  /** Who enters it each month, where nothing computes it. */
  owner: id.optional(),
});
export type Kpi = z.infer<typeof kpi>;
export const kpisItem = z.object({
  type: z.literal('REVIEW-KPIS'),
  partnerId: id,
  run,
  kpis: z.array(kpi).max(5),
  /** Both sides accept the targets: who set them, and who agreed. */
  proposedBy: id,
  proposedAt: instant,
  acceptedBy: id.optional(),
  acceptedAt: instant.optional(),
});
export type Kpis = z.infer<typeof kpisItem>;

/** KPI-ENTRY item: a month's value of a KPI, by its owner; the latest one counts. */
export const kpiEntryItem = z.object({
  type: z.literal('KPI-ENTRY'),
  partnerId: id,
  run,
  number: z.int().min(1).max(5),
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  value: z.int().min(0).max(1_000_000_000),
  by: id,
  at: instant,
});
export type KpiEntry = z.infer<typeof kpiEntryItem>;

/** ESCALATION item: a support case that went up, told by CSV or webhook. */
export const escalationItem = z.object({
  type: z.literal('ESCALATION'),
  partnerId: id,
  case: z.string(),
  at: instant,
  what: z.string(),
});

/** SIGN-IN item of room `access`: one for each sign-in of a partner's person, for 400 days. */
export const partnerSignIn = z.object({ type: z.literal('PARTNER-SIGNIN'), at: instant });
