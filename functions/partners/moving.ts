import type { LetterOrder } from '../email/contract.ts';
import { factRecorded, type ProgramEvent } from '../shared/event.ts';
import type { TierDecided } from '../tiers/contract.ts';
import { type Profile, partnerStopped, type Stage, type Stop } from './contract.ts';
import { isEnd, portalAfter } from './lifecycle.ts';

/** One move of one partner: the profile as it becomes, and what is announced and written with it. */
export interface Move {
  readonly from: Profile;
  readonly to: Profile;
  readonly events: readonly ProgramEvent[];
  readonly letters: readonly LetterOrder[];
}

export interface Wanted {
  readonly to: Stage;
  readonly by: string;
  readonly reason?: string | undefined;
  readonly opensPortal?: boolean | undefined;
  readonly letter?:
    | undefined
    | {
        readonly letter: string;
        readonly to: 'contact' | 'manager' | 'ops';
        readonly data: Record<string, unknown>;
      };
}

/** A legal move, made at `now`. A partner that leaves by rule or at its own wish stops everything that waits. */
export const moveOf = (profile: Profile, wanted: Wanted, now: string): Move => {
  const { to, by, reason } = wanted;
  const moved: Profile = {
    ...profile,
    stage: to,
    stageSince: now,
    moves: profile.moves + 1,
    portal: portalAfter(profile, to, wanted.opensPortal ?? false),
    ...(isEnd(to) && reason ? { reason } : {}),
  };
  const stops = to === 'withdrawn' || to === 'sunset';
  return {
    from: profile,
    to: moved,
    events: [
      changed(profile, moved, by, reason, now),
      ...(stops ? [stopEvent(profile, { reason: to, by, note: reason ?? `The partner is ${to}.` }, now)] : []),
    ],
    letters: wanted.letter ? [letterOf(moved, wanted.letter, now)] : [],
  };
};

/** Out at the partner's wish, at the word of ops, or because the contact is forgotten (then nobody is written to). */
export const stopMove = (profile: Profile, stop: Stop, now: string): Move => {
  const to = stop.reason === 'sunset' ? 'sunset' : 'withdrawn';
  const letter = { letter: to, to: 'contact', data: { reason: stop.note } } as const;
  const wanted = { to, by: stop.by, reason: stop.note, ...(stop.reason === 'erased' ? {} : { letter }) } as const;
  const move = moveOf(profile, wanted, now);
  return { ...move, events: [changed(profile, move.to, stop.by, stop.note, now), stopEvent(profile, stop, now)] };
};

export interface Admission {
  readonly by: string;
  readonly reason: string;
  readonly tier: NonNullable<Profile['tier']>;
  readonly conditional: boolean;
}

/**
 * The tier that room tiers has decided on. Undefined where a later decision was followed already, or the partner has
 * left or begun anew: the order in which decisions arrive changes nothing.
 */
/** A partner is given a manager of its own, or shares all of them again; undefined where that is so already. */
export const managerMove = (
  from: Profile,
  manager: { readonly personId: string; readonly name: string } | undefined,
  by: string,
  at: string,
): Move | undefined => {
  const { partnerId, run, managerId: _, ...rest } = from;
  if (from.managerId === manager?.personId) return undefined;
  const event: ProgramEvent = {
    id: `${partnerId}/${run}/manager-set/${at}`,
    ...{ name: 'manager-set.v1', occurredAt: at, recordedAt: at, partnerId, run },
    data: { ...(manager ? { name: manager.name } : {}), by },
  };
  const to: Profile = { partnerId, run, ...rest, ...(manager ? { managerId: manager.personId } : {}) };
  return { from, to, events: [event], letters: [] };
};

export const tierMoveOf = (profile: Profile, run: number, decided: TierDecided, now: string): Move | undefined => {
  const { tier, change, because, by } = decided;
  if (profile.run !== run || isEnd(profile.stage) || (profile.tierChange ?? 0) >= change) return undefined;
  const { partnerId } = profile;
  const event: ProgramEvent = {
    id: `${partnerId}/${run}/tier/${change}`,
    name: 'tier-changed.v1',
    occurredAt: now,
    recordedAt: now,
    partnerId,
    run,
    data: { ...(profile.tier ? { from: profile.tier } : {}), to: tier, because, by },
  };
  const to: Profile = { ...profile, tier, tierChange: change };
  return { from: profile, to, events: profile.tier === tier ? [] : [event], letters: [] };
};

/** Day 0 [L3]: Activate at the start tier [T4]. An affiliate's KPIs are the policy's, agreed by rule [L9]. */
export const admissionOf = (profile: Profile, { by, reason, tier, conditional }: Admission, now: string): Move => {
  const move = moveOf(profile, { to: 'Activate', by, reason, opensPortal: true }, now);
  const { partnerId, run } = profile;
  const when = { partnerId, run, occurredAt: now, recordedAt: now };
  const admitted: ProgramEvent = {
    id: `${partnerId}/${run}/admitted`,
    name: 'partner-admitted.v1',
    ...when,
    data: { tier, conditional, by, reason },
  };
  const kpis = factRecorded({ ...when, fact: 'kpis-agreed', by: 'rule' });
  return {
    ...move,
    to: { ...move.to, tier, firstPayoutHeld: conditional, admittedAt: now },
    events: [...move.events, admitted, ...(profile.programType === 'affiliate' ? [kpis] : [])],
  };
};

const changed = (from: Profile, to: Profile, by: string, reason: string | undefined, now: string): ProgramEvent => ({
  id: `${to.partnerId}/${to.run}/stage/${to.moves}`,
  name: 'stage-changed.v1',
  occurredAt: now,
  recordedAt: now,
  partnerId: to.partnerId,
  run: to.run,
  data: { from: from.stage, to: to.stage, by, ...(reason ? { reason } : {}) },
});

const stopEvent = ({ partnerId, run }: Profile, stop: Stop, at: string): ProgramEvent =>
  partnerStopped({ ...stop, partnerId, run, at });

const letterOf = (moved: Profile, { letter, to, data }: NonNullable<Wanted['letter']>, now: string): LetterOrder => ({
  key: `${moved.partnerId}/${moved.run}/stage/${moved.stage}/${letter}`,
  letter,
  to: to === 'contact' ? { personId: moved.personId } : { team: to, partnerId: moved.partnerId },
  partnerId: moved.partnerId,
  run: moved.run,
  orderedAt: now,
  data,
});
