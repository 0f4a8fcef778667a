import { addressHash } from '../shared/address.ts';
import type { TeamMember } from '../shared/settings.ts';
import { memberId } from '../shared/team.ts';
import type { SignIn } from './contract.ts';

/** Whom a mailbox belongs to. */
export interface Who {
  readonly personId: string;
  readonly role: 'partner' | 'manager' | 'ops';
}

/** The member of the team whose mailbox this is. */
export const memberWith = (programKey: string, team: readonly TeamMember[], mailbox: string): Who | undefined => {
  const member = team.find((one) => addressHash(programKey, one.email) === mailbox);
  return member && { personId: memberId(programKey, member), role: member.role };
};

/** A link that signs `who` in once, within `minutes`. */
export const linkFor = (who: Who, tokenId: string, minutes: number, nowMs: number): SignIn => ({
  type: 'SIGNIN',
  tokenId,
  personId: who.personId,
  role: who.role,
  state: 'issued',
  issuedAt: new Date(nowMs).toISOString(),
  validUntil: new Date(nowMs + minutes * 60_000).toISOString(),
});
