import * as z from 'zod';
import { stage } from '../partners/contract.ts';
import { programType } from '../policy/contract.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { route } from '../shared/route.ts';
import { emailAddress, id, instant } from '../shared/text.ts';

/** SIGNIN item: one link in one letter. Used up by the first who follows it. */
export const signInItem = z.object({
  type: z.literal('SIGNIN'),
  tokenId: id,
  personId: id,
  role: z.enum(['partner', 'manager', 'ops']),
  state: z.enum(['issued', 'used']),
  issuedAt: instant,
  validUntil: instant,
});
export type SignIn = z.infer<typeof signInItem>;

/** SESSION item, by the keyed hash of its cookie. No personal data: the name is looked up. */
export const sessionItem = z.object({
  type: z.literal('SESSION'),
  personId: id,
  role: z.enum(['partner', 'manager', 'ops']),
  partnerId: z.string(),
  openedAt: instant,
  /** Ends when not used until then; moved on by use. */
  idleUntil: instant,
  /** Ends then, however much it is used. */
  validUntil: instant,
});
export type SessionRecord = z.infer<typeof sessionItem>;

/**
 * DEVICE item: address of origin and browser of a sign-in of a partner, as a keyed hash (`deviceSignal`), for 40 days
 * from its last use. Room `fraud` compares the clicks of buyers with it [F2].
 */
export const deviceItem = z.object({ type: z.literal('DEVICE'), device: z.string(), at: instant });

/**
 * `sign-in-requested.v1`: somebody typed an address, here (or into the sign-up form, then `known` is true). Whose it is
 * is found out afterwards: the answer to the request takes as long for a stranger's address as for a partner's.
 */
export const signInRequest = z.strictObject({ addressHash: z.string().length(43), known: z.boolean() });

export const signInRequested = (request: {
  /** Business key: of this request, or of the form that was sent. */
  key: string;
  addressHash: string;
  known: boolean;
  at: string;
}): ProgramEvent => ({
  id: `sign-in-requested/${request.key}`,
  name: 'sign-in-requested.v1',
  occurredAt: request.at,
  recordedAt: request.at,
  data: { addressHash: request.addressHash, known: request.known },
});

export const COOKIE = 'session';

const signedIn = z.strictObject({
  signedIn: z.literal(true),
  role: z.enum(['partner', 'manager', 'ops']),
  name: z.string(),
  partnerId: z.string().optional(),
  company: z.string().optional(),
  /** Of partners, once there is a profile: which program it is, for pages that concern only some. */
  programType: programType.optional(),
  /** Whether this person is the contact of the company: what binds it, or moves its money, is the contact's alone. */
  contact: z.boolean().optional(),
  /** Of partners: `closed` before admission, `limited` after a sunset [L16]. */
  portal: z.enum(['closed', 'open', 'limited']).optional(),
  stage: stage.optional(),
  /** Why it ended, if it has [L6]. */
  reason: z.string().optional(),
});
export type SignedIn = z.infer<typeof signedIn>;

export const routes = {
  requestSignIn: route({
    id: 'requestSignIn',
    method: 'POST',
    path: '/api/sign-in',
    access: 'anyone',
    summary: 'Asks for a sign-in link by letter. The answer is the same for a known and an unknown address.',
    body: z.strictObject({ email: emailAddress }),
    status: 202,
    answer: z.strictObject({ message: z.string() }),
  }),
  openSession: route({
    id: 'openSession',
    method: 'POST',
    path: '/api/sessions',
    access: 'anyone',
    summary: 'Signs in with the token of the letter, once.',
    body: z.strictObject({ token: z.string().min(1).max(400) }),
    status: 201,
    answer: z.strictObject({ role: z.enum(['partner', 'manager', 'ops']), goTo: z.string() }),
  }),
  sendOwnSignIn: route({
    id: 'sendOwnSignIn',
    method: 'POST',
    path: '/api/portal/sign-in-letter',
    access: 'partner',
    summary: 'Sends a sign-in letter to who is signed in: before a change that takes a fresh sign-in.',
    status: 202,
    answer: z.strictObject({ message: z.string() }),
  }),
  showSession: route({
    id: 'showSession',
    method: 'GET',
    path: '/api/session',
    access: 'anyone',
    summary: 'Who is signed in, if anybody.',
    status: 200,
    answer: z.discriminatedUnion('signedIn', [z.strictObject({ signedIn: z.literal(false) }), signedIn]),
  }),
  closeSession: route({
    id: 'closeSession',
    method: 'DELETE',
    path: '/api/session',
    access: 'anyone',
    summary: 'Signs out.',
    status: 204,
  }),
} as const;
