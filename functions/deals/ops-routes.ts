import * as z from 'zod';
import { route } from '../shared/route.ts';
import { id, line, paragraph } from '../shared/text.ts';
import { opportunityId, outsideCustomer } from './items.ts';
import { winning } from './portal-routes.ts';
import { crmEvent, directReport, directRow } from './told.ts';
import { aliasView, dealRow, dealView } from './views.ts';

const dealPath = z.strictObject({ dealId: id });
const reason = paragraph(600);

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

/** What the team does with deals, and what the CRM tells. */
export const opsRoutes = {
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
  nameCustomer: route({
    id: 'nameCustomer',
    method: 'POST',
    path: '/api/ops/deals/{dealId}/customer-ids',
    access: 'team',
    summary: 'Say that a customer id belongs to a won deal: its payments, earlier and later, are settled with the deal',
    params: dealPath,
    body: z.strictObject({ customerId: outsideCustomer, because: reason }),
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
