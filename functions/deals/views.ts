import * as z from 'zod';
import { id, instant } from '../shared/text.ts';
import { creditItem, wonItem } from './earned.ts';
import { aliasItem, amount, dealItem, dealState } from './items.ts';
import { directRow } from './told.ts';

const item = dealItem.shape;
const customer = z.strictObject({ name: z.string(), domain: z.string() });

export const ownDealRow = z.strictObject({
  dealId: id,
  customer,
  arr: amount,
  closeOn: z.iso.date(),
  state: dealState,
  registeredAt: instant,
  /** How it stands, in a sentence. */
  says: z.string(),
  /** Days of exclusivity, or to the decision's deadline, that are left. */
  daysLeft: z.int().optional(),
  nextAt: instant.optional(),
});
export type OwnDealRow = z.infer<typeof ownDealRow>;

const can = z.strictObject({
  update: z.boolean(),
  extend: z.boolean(),
  win: z.boolean(),
  lose: z.boolean(),
  withdraw: z.boolean(),
  checkAgain: z.boolean(),
  /** Until when it can be appealed. */
  appealUntil: instant.optional(),
});
const check = z.strictObject({ check: z.string(), title: z.string(), says: z.string(), because: z.string() });
const entry = z.strictObject({
  at: instant,
  /** Who it was, as far as the reader may know. */
  who: z.string(),
  says: z.string(),
  note: z.string().optional(),
});
const decision = z.strictObject({
  outcome: z.enum(['approved', 'rejected', 'conflict']),
  /** Which rule said so, with its facts [B11]. */
  says: z.string(),
  at: instant,
  by: z.string(),
  policyVersion: z.int(),
});

/** What the partner sees of its own deal: never who else wants the customer, nor our own pipeline. */
const own = ownDealRow.extend({
  products: z.array(z.string()),
  invoicing: item.invoicing,
  country: z.string().optional(),
  industry: z.string().optional(),
  note: z.string().optional(),
  contact: z.strictObject({ name: z.string(), email: z.string(), role: z.string().optional() }).optional(),
  checks: z.array(check),
  decision: decision.optional(),
  exclusiveUntil: instant.optional(),
  extended: z.boolean(),
  lastUpdateAt: instant.optional(),
  inLine: z.boolean(),
  won: wonItem.omit({ by: true, byName: true, customerId: true }).optional(),
  appeal: z
    .strictObject({ state: z.string(), at: instant, reason: z.string(), answer: z.string().optional() })
    .optional(),
  /** The lead of its partner that it came of. */
  lead: z.strictObject({ leadId: z.string(), company: z.string() }).optional(),
  can,
  history: z.array(entry),
  /** What happens by itself, and when. */
  next: z.array(z.strictObject({ at: instant, says: z.string() })),
});
export const ownDealView = own.meta({ id: 'OwnDeal' });
export type OwnDealView = z.infer<typeof own>;

export const dealRow = ownDealRow.extend({ partnerId: id, company: z.string(), clean: z.boolean() });
export type DealRow = z.infer<typeof dealRow>;

const ofTeam = own.omit({ can: true }).extend({
  partnerId: id,
  company: z.string(),
  hash: item.customer.shape.hash,
  international: z.boolean(),
  clean: z.boolean(),
  reviewStage: z.string().optional(),
  facts: z.array(z.strictObject({ check: z.string(), says: z.string() })),
  similar: item.similar,
  /** What the person who decides can answer now. */
  can: z.strictObject({
    approve: z.boolean(),
    reject: z.boolean(),
    conflict: z.boolean(),
    win: z.boolean(),
    credit: z.boolean(),
    handOver: z.boolean(),
    nameCustomer: z.boolean(),
  }),
  /** Customer ids whose payments are the deal's; without a reason the one that was told with the win. */
  customerIds: z.array(
    z.strictObject({
      customerId: z.string(),
      because: z.string().optional(),
      byName: z.string().optional(),
      at: instant,
    }),
  ),
  line: z.array(z.strictObject({ dealId: id, partnerId: id, since: instant })),
  /** Open deals with the same customer under another of its domains. */
  aliased: z.array(z.strictObject({ dealId: id, partnerId: id })),
  direct: z.array(directRow),
  credits: z.array(creditItem.omit({ by: true })),
  owner: z.string().optional(),
});
export const dealView = ofTeam.meta({ id: 'Deal' });
export type DealView = z.infer<typeof ofTeam>;

export const aliasView = aliasItem.omit({ type: true, by: true }).strict();
export type AliasView = z.infer<typeof aliasView>;
