import { keyedHash } from './ids.ts';
import type { TeamMember } from './settings.ts';
import { sameMailbox } from './text.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An id in the shape of `newId` that is always the same for the same business key, and cannot be guessed. */
export const derivedId = (programKey: string, purpose: string, ...parts: readonly (string | number)[]): string => {
  const bytes = Buffer.from(keyedHash(programKey, purpose, ...parts), 'base64url');
  return Array.from({ length: 26 }, (_, index) => ALPHABET[(bytes[index] ?? 0) % 32]).join('');
};

/** A member of the team has no item of its own: the id follows from the address in the stage's settings. */
export const memberId = (programKey: string, member: TeamMember): string =>
  derivedId(programKey, 'team-member', sameMailbox(member.email));

export const memberById = (programKey: string, team: readonly TeamMember[], id: string): TeamMember | undefined =>
  team.find((member) => memberId(programKey, member) === id);
