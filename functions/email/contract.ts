import * as z from 'zod';
import { route } from '../shared/route.ts';
import { id, instant } from '../shared/text.ts';

const run = z.int().min(1);
const letterKey = z.string().regex(/^[A-Za-z0-9/:._-]{1,200}$/);
const letterName = z.string().regex(/^[a-z0-9-]{1,60}$/);
const letterData = z.record(z.string(), z.unknown());

/**
 * An order for one letter, as any room or workflow places it (`putLetter` beside a fact, or the step `order-letter`).
 * It names people by id: addresses and names are looked up when the letter is sent.
 */
export const letterOrder = z.strictObject({
  /** Business key: `<partnerId>/<run>/<journey>/<step>` or the like. The same key is sent once. */
  key: letterKey,
  /** Name of the letter's folder under functions/email/letters. */
  letter: letterName,
  to: z.union([
    /** A person of a partner, or a member of the team by its derived id. */
    z.strictObject({ personId: id }),
    /** Everybody with that role in the team; the other role where there is nobody with this one. */
    z.strictObject({ team: z.enum(['manager', 'ops']), partnerId: id.optional() }),
  ]),
  partnerId: id.optional(),
  run: run.optional(),
  orderedAt: instant,
  /** What the letter's own schema asks for. */
  data: letterData,
  /** The person of the partner who is invited together with the managers, where the letter invites to a meeting. */
  meets: id.optional(),
});
export type LetterOrder = z.infer<typeof letterOrder>;

/** What becomes of an order. `ordered` and `sending` are open; the others are final. */
export const letterStatus = z.enum(['ordered', 'sending', 'sent', 'skipped', 'failed']);
export type LetterStatus = z.infer<typeof letterStatus>;

/**
 * What SES said of a sent letter, where it said something: most are simply delivered. It only ever moves to the right,
 * whatever order the news comes in.
 */
export const deliveries = ['bounced', 'complained'] as const;
export type Delivery = (typeof deliveries)[number];

/** Why a letter was skipped: a rule said so, and nobody needs to do anything. */
export const skipReason = z.enum(['no-recipient', 'erased', 'unreachable', 'unsubscribed', 'paused']);
export type SkipReason = z.infer<typeof skipReason>;

/** LETTER item: written by the outbox, carried on by this room. */
export const letterItem = z.object({
  type: z.literal('LETTER'),
  order: letterOrder,
  status: letterStatus,
  /** Why it was skipped or failed. */
  reason: z.string().optional(),
  /** While `sending`: who holds it may finish until then. */
  leaseUntil: instant.optional(),
  /** How often it was handed to SES without our learning the outcome. */
  unknowns: z.int().min(0).default(0),
  /** How often it had to wait, and why it waits now. */
  deferrals: z.int().min(0).default(0),
  waitsFor: z.string().optional(),
  notBefore: instant.optional(),
  sentAt: instant.optional(),
  messageId: z.string().optional(),
  delivery: z.enum(deliveries).optional(),
});
export type LetterItem = z.infer<typeof letterItem>;

/**
 * PICTURE item: a PNG that a letter shows. Whoever orders the letter writes it beside the order, under a key of its own for
 * each version: a picture never changes.
 */
export const pictureItem = z.object({
  type: z.literal('PICTURE'),
  picture: z.string().regex(/^[A-Za-z0-9/_-]{1,150}$/),
  bytes: z.instanceof(Uint8Array),
});

/** Input of the step `order-letter`. `step` names the letter within the partner's run; the same step is sent once. */
export const orderLetterInput = z.strictObject({
  partnerId: id,
  run,
  step: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[A-Za-z0-9/:._-]+$/),
  letter: letterName,
  to: z.union([
    z.strictObject({ personId: id }),
    z.strictObject({ team: z.enum(['manager', 'ops']) }),
    z.enum(['contact', 'manager', 'ops']),
  ]),
  data: letterData.default({}),
});

// ---- Events

/** `letter-sent.v1`, `letter-skipped.v1`, `letter-failed.v1`: for the partner's timeline, without personal data. */
export const letterNews = z.strictObject({
  letter: letterName,
  key: letterKey,
  /** Whom it was written to. */
  reader: z.enum(['applicant', 'partner', 'team', 'account']).optional(),
  reason: z.string().optional(),
});

/** `contact-unreachable.v1`: the partner's contact has no mailbox any more. */
export const contactUnreachable = z.strictObject({ partnerId: id });

/** `letters-unsubscribed.v1`: the partner's contact wants no more tips and reminders. */
export const lettersUnsubscribed = z.strictObject({ partnerId: id });

// ---- HTTP

const token = z.strictObject({ token: z.string().min(1).max(1000) });

/** A letter to look at again: its words are written anew, with what is known of its reader today. */
export const letterView = z.strictObject({
  letter: letterName,
  status: letterStatus,
  orderedAt: instant,
  sentAt: instant.optional(),
  /** What SES heard of it. */
  delivery: z.enum(deliveries).optional(),
  reason: z.string().optional(),
  /** Absent where it can no longer be written: its reader was erased, or it asks for something else today. */
  subject: z.string().optional(),
  text: z.string().optional(),
});
export type LetterView = z.infer<typeof letterView>;
const ofLetter = z.strictObject({ key: letterKey });

export const routes = {
  showLetter: route({
    id: 'showLetter',
    method: 'GET',
    path: '/api/ops/partners/{partnerId}/letters',
    access: 'team',
    summary: 'A letter to a partner, or to the team about it, by its key. Links that sign in are left out.',
    params: z.strictObject({ partnerId: id }),
    query: ofLetter,
    status: 200,
    answer: letterView,
  }),
  showOwnLetter: route({
    id: 'showOwnLetter',
    method: 'GET',
    path: '/api/portal/letters',
    access: 'partner',
    summary: 'A letter to you, by its key',
    query: ofLetter,
    status: 200,
    answer: letterView,
  }),
  showUnsubscribe: route({
    id: 'showUnsubscribe',
    method: 'GET',
    path: '/api/unsubscribe/{token}',
    access: 'anyone',
    summary: 'A page that asks for confirmation. Changes nothing: scanners follow links.',
    params: token,
    status: 200,
  }),
  unsubscribe: route({
    id: 'unsubscribe',
    method: 'POST',
    path: '/api/unsubscribe/{token}',
    access: 'anyone',
    summary: 'Unsubscribes, from the page or in one click by a mail program (RFC 8058): any body, no cookie.',
    params: token,
    status: 200,
  }),
} as const;
