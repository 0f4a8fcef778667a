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

/** Who can look after a partner: the team's managers, with their ids. */
export const managersOf = (programKey: string, team: readonly TeamMember[]) =>
  team
    .filter(({ role }) => role === 'manager')
    .map((member) => ({ personId: memberId(programKey, member), name: member.name, email: member.email }));

/** The manager of a partner, if it has one of its own who is still in the team. */
export const managerOf = (
  programKey: string,
  team: readonly TeamMember[],
  managerId: string | undefined,
): TeamMember | undefined => {
  const member = managerId === undefined ? undefined : memberById(programKey, team, managerId);
  return member?.role === 'manager' ? member : undefined;
};
