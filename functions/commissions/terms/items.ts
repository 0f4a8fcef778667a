import * as z from 'zod';
import { route } from '../../shared/route.ts';
import { id, instant, paragraph } from '../../shared/text.ts';

const planId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9+-]{0,59}$/, 'must be the id of a plan')
  .nullable();
const changeId = z.string().regex(/^[0-9a-hjkmnp-tv-z]{26}$/);
const person = z.string().max(100);

/** TERMS item: the plans of its own that a partner has had and will have, oldest first [A1, T3]. Null: its tier's again. */
export const termsItem = z.object({
  type: z.literal('TERMS'),
  partnerId: id,
  versions: z.array(
    z.strictObject({
      plan: planId,
      from: instant,
      changeId,
      proposedBy: person,
      approvedBy: person,
      approvedAt: instant,
    }),
  ),
});
export type Terms = z.infer<typeof termsItem>;

/** CHANGE item: a change of a partner's terms, asked for by one person and decided by another [A14]. */
export const termsChangeItem = z.object({
  type: z.literal('TERMS-CHANGE'),
  changeId,
  partnerId: id,
  run: z.int().min(1),
  plan: planId,
  /** As asked; where the decision came late, `from` of the version is later. */
  from: instant,
  reason: z.string(),
  /** What gets worse for the partner, a sentence each. */
  worse: z.array(z.string()),
  state: z.enum(['proposed', 'approved', 'refused']),
  proposedBy: person,
  proposedAt: instant,
  decidedBy: person.optional(),
  decidedAt: instant.optional(),
});
export type TermsChange = z.infer<typeof termsChangeItem>;

const changeView = termsChangeItem.omit({ type: true, run: true }).strict();
const termsView = z.strictObject({
  /** The plan that counts now, and why. */
  now: z.strictObject({ plan: z.string(), name: z.string(), because: z.enum(['own terms', 'tier']) }).optional(),
  versions: termsItem.shape.versions,
  /** Asked for so far, the newest first. */
  changes: z.array(changeView),
  /** Plans that may be chosen. */
  plans: z.array(z.strictObject({ plan: z.string(), name: z.string() })),
});
export type TermsView = z.infer<typeof termsView>;

/** A partner's own terms in plain words. */
const ownTermsView = z.strictObject({
  /** Absent for who resells: margin is the discount on the order. */
  plan: z
    .strictObject({
      name: z.string(),
      because: z.enum(['own terms', 'tier']),
      /** Since when this plan counts for the partner. */
      since: instant,
      /** What it pays. */
      pays: z.array(z.string()),
    })
    .optional(),
  cookieDays: z.int(),
  attribution: z.string(),
  reviewDays: z.int(),
  clawbackDays: z.int(),
  /** With its currency. */
  payoutMinimum: z.string(),
  /** What is decided and not in force yet, the nearest first. */
  coming: z.array(z.strictObject({ from: instant, sentences: z.array(z.string()) })),
});
export type OwnTermsView = z.infer<typeof ownTermsView>;

const params = z.strictObject({ partnerId: id });

export const termsRoutes = {
  listTerms: route({
    id: 'listTerms',
    method: 'GET',
    path: '/api/ops/partners/{partnerId}/terms',
    access: 'team',
    summary: 'Which plan a partner has and will have, and what was asked for',
    params,
    status: 200,
    answer: termsView,
  }),
  showOwnTerms: route({
    id: 'showOwnTerms',
    method: 'GET',
    path: '/api/portal/terms',
    access: 'partner',
    summary: 'Your terms in plain words: what you earn, since when, how long a click counts, and what is to change',
    status: 200,
    answer: ownTermsView,
  }),
  changeTerms: route({
    id: 'changeTerms',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/terms',
    access: 'team',
    summary: 'Ask for a plan of its own for a partner, from a date; a second person decides',
    params,
    body: z.strictObject({
      /** Chosen by the caller: the same key is the same change. */
      key: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
      /** Id of a plan of the policy, or of a preset; null: the plan of its tier again. */
      plan: planId,
      from: instant,
      reason: paragraph(500),
    }),
    status: 200,
    answer: changeView,
  }),
} as const;
