import * as z from 'zod';
import { currencyCode } from '../shared/money.ts';
import { route } from '../shared/route.ts';
import { emailAddress, id, line, paragraph } from '../shared/text.ts';
import { termYears } from './earned.ts';
import { amount, invoicing } from './items.ts';
import { ownDealRow, ownDealView } from './views.ts';

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
  termYears,
  invoicing: invoicing.optional(),
  /** The customer's id where its payments come from. */
  customerId: z.string().min(1).max(90).optional(),
});
export type Winning = z.infer<typeof winning>;

/** What partners do with their own deals. */
export const portalRoutes = {
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
} as const;
