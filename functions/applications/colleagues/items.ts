import * as z from 'zod';
import { track } from '../../policy/contract.ts';
import { route } from '../../shared/route.ts';
import { emailAddress, id, instant, line } from '../../shared/text.ts';

/**
 * COLLEAGUE item, under the partner: somebody beside its contact. Name and address lie in the PERSON item alone, which
 * has the same id. `elsewhere`: the mailbox belonged to another partner when it was invited.
 */
export const colleagueItem = z.object({
  type: z.literal('COLLEAGUE'),
  partnerId: id,
  personId: id,
  state: z.enum(['invited', 'member', 'removed']),
  invitedBy: id,
  invitedAt: instant,
  /** How often: each invitation is a letter of its own. */
  invitations: z.int().min(1),
  validUntil: instant,
  joinedAt: instant.optional(),
  removedAt: instant.optional(),
});
export type Colleague = z.infer<typeof colleagueItem>;

/** Event `colleague-joined.v1`, `colleague-left.v1`: id `<partnerId>/colleague/<personId>/<joined|left>/<invitations>`. */
export const colleagueTold = z.strictObject({
  personId: id,
  /** Of who left: what is known of the person goes as well [fault 43]. */
  erased: z.literal(true).optional(),
});

/** `person-erased.v1`, id `<personId>/erased`: the room that keeps addresses suppresses this one for good. */
export const personErased = z.strictObject({ personId: id, addressHash: z.string() });

const person = z.strictObject({
  personId: id,
  name: z.string(),
  email: z.string(),
  role: z.enum(['owner', 'member', 'invited']),
  since: instant,
  /** Valid certificates. */
  certificates: z.array(track),
});
export type TeamPerson = z.infer<typeof person>;

const message = z.strictObject({ message: z.string() });
const personParams = z.strictObject({ personId: id });

export const colleagueRoutes = {
  listColleagues: route({
    id: 'listColleagues',
    method: 'GET',
    path: '/api/portal/colleagues',
    access: 'partner',
    summary: 'The people of your company here, and who is invited',
    status: 200,
    answer: z.strictObject({ people: z.array(person), mayInvite: z.boolean() }),
  }),
  inviteColleague: route({
    id: 'inviteColleague',
    method: 'POST',
    path: '/api/portal/colleagues',
    access: 'partner',
    summary: 'Invite a colleague by letter. The answer is the same whether we know the address or not.',
    body: z.strictObject({ name: line(100), email: emailAddress }),
    status: 202,
    answer: message,
  }),
  joinTeam: route({
    id: 'joinTeam',
    method: 'POST',
    path: '/api/colleagues/acceptance',
    access: 'anyone',
    summary: 'Accept an invitation with the token of the letter. Accepting twice answers the same.',
    body: z.strictObject({ token: z.string().min(1).max(400) }),
    status: 200,
    answer: message,
  }),
  removeColleague: route({
    id: 'removeColleague',
    method: 'POST',
    path: '/api/portal/colleagues/{personId}/removal',
    access: 'partner',
    summary: 'Remove a colleague, or take an invitation back: the session ends, certificates stop counting',
    params: personParams,
    body: z.strictObject({}),
    status: 200,
    answer: message,
  }),
  eraseColleague: route({
    id: 'eraseColleague',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/colleagues/{personId}/erasure',
    access: 'team',
    summary: 'Erase a colleague: the person is forgotten, the address is never written to',
    params: z.strictObject({ partnerId: id, personId: id }),
    body: z.strictObject({ reason: line(500) }),
    status: 200,
    answer: message,
  }),
} as const;
