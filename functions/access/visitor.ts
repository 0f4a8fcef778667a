import type { Person } from '../applications/contract.ts';
import type { Profile } from '../partners/contract.ts';
import type { Session } from '../shared/http.ts';
import type { TeamMember } from '../shared/settings.ts';
import { memberById } from '../shared/team.ts';
import type { SessionRecord, SignedIn } from './contract.ts';
import { portalOf } from './portal.ts';
import { isLive } from './session.ts';

/** Who asks; how fresh the sign-in is, is a matter of the policy. */
type Visitor = Omit<Session, 'freshUntil'>;

interface Visit {
  readonly session: SessionRecord | undefined;
  readonly person: Person | undefined;
  readonly profile: Profile | undefined;
}

/**
 * Who is behind a session: nobody once it is over, once the person was erased, or once a member has left the team (or
 * changed its role: the settings are asked each time).
 */
export const visitorOf = (
  visit: Visit,
  asking: { programKey: string; team: readonly TeamMember[]; sessionHash: string; nowMs: number },
): Visitor | undefined => {
  const { session, person } = visit;
  if (!session || !isLive(session, asking.nowMs)) return undefined;
  const { personId, role, partnerId } = session;
  const { sessionHash } = asking;
  if (role === 'partner') {
    if (!person || person.erasedAt) return undefined;
    return { personId, role, partnerId, name: person.name ?? '', sessionHash };
  }
  const member = memberById(asking.programKey, asking.team, personId);
  return member && { personId, role: member.role, partnerId: '', name: member.name, sessionHash };
};

const known = ({ company, stage, programType, personId }: Profile, visitor: string) => ({
  ...{ company, stage, programType },
  contact: personId === visitor,
});

/** What the pages show of a visitor. */
export const introduce = (visitor: Visitor, profile: Profile | undefined): SignedIn => {
  const { personId, role, name, partnerId } = visitor;
  if (role !== 'partner') return { signedIn: true, role, name };
  return {
    signedIn: true,
    role,
    name,
    partnerId,
    portal: portalOf(profile),
    ...(profile ? known(profile, personId) : {}),
    ...(profile?.reason ? { reason: profile.reason } : {}),
  };
};
