import * as z from 'zod';
import { currencyCode } from '../shared/money.ts';
import { route } from '../shared/route.ts';
import { emailAddress, id, line, paragraph } from '../shared/text.ts';
import { amount, invoicing, opportunityId } from './items.ts';
import { crmEvent, directReport, directRow } from './told.ts';
import { aliasView, dealRow, dealView, ownDealRow, ownDealView } from './views.ts';

export * from './told.ts';
export * from './views.ts';

const dealPath = z.strictObject({ dealId: id });
const country = z.string().regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters');
const positive = amount.extend({ minor: amount.shape.minor.min(1), currency: currencyCode });
const reason = paragraph(600);

/** What a partner registers [D1], and what the checks about territory and verticals ask for [D2]. */
export const registration = z.strictObject({
  customer: line(120),
  /** A web address or a domain; what is compared is the domain that was registered. */
  domain: line(253),
  arr: positive,
  closeOn: z.iso.date(),
  contact: z.strictObject({ name: line(100), email: emailAddress, role: line(100).optional() }),
  products: z.array(line(80)).min(1).max(20),
  /** Resale: you invoice the customer. Agency: we do [D6]. */
  invoicing,
  country: country.optional(),
  industry: line(80).optional(),
  note: paragraph(600).optional(),
});
export type Registration = z.infer<typeof registration>;

/** How a deal was won [D7]. */
export const winning = z.strictObject({
  /** The day the customer signed. */
  wonOn: z.iso.date(),
  /** Years of the contract; less than a year counts as one. */
  termYears: z.int().min(1).max(20),
  invoicing: invoicing.optional(),
  /** The customer's id where its payments come from. */
  customerId: z.string().min(1).max(90).optional(),
});
export type Winning = z.infer<typeof winning>;

const decision = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('approved'), reason: reason.optional() }),
  z.strictObject({
    outcome: z.literal('rejected'),
    why: z.enum(['duplicate', 'out-of-territory', 'not-qualified', 'other']),
    reason,
  }),
  /** Our own sales work on it too: the table of conflicts decides [D5]. */
  z.strictObject({ outcome: z.literal('conflict'), reason: reason.optional() }),
]);
export type DecisionBody = z.infer<typeof decision>;

export const routes = {
  listOwnDeals: route({
    id: 'listOwnDeals',
    method: 'GET',
    path: '/api/portal/deals',
    access: 'partner',
    summary: 'Your deals, the newest first, and how many more you can have open',
    query: z.strictObject({ before: id.optional() }),
    status: 200,
    answer: z.strictObject({
      deals: z.array(ownDealRow),
      before: id.optional(),
      open: z.int(),
      limit: z.int(),
      /** Why you cannot register one now. */
      closed: z.string().optional(),
    }),
  }),
  registerDeal: route({
    id: 'registerDeal',
    method: 'POST',
    path: '/api/portal/deals',
    access: 'partner',
    summary: 'Register a deal; the answer says what the automatic checks found. The same again is answered the same',
    body: registration,
    status: 201,
    answer: ownDealView,
  }),
  showOwnDeal: route({
    id: 'showOwnDeal',
    method: 'GET',
    path: '/api/portal/deals/{dealId}',
    access: 'partner',
    summary: 'One deal of yours: how it stands, what was decided and why, what happens next',
    params: dealPath,
    status: 200,
    answer: ownDealView,
  }),
  checkDeal: route({
    id: 'checkDeal',
    method: 'POST',
    path: '/api/portal/deals/{dealId}/checks',
    access: 'partner',
    summary: 'Check a registration again: what blocked it is done, or you are next in line and the customer is free',
    params: dealPath,
    status: 200,
    answer: ownDealView,
  }),
  updateDeal: route({
    id: 'updateDeal',
    method: 'POST',
    path: '/api/portal/deals/{dealId}/updates',
    access: 'partner',
    summary: 'Say how a deal goes on; silence counts from here',
    params: dealPath,
    body: z.strictObject({ note: reason, arr: positive.optional(), closeOn: z.iso.date().optional() }),
    status: 200,
    answer: ownDealView,
  }),
  extendDeal: route({
    id: 'extendDeal',
    method: 'POST',
    path: '/api/portal/deals/{dealId}/extension',
    access: 'partner',
    summary: 'Ask for the one extension of the exclusivity, before it ends; it is given at once',
    params: dealPath,
    body: z.strictObject({ reason }),
    status: 200,
    answer: ownDealView,
  }),
  winOwnDeal: route({
    id: 'winOwnDeal',
    method: 'POST',
    path: '/api/portal/deals/{dealId}/win',
    access: 'partner',
    summary: 'Report that a deal is won: your rate is fixed, for good',
    params: dealPath,
    body: winning,
    status: 200,
    answer: ownDealView,
  }),
  endOwnDeal: route({
    id: 'endOwnDeal',
    method: 'POST',
    path: '/api/portal/deals/{dealId}/end',
    access: 'partner',
    summary: 'Report that a deal is lost, or withdraw it; the customer is free again',
    params: dealPath,
    body: z.strictObject({ as: z.enum(['lost', 'withdrawn']), reason }),
    status: 200,
    answer: ownDealView,
  }),
  appealDeal: route({
    id: 'appealDeal',
    method: 'POST',
    path: '/api/portal/deals/{dealId}/appeal',
    access: 'partner',
    summary: 'Appeal against a rejection, within 14 days; somebody else answers within 5 business days',
    params: dealPath,
    body: z.strictObject({ reason }),
    status: 200,
    answer: ownDealView,
  }),
  listDeals: route({
    id: 'listDeals',
    method: 'GET',
    path: '/api/ops/deals',
    access: 'team',
    summary: 'The pipeline: what waits for a decision, what is approved, what has ended; the next due first',
    query: z.strictObject({
      which: z.enum(['review', 'approved', 'other', 'ended']).default('review'),
      cursor: z.string().max(1_000).optional(),
    }),
    status: 200,
    answer: z.strictObject({ deals: z.array(dealRow), cursor: z.string().optional() }),
  }),
  showDeal: route({
    id: 'showDeal',
    method: 'GET',
    path: '/api/ops/deals/{dealId}',
    access: 'team',
    summary: 'One deal: its checks, similar customers, the line behind it, what was decided by which rule',
    params: dealPath,
    status: 200,
    answer: dealView,
  }),
  decideDeal: route({
    id: 'decideDeal',
    method: 'POST',
    path: '/api/ops/deals/{dealId}/decision',
    access: 'team',
    summary: 'Approve, reject, or leave it to the table of conflicts; 409 says who was first, and when',
    params: dealPath,
    body: decision,
    status: 200,
    answer: dealView,
  }),
  winDeal: route({
    id: 'winDeal',
    method: 'POST',
    path: '/api/ops/deals/{dealId}/win',
    access: 'team',
    summary: 'Record that a deal is won: owner, rate and bonuses are fixed, for good; of a conflict, what it is owed',
    params: dealPath,
    body: winning,
    status: 200,
    answer: dealView,
  }),
  handOverDeal: route({
    id: 'handOverDeal',
    method: 'POST',
    path: '/api/ops/deals/{dealId}/hand-over',
    access: 'team',
    summary: 'The customer asks for another partner: its registration takes over, and this one is compensated',
    params: dealPath,
    body: z.strictObject({ toDealId: id, reason }),
    status: 200,
    answer: dealView,
  }),
  creditDeal: route({
    id: 'creditDeal',
    method: 'POST',
    path: '/api/ops/deals/{dealId}/credits',
    access: 'team',
    summary: 'Record what a partner did beside the sale, with its evidence: co-selling, or a meeting that became this',
    params: dealPath,
    body: z.discriminatedUnion('rule', [
      z.strictObject({
        rule: z.literal('co-sell'),
        kind: z.enum(['demo-support', 'technical-validation', 'executive-introduction']),
        /** The partner, as the CRM's field on the opportunity has it [A16]. */
        crmField: line(120),
        evidence: line(300),
        partnerId: id.optional(),
      }),
      z.strictObject({ rule: z.literal('meeting'), evidence: line(300), partnerId: id.optional() }),
    ]),
    status: 200,
    answer: dealView,
  }),
  listDirect: route({
    id: 'listDirect',
    method: 'GET',
    path: '/api/ops/direct-pipeline',
    access: 'team',
    summary: 'Open opportunities of our own pipeline, as the CRM told them; domains are kept as keyed hashes',
    query: z.strictObject({ cursor: z.string().max(1_000).optional() }),
    status: 200,
    answer: z.strictObject({ opportunities: z.array(directRow), cursor: z.string().optional() }),
  }),
  importDirect: route({
    id: 'importDirect',
    method: 'POST',
    path: '/api/ops/direct-pipeline',
    access: 'team',
    summary:
      'Import our own pipeline from CSV: a dry run says what each row would do; then the same text with its hash',
    body: z.strictObject({
      text: z.string().min(1).max(400_000),
      /** `hash` of the dry run; without it nothing is written. */
      confirm: z.string().max(64).optional(),
    }),
    maxBytes: 900_000,
    status: 200,
    answer: directReport,
  }),
  listAliases: route({
    id: 'listAliases',
    method: 'GET',
    path: '/api/ops/customer-aliases',
    access: 'team',
    summary: 'Domains that belong to a customer known by another domain',
    status: 200,
    answer: z.strictObject({ aliases: z.array(aliasView) }),
  }),
  changeAlias: route({
    id: 'changeAlias',
    method: 'POST',
    path: '/api/ops/customer-aliases',
    access: 'team',
    summary: 'Say that a domain belongs to a customer known by another one, or (without a customer) that it does not',
    body: z.strictObject({ domain: line(253), customer: line(253).optional(), note: line(300) }),
    status: 200,
    answer: z.strictObject({ aliases: z.array(aliasView) }),
  }),
  receiveCrm: route({
    id: 'receiveCrm',
    method: 'POST',
    path: '/api/crm',
    access: 'anyone',
    summary: 'Your CRM tells that an opportunity was opened, updated or closed; signed by Standard Webhooks',
    body: crmEvent,
    status: 200,
    answer: z.strictObject({
      opportunityId,
      state: z.enum(['recorded', 'repeat', 'older']),
    }),
  }),
} as const;
