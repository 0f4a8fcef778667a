import * as z from 'zod';
import { minorPaid } from '../shared/money.ts';
import { route } from '../shared/route.ts';
import { id, line, paragraph } from '../shared/text.ts';
import { day, proof, requestId } from './items.ts';
import { mdfView, ownFunds } from './views.ts';

const ofRequest = z.strictObject({ requestId });
const above0 = minorPaid.refine((minor) => minor > 0, 'must be more than 0');

export const newRequest = z.strictObject({
  /** Chosen by the caller: the same key is the same request. */
  key: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  activity: z.string().max(60),
  title: line(120),
  /** What it should bring. */
  expected: paragraph(1_000),
  activityOn: day,
  /** Minor units of the reporting currency. */
  budgetMinor: above0,
  /** What the fund shall give. */
  fundMinor: above0,
});

const link = z.url({ protocol: /^https$/, error: 'must be an address that begins with https://' }).max(500);

/** Receipts, screenshots and the lead list come as links, as files that were uploaded, or both. */
export const newProof = z
  .strictObject({
    /** Where it was not said before. */
    heldOn: day.optional(),
    actualMinor: minorPaid,
    links: z.array(link).max(20).default([]),
    /** Files that were uploaded for this purpose. */
    files: z
      .array(id)
      .max(20)
      .refine((files) => new Set(files).size === files.length, 'names a file twice')
      .default([]),
    metrics: z
      .array(z.strictObject({ name: line(60), value: line(60) }))
      .max(20)
      .default([]),
    leadCount: proof.shape.leadCount,
    note: z.union([z.literal(''), paragraph(1_000)]).default(''),
  })
  .refine(({ links, files }) => links.length + files.length > 0, {
    path: ['links'],
    message: 'show at least the receipts: as a link, or as a file',
  });

const results = z.strictObject({
  deals: z.array(z.string().regex(/^[A-Za-z0-9_-]{1,100}$/)).max(200),
  leads: z.array(z.string().regex(/^[A-Za-z0-9_-]{1,100}$/)).max(1_000),
});

export const routes = {
  showOwnFunds: route({
    id: 'showOwnFunds',
    method: 'GET',
    path: '/api/portal/mdf',
    access: 'partner',
    summary: 'Your market development funds: what your tier gives, what is left of it, and what you asked for',
    status: 200,
    answer: ownFunds,
  }),
  requestFunds: route({
    id: 'requestFunds',
    method: 'POST',
    path: '/api/portal/mdf',
    access: 'partner',
    summary: 'Ask for funds for an activity; 409 says how much of the quarter is left',
    body: newRequest,
    status: 201,
    answer: mdfView,
  }),
  cancelRequest: route({
    id: 'cancelRequest',
    method: 'POST',
    path: '/api/portal/mdf/{requestId}/cancellation',
    access: 'partner',
    summary: 'Call a request off, before its proof is handed in',
    params: ofRequest,
    body: z.strictObject({ reason: paragraph(500) }),
    status: 200,
    answer: mdfView,
  }),
  reportActivity: route({
    id: 'reportActivity',
    method: 'POST',
    path: '/api/portal/mdf/{requestId}/activity',
    access: 'partner',
    summary: 'Say on which day the activity was held; proof is due 30 days later',
    params: ofRequest,
    body: z.strictObject({ heldOn: day }),
    status: 200,
    answer: mdfView,
  }),
  sendProof: route({
    id: 'sendProof',
    method: 'POST',
    path: '/api/portal/mdf/{requestId}/proof',
    access: 'partner',
    summary: 'Hand in receipts, screenshots, figures and the lead list',
    params: ofRequest,
    body: newProof,
    status: 200,
    answer: mdfView,
  }),
  nameResults: route({
    id: 'nameResults',
    method: 'PUT',
    path: '/api/portal/mdf/{requestId}/results',
    access: 'partner',
    summary: 'Name the leads and deals that the activity brought, at any time after it',
    params: ofRequest,
    body: results,
    status: 200,
    answer: mdfView,
  }),
  listFundRequests: route({
    id: 'listFundRequests',
    method: 'GET',
    path: '/api/ops/mdf',
    access: 'team',
    summary: 'Requests for funds that are not over, the oldest first',
    query: z.strictObject({ cursor: z.string().max(1000).optional() }),
    status: 200,
    answer: z.strictObject({
      requests: z.array(mdfView.extend({ company: z.string() })),
      cursor: z.string().optional(),
    }),
  }),
  showPartnerFunds: route({
    id: 'showPartnerFunds',
    method: 'GET',
    path: '/api/ops/partners/{partnerId}/mdf',
    access: 'team',
    summary: 'The market development funds of a partner, and all it asked for',
    params: z.strictObject({ partnerId: id }),
    status: 200,
    answer: ownFunds.extend({ company: z.string() }),
  }),
} as const;
