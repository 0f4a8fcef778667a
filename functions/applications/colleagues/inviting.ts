import type { LetterOrder } from '../../email/contract.ts';
import type { Profile } from '../../partners/contract.ts';
import { readToken } from '../../shared/link-token.ts';
import { conflict, Problem } from '../../shared/problem.ts';
import type { Colleague } from './items.ts';

const HOUR_MS = 3_600_000;

/** Legal moves of a colleague; who was removed can be invited again. */
export const colleagueMoves: Readonly<Record<Colleague['state'] | 'none', readonly Colleague['state'][]>> = {
  none: ['invited'],
  invited: ['invited', 'member', 'removed'],
  member: ['removed'],
  removed: ['invited'],
};

/** Only the contact invites and removes; members learn who is there. */
export const ownersOnly = (profile: Pick<Profile, 'personId'>, personId: string): void => {
  if (profile.personId !== personId)
    throw new Problem(403, 'not-allowed', 'Only the contact of your company invites and removes colleagues.');
};

/** Partner and person: what the letter's link is for. */
export const invitationToken = (partnerId: string, personId: string): string => `${partnerId}:${personId}`;
export const readInvitation = (key: string, token: string): { partnerId: string; personId: string } | undefined => {
  const [partnerId = '', personId = ''] = readToken(key, 'join-team', token)?.split(':') ?? [];
  return personId ? { partnerId, personId } : undefined;
};

/**
 * The invitation as it becomes. Undefined where it is there and still open, or accepted: asked for twice, it is one
 * letter.
 */
export const invitedAs = (
  before: Colleague | undefined,
  of: { readonly partnerId: string; readonly personId: string; readonly by: string; readonly hours: number },
  nowMs: number,
): Colleague | undefined => {
  const now = new Date(nowMs).toISOString();
  const isOpen = before?.state === 'member' || (before?.state === 'invited' && now < before.validUntil);
  if (isOpen) return undefined;
  return {
    type: 'COLLEAGUE',
    partnerId: of.partnerId,
    personId: of.personId,
    state: 'invited',
    invitedBy: of.by,
    invitedAt: now,
    invitations: (before?.invitations ?? 0) + 1,
    validUntil: new Date(nowMs + of.hours * HOUR_MS).toISOString(),
  };
};

/** More people than the program's policy has room for. */
export const refuseCrowd = (people: number, most: number): void => {
  if (people >= most) throw conflict(`A partner can have at most ${most} people here. Remove somebody first.`);
};

/** `elsewhere`: the mailbox is another partner's; the letter says so to its owner, and nobody else learns it. */
export const invitationLetter = (
  colleague: Colleague,
  { company, by, elsewhere }: { readonly company: string; readonly by: string; readonly elsewhere: boolean },
): LetterOrder => ({
  key: `colleague/${colleague.partnerId}/${colleague.personId}/${colleague.invitations}`,
  letter: 'colleague-invitation',
  to: { personId: colleague.personId },
  orderedAt: colleague.invitedAt,
  data: { tokenId: invitationToken(colleague.partnerId, colleague.personId), company, by, elsewhere },
});

export const invitationOver = (): Problem =>
  new Problem(410, 'invitation-over', 'This invitation is over, or was taken back. Ask your colleague for a new one.');

/** What an invitation leads to now. Throws 410 where it is over. */
export const acceptance = (colleague: Colleague | undefined, now: string): 'accept' | 'accepted' => {
  if (colleague?.state === 'member') return 'accepted';
  if (colleague?.state !== 'invited' || now >= colleague.validUntil) throw invitationOver();
  return 'accept';
};
