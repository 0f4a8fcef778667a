import * as z from 'zod';
import { slug } from '../policy/contract.ts';
import { route } from '../shared/route.ts';
import { emailAddress, line, paragraph } from '../shared/text.ts';
import { leadId, leadOutcome } from './items.ts';
import { leadRow, leadView, ownLeads, settingView } from './views.ts';

const ofLead = z.strictObject({ leadId });
const phone = z.string().regex(/^\+?[0-9 ()/-]{5,30}$/, 'must be a telephone number');

/** A lead as it comes in, whoever sends it. */
export const newLead = z.strictObject({
  /** Its key where it comes from: the same key is the same lead. */
  source: z.string().regex(/^[A-Za-z0-9_.:-]{1,90}$/, 'must be 1 to 90 letters, digits and _ . : -'),
  company: line(120),
  /** Of the ideal customer profile, like `europe` and `software`. */
  region: slug,
  vertical: slug,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters')
    .optional(),
  person: z.strictObject({ name: line(100), email: emailAddress, phone: phone.optional() }),
  message: paragraph(2_000).optional(),
  /** No lead without consent to be called by a partner. */
  consent: z.strictObject({ at: z.iso.datetime({ offset: true }), words: paragraph(1_000) }),
});

const taken = z.strictObject({ leadId, state: z.enum(['recorded', 'repeat']) });

export const routes = {
  receiveLead: route({
    id: 'receiveLead',
    method: 'POST',
    path: '/api/leads',
    access: 'anyone',
    summary: 'A lead from your own site, signed by the Standard Webhooks specification; it goes to a partner by D8',
    body: newLead,
    status: 202,
    answer: taken,
  }),
  enterLeads: route({
    id: 'enterLeads',
    method: 'POST',
    path: '/api/ops/leads',
    access: 'team',
    summary: 'Enter leads by hand, or the rows of a list; each source key once',
    body: z.strictObject({ leads: z.array(newLead).min(1).max(20) }),
    status: 201,
    answer: z.strictObject({ leads: z.array(taken) }),
  }),
  listLeads: route({
    id: 'listLeads',
    method: 'GET',
    path: '/api/ops/leads',
    access: 'team',
    summary: 'Leads that are not over, the oldest first',
    query: z.strictObject({ cursor: z.string().max(1000).optional() }),
    status: 200,
    answer: z.strictObject({ leads: z.array(leadRow), cursor: z.string().optional() }),
  }),
  showLead: route({
    id: 'showLead',
    method: 'GET',
    path: '/api/ops/leads/{leadId}',
    access: 'team',
    summary: 'One lead: who it is, whom it was offered to and why, and what was reported',
    params: ofLead,
    status: 200,
    answer: leadView,
  }),
  eraseLead: route({
    id: 'eraseLead',
    method: 'POST',
    path: '/api/ops/leads/{leadId}/erasure',
    access: 'team',
    summary: 'Forget the person behind a lead: nobody is given it any more',
    params: ofLead,
    body: z.strictObject({ reason: paragraph(500) }),
    status: 200,
    answer: leadView,
  }),
  listOwnLeads: route({
    id: 'listOwnLeads',
    method: 'GET',
    path: '/api/portal/leads',
    access: 'partner',
    summary: 'Leads that you were offered or have; the person behind one once you have accepted it',
    status: 200,
    answer: ownLeads,
  }),
  answerLead: route({
    id: 'answerLead',
    method: 'POST',
    path: '/api/portal/leads/{leadId}/answer',
    access: 'partner',
    summary: 'Accept a lead that you are offered, or decline it with a reason; 409 when it has gone to the next',
    params: ofLead,
    body: z.discriminatedUnion('answer', [
      z.strictObject({ answer: z.literal('accept') }),
      z.strictObject({ answer: z.literal('decline'), reason: paragraph(500) }),
    ]),
    status: 200,
    answer: ownLeads.shape.leads.element,
  }),
  reportLead: route({
    id: 'reportLead',
    method: 'POST',
    path: '/api/portal/leads/{leadId}/outcome',
    access: 'partner',
    summary: 'Report what has become of a lead of yours; with a deal it belongs to, if there is one',
    params: ofLead,
    body: z.strictObject({
      outcome: leadOutcome,
      note: z.union([z.literal(''), paragraph(1_000)]).default(''),
      dealId: z
        .string()
        .regex(/^[A-Za-z0-9_-]{1,100}$/)
        .optional(),
    }),
    status: 200,
    answer: ownLeads.shape.leads.element,
  }),
  setLeadTaking: route({
    id: 'setLeadTaking',
    method: 'PUT',
    path: '/api/portal/lead-setting',
    access: 'partner',
    summary: 'Say whether you take leads, and of which territories and verticals',
    body: z.strictObject({
      accepts: z.boolean(),
      regions: z.array(slug).max(40),
      verticals: z.array(slug).max(40),
    }),
    status: 200,
    answer: settingView,
  }),
} as const;
export type NewLead = z.output<typeof newLead>;
