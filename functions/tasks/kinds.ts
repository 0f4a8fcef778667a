import * as z from 'zod';
import { line } from '../shared/text.ts';
import { channelKinds } from './channel-kinds.ts';

/** The criteria that no rule can compute: a person scores them, 1 to 5, half points allowed [S]. */
export const peopleCriteria = [
  'brand-reputation',
  'technical-readiness',
  'executive-sponsorship',
  'cultural-alignment',
] as const;

const points = z.number().min(1).max(5).multipleOf(0.5);
export const peopleScores = z.strictObject({
  'brand-reputation': points,
  'technical-readiness': points,
  'executive-sponsorship': points,
  'cultural-alignment': points,
});

const nothing = z.strictObject({});
const note = z.strictObject({ note: line(500) });

/**
 * What people are asked to decide. `outcomes`: what a person may answer, each with the shape of its details.
 * `ruled`: the outcome at the deadline [L11]. `hours`: the deadline where no workflow gives one; a lab is escalated
 * then and ruled 5 business days later.
 */
export const taskKinds = {
  scorecard: {
    asks: 'Score the four criteria that need a person, or ask the applicant for more.',
    outcomes: { scored: z.strictObject({ scores: peopleScores }), 'needs-more': note },
    ruled: 'by-rule',
    hours: 48,
  },
  /** After the applicant has completed the application: more cannot be asked for twice. */
  'scorecard-again': {
    asks: 'The applicant has completed the application: score the four criteria that need a person.',
    outcomes: { scored: z.strictObject({ scores: peopleScores }) },
    ruled: 'by-rule',
    hours: 48,
  },
  'gate-override': {
    asks: 'Self-serve says no, or the ICP overlap is below 60 %. Admit all the same, with a reason on the record?',
    outcomes: { admitted: nothing, declined: nothing },
    ruled: 'declined',
    hours: 48,
  },
  conditional: {
    asks: 'The scorecard says conditional. Accept the partner on condition, or refuse?',
    outcomes: { accepted: nothing, refused: nothing },
    ruled: 'accepted',
    hours: 48,
  },
  lab: {
    asks: 'Review the hands-on lab.',
    outcomes: { passed: nothing, failed: note },
    ruled: 'failed',
    hours: 48,
    chased: true,
  },
  logo: {
    asks: 'A partner wants documents with its logo beside ours. Approve the logo, or refuse it with a note?',
    outcomes: { approved: nothing, refused: note },
    ruled: 'refused',
    hours: 120,
    chased: true,
  },
  'quiz-attempts': {
    asks: 'All three attempts at the quiz are used. Talk to the partner, then allow three more or not.',
    outcomes: { granted: nothing, refused: nothing },
    ruled: 'refused',
    hours: 48,
    chased: true,
  },
  'landing-page': {
    asks: 'The affiliate may have a landing page of its own. Make it and record its address.',
    outcomes: { made: z.strictObject({ url: z.url({ protocol: /^https$/ }).max(300) }), 'not-wanted': nothing },
    ruled: 'not-wanted',
    hours: 216,
    chased: true,
    facts: { made: 'landing-page-recorded' },
  },
  'agree-kpis': {
    asks: 'Agree three to five joint KPIs with the partner and record them.',
    outcomes: { agreed: z.strictObject({ kpis: z.array(line(120)).min(3).max(5) }) },
    ruled: 'not-agreed',
    hours: 336,
    facts: { agreed: 'kpis-agreed' },
  },
  'first-activity': {
    asks: 'The first joint activity has not met its target. Talk to the partner; a missed one may be repeated.',
    outcomes: { met: note, repeated: note },
    ruled: 'not-met',
    hours: 720,
    facts: { met: 'activity-met' },
  },
  'first-sale-help': {
    asks: 'The affiliate has not sold yet. Talk to it about where its link stands.',
    outcomes: { handled: note },
    ruled: 'not-handled',
    hours: 720,
  },
  mend: {
    asks: 'A workflow of this partner met an error. Mend the cause, then let it try again.',
    outcomes: { 'try-again': nothing },
    ruled: 'given-up',
    hours: 336,
  },
  'contact-unreachable': {
    asks: 'Letters to this contact come back. Find another way to reach the partner.',
    outcomes: { handled: note },
    ruled: 'not-handled',
    hours: 240,
    chased: true,
  },
  adjustment: {
    asks: "Somebody of the team wants to change a partner's balance by an amount that takes two. Approve it?",
    outcomes: { approved: nothing, refused: nothing },
    ruled: 'refused',
    hours: 120,
    chased: true,
    outlives: true,
  },
  terms: {
    asks: 'Somebody of the team wants to give a partner a plan of its own. Any change of a rate takes two: approve it?',
    outcomes: { approved: nothing, refused: nothing },
    ruled: 'refused',
    hours: 120,
    chased: true,
  },
  /** Of the whole program. */
  policy: {
    asks: 'Somebody of ops wants to publish a policy with other rates or limits. That takes two: approve it?',
    outcomes: { approved: nothing, refused: nothing },
    ruled: 'refused',
    hours: 120,
    chased: true,
  },
  coupon: {
    asks: 'A partner asks for a coupon code. Set it up in the shop, then give it; or refuse.',
    outcomes: { given: nothing, refused: nothing },
    ruled: 'refused',
    hours: 120,
    chased: true,
  },
  appeal: {
    asks: 'A partner appeals against a rejected commission. Look at it anew: reinstate it, or uphold the rejection?',
    outcomes: { reinstated: nothing, upheld: nothing },
    ruled: 'upheld',
    hours: 120,
    chased: true,
    outlives: true,
  },
  ...channelKinds,
  /** Of the whole program: of the partner `PROGRAM`. */
  'brand-audit': {
    asks: 'Search for our brand names, and note who advertises on them. Raise a flag on a partner that does so without approval.',
    outcomes: { done: note },
    ruled: 'not-done',
    hours: 120,
    chased: true,
  },
  'top-affiliates': {
    asks: 'Look at the affiliates that sold most in the last 30 days: where their visitors come from, what they say of us.',
    outcomes: { done: note },
    ruled: 'not-done',
    hours: 240,
    chased: true,
  },
  'program-audit': {
    asks: 'Audit the program: rules, modes, flags and how they ended, agreements, payouts. Note what should change.',
    outcomes: { done: note },
    ruled: 'not-done',
    hours: 480,
    chased: true,
  },
  'waiting-events': {
    asks: 'Refunds, disputes or halves of payments have waited for days for what they belong to: the page Sales lists them. Let what is missing be sent, or note why it never comes.',
    outcomes: { done: note },
    ruled: 'not-done',
    hours: 120,
    chased: true,
  },
} as const satisfies Record<string, KindSpec>;

interface KindSpec {
  readonly asks: string;
  readonly outcomes: Readonly<Record<string, z.ZodType<Record<string, unknown>>>>;
  readonly ruled: string;
  readonly hours: number;
  /** No workflow rules it: it is escalated at its deadline, and ruled 5 business days later. */
  readonly chased?: true;
  /** Is decided even when the partner has left: it is about money. */
  readonly outlives?: true;
  /** An outcome that is itself something partners' journeys wait for. */
  readonly facts?: Readonly<Record<string, string>>;
}

export type TaskKind = keyof typeof taskKinds;
export const taskKind = z.enum([
  'scorecard',
  'scorecard-again',
  'gate-override',
  'conditional',
  'lab',
  'logo',
  'quiz-attempts',
  'landing-page',
  'agree-kpis',
  'first-activity',
  'first-sale-help',
  'mend',
  'contact-unreachable',
  'adjustment',
  'terms',
  'policy',
  'coupon',
  'tier-application',
  'tier-ask',
  'channel-terms',
  'mdf',
  'mdf-second',
  'mdf-proof',
  'mdf-proof-again',
  'lead-unassigned',
  'appeal',
  'deal-alias',
  'deal-appeal',
  'brand-audit',
  'top-affiliates',
  'program-audit',
  'waiting-events',
]);
/** The same table, read by a kind known only at run time. */
export const kindSpec = (kind: TaskKind): KindSpec => taskKinds[kind];
