import { derivedId } from './ids.ts';
import type { TeamMember } from './settings.ts';
import { sameMailbox } from './text.ts';

const known = new Map<string, string>();

/** A member of the team has no item of its own: the id follows from the address in the stage's settings. */
export const memberId = (programKey: string, member: TeamMember): string => {
  const key = `${programKey} ${member.email}`;
  let id = known.get(key);
  if (id === undefined) {
    id = derivedId(programKey, 'team-member', sameMailbox(member.email));
    known.set(key, id);
  }
  return id;
};

export const memberById = (programKey: string, team: readonly TeamMember[], id: string): TeamMember | undefined =>
  team.find((member) => memberId(programKey, member) === id);
