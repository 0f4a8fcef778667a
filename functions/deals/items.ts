import * as z from 'zod';
import { conflictName } from '../policy/contract.ts';
import { currencyCode, minorPaid } from '../shared/money.ts';
import { id, instant } from '../shared/text.ts';
import { creditItem, toldWin, wonItem } from './earned.ts';

const run = z.int().min(1);

export const dealState = z.enum([
  'blocked',
  'in-review',
  'conflict',
  'approved',
  'rejected',
  'expired',
  'won',
  'lost',
  'withdrawn',
]);
export type DealState = z.infer<typeof dealState>;

export const invoicing = z.enum(['agency', 'resale']);

/** `domainSignal` of the customer's registrable domain: a keyed hash [Z5]. */
export const customerHashText = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
/** The id of an opportunity in our own CRM. */
export const opportunityId = z
  .string()
  .min(1)
  .max(90)
  .regex(
    /^[A-Za-z0-9][\x21-\x7d]*$/,
    'must be 1 to 90 printable characters without spaces, the first a letter or digit',
  );

export const checkName = z.enum([
  'other-partner',
  'direct-pipeline',
  'won-before',
  'territory',
  'certificate',
  'limit',
]);
export type CheckName = z.infer<typeof checkName>;

/** What an automatic check said, with its rule and the facts [D2, B11]. `not-run`: its input was not told. */
export const check = z.strictObject({
  check: checkName,
  says: z.enum(['passes', 'review', 'conflict', 'blocks', 'not-run']),
  /** For the partner to read. */
  because: z.string().max(500),
  /** What only the person who decides is told, and other rooms never: of our own pipeline. */
  facts: z.string().max(500).optional(),
});
export type Check = z.infer<typeof check>;

export const similar = z.strictObject({
  name: z.string(),
  /** A deal's id, or an opportunity's. */
  of: z.string(),
  where: z.enum(['deal', 'direct']),
});
export type Similar = z.infer<typeof similar>;

export const whyRejected = z.enum(['duplicate', 'out-of-territory', 'not-qualified', 'not-in-time', 'other']);

/** The decision record of a registration [B11]: which rule of which policy said what, on which facts. */
const decision = z.strictObject({
  outcome: z.enum(['approved', 'rejected', 'conflict']),
  why: whyRejected.optional(),
  /** Of a conflict: the row of the table that decided [D5]. */
  conflict: conflictName.optional(),
  /** The rule, quoted, with the facts. */
  says: z.string().max(1_200),
  /** Person id, or `rule`. */
  by: z.string().max(100),
  byName: z.string().max(200).optional(),
  at: instant,
  policyVersion: z.int().min(1),
});
export type DealDecision = z.infer<typeof decision>;

const entry = z.strictObject({
  at: instant,
  by: z.string(),
  byName: z.string().optional(),
  did: z.string(),
  to: dealState,
  note: z.string().max(1_200).optional(),
});

const appeal = z.strictObject({
  state: z.enum(['open', 'reinstated', 'upheld']),
  by: z.string(),
  at: instant,
  reason: z.string(),
  answeredBy: z.string().optional(),
  answeredAt: instant.optional(),
  answer: z.string().optional(),
});

/** A customer's id where payments come from: printable, without spaces and `~`, as events have them. */
export const outsideCustomer = z
  .string()
  .regex(/^[\x21-\x7d]{1,90}$/, 'must be 1 to 90 printable characters without spaces and ~');
/** A customer id that a person has joined to a won deal. */
export const paysAs = z.strictObject({
  customerId: outsideCustomer,
  because: z.string().max(600),
  by: z.string(),
  byName: z.string().optional(),
  at: instant,
});
export type PaysAs = z.infer<typeof paysAs>;

export const amount = z.strictObject({ minor: minorPaid, currency: currencyCode });

/** DEAL item (Program table). The customer's contact is a person and lies apart (`DEAL#<id>` / `CONTACT`). */
export const dealItem = z.object({
  type: z.literal('DEAL'),
  dealId: id,
  partnerId: id,
  run,
  company: z.string(),
  /** Who registered it: letters about it go there. */
  personId: id,
  /** The policy it began under [Z2]. */
  policyVersion: z.int().min(1),
  state: dealState,
  customer: z.strictObject({
    name: z.string(),
    domain: z.string(),
    hash: customerHashText,
    /** Written in letters beyond ASCII: a person should look. */
    international: z.boolean(),
    country: z.string().optional(),
    industry: z.string().optional(),
  }),
  arr: amount,
  closeOn: z.iso.date(),
  products: z.array(z.string()).max(20),
  invoicing,
  note: z.string().optional(),
  /** SHA-256 of what was registered: the same again is a repeat, anything else is not [Z4]. */
  asked: z.string(),
  registeredAt: instant,
  checks: z.array(check).max(12),
  similar: z.array(similar).max(20),
  /** How far the review has come, while a person decides [D3]. */
  review: z
    .strictObject({ stage: z.enum(['asked', 'reminded', 'escalated']), askedAt: instant, dueAt: instant })
    .optional(),
  decision: decision.optional(),
  exclusive: z.strictObject({ from: instant, until: instant, extended: z.boolean(), told: z.boolean() }).optional(),
  /** The partner's own last update; silence counts from there [D4]. */
  lastUpdateAt: instant.optional(),
  silence: z.enum(['none', 'reminded', 'warned']).default('none'),
  /** Place in line for the customer, behind the deal that has it. */
  inLine: z.strictObject({ since: instant, behind: id }).optional(),
  /** Of a conflict: who owns the customer instead. */
  owner: z.union([z.strictObject({ direct: z.string() }), z.strictObject({ dealId: id })]).optional(),
  /** Deals of others that are owed a fee when this one is won. */
  owes: z.array(id).max(20).default([]),
  credits: z.array(creditItem).max(10).default([]),
  wonTold: toldWin.optional(),
  won: wonItem.optional(),
  /** Beside the one that was told with the win. */
  paysAs: z.array(paysAs).max(20).optional(),
  ended: z.strictObject({ at: instant, reason: z.string().max(1_200) }).optional(),
  appealUntil: instant.optional(),
  appeal: appeal.optional(),
  /** What happens next by itself; absent once nothing does. */
  nextAt: instant.optional(),
  history: z.array(entry).max(200),
  /** Counts changes: whoever saw an older one has to look again. */
  changes: z.int().min(0),
  /** Counts changes of state: what a waiting execution is woken for. */
  turn: z.int().min(0),
});
export type Deal = z.infer<typeof dealItem>;

/** DEAL-CONTACT item: the customer's contact, personal data; goes with the deal. */
export const contactItem = z.object({
  type: z.literal('DEAL-CONTACT'),
  dealId: id,
  name: z.string(),
  email: z.string(),
  role: z.string().optional(),
});
export type DealContact = z.infer<typeof contactItem>;

/** CUSTOMER-CLAIM item: whose pipeline a customer is in. One for each customer, written with a condition [B11]. */
export const claimItem = z.object({
  type: z.literal('CUSTOMER-CLAIM'),
  dealId: id,
  partnerId: id,
  registeredAt: instant,
  /** End of the exclusivity; absent until it is approved. */
  until: instant.optional(),
});
export type Claim = z.infer<typeof claimItem>;

/** CUSTOMER-PLACE item: a deal that waits in line, is owed something, or was won with this customer. */
export const placeItem = z.object({
  type: z.literal('CUSTOMER-PLACE'),
  place: z.enum(['line', 'owed', 'won']),
  dealId: id,
  partnerId: id,
  since: instant,
});
export type Place = z.infer<typeof placeItem>;

/** OPPORTUNITY item, by the CRM's id, and its copy under the customer: of our own pipeline, the domain as a hash alone. */
export const opportunityItem = z.object({
  type: z.literal('OPPORTUNITY'),
  opportunityId,
  hash: customerHashText,
  name: z.string().max(200).optional(),
  state: z.enum(['open', 'won', 'lost']),
  openedAt: instant,
  /** Of two tellings the later one counts. */
  updatedAt: instant,
  source: z.enum(['webhook', 'csv']),
  recordedAt: instant,
});
export type Opportunity = z.infer<typeof opportunityItem>;

/** CUSTOMER-ALIAS item: a domain that belongs to a customer known by another one. Typed in by ops, kept in plain. */
export const aliasItem = z.object({
  type: z.literal('CUSTOMER-ALIAS'),
  domain: z.string(),
  customer: z.string(),
  by: id,
  byName: z.string(),
  at: instant,
  note: z.string().max(300),
});
export type Alias = z.infer<typeof aliasItem>;

/** DEAL-WAIT item: an execution that waits for this deal. */
export const waitItem = z.object({ type: z.literal('DEAL-WAIT'), dealId: id, turn: z.int(), token: z.string() });
export type DealWait = z.infer<typeof waitItem>;
