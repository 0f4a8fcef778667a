import type { LetterOrder } from '../email/contract.ts';
import type { Profile } from '../partners/contract.ts';
import { conflict } from '../shared/problem.ts';
import type { Decision } from '../tasks/contract.ts';
import { taskRequested } from '../tasks/contract.ts';
import { changeTier, type Decided, type Position } from './deciding.ts';
import type { Following } from './following.ts';
import type { TierRequest } from './items.ts';

/** Legal moves of what an affiliate asked for, or was invited to [T3]; from an end, the next one begins. */
export const requestMoves: Readonly<Record<TierRequest['state'] | 'none', readonly TierRequest['state'][]>> = {
  none: ['asked', 'invited'],
  asked: ['granted', 'declined'],
  invited: ['accepted', 'refused'],
  granted: ['asked', 'invited'],
  declined: ['asked', 'invited'],
  accepted: ['invited'],
  refused: ['asked', 'invited'],
};

const isOpen = (request: TierRequest | undefined): boolean =>
  request?.state === 'asked' || request?.state === 'invited';

/** Why a partner cannot apply for Preferred; undefined where it can. */
export const mayApply = (
  { programType, tier, portal, stage }: Pick<Profile, 'programType' | 'tier' | 'portal' | 'stage'>,
  request: TierRequest | undefined,
): string | undefined => {
  if (programType !== 'affiliate') return 'Channel tiers follow from what is there: nobody has to apply.';
  if (tier !== 'Standard' || portal !== 'open') return 'Preferred can be applied for at Standard alone.';
  if (stage === 'Identify' || stage === 'Evaluate') return 'You can apply once you are admitted.';
  return isOpen(request) ? 'Something is being decided already.' : undefined;
};

const begins = (profile: Profile, before: TierRequest | undefined) => ({
  type: 'TIER-REQUEST' as const,
  partnerId: profile.partnerId,
  run: profile.run,
  number: (before?.number ?? 0) + 1,
});

export interface Asked {
  readonly request: TierRequest;
  readonly following: Following;
}

const letterTo = (
  profile: Profile,
  request: TierRequest,
  letter: string,
  data: Record<string, unknown>,
  at: string,
): LetterOrder => ({
  key: `${profile.partnerId}/${profile.run}/tier-request/${request.number}/${letter}`,
  letter,
  to: { personId: profile.personId },
  partnerId: profile.partnerId,
  run: profile.run,
  orderedAt: at,
  data,
});

/** An application for Preferred: a person is asked [T3]. Throws 409 with the reason. */
export const applicationOf = (
  profile: Profile,
  before: TierRequest | undefined,
  text: string,
  by: string,
  at: string,
): Asked => {
  const because = mayApply(profile, before);
  if (because) throw conflict(because);
  const request: TierRequest = {
    ...begins(profile, before),
    kind: 'application',
    tier: 'Preferred',
    state: 'asked',
    text,
    by,
    at,
  };
  const { partnerId, run } = profile;
  const detail = { tier: 'Preferred', text };
  const asks = taskRequested({ partnerId, run, kind: 'tier-application', key: String(request.number), detail, at });
  return { request, following: { events: [asks], letters: [] } };
};

/** An invitation to Ambassador, by a person [T3]. */
export const invitationOf = (
  profile: Profile,
  before: TierRequest | undefined,
  text: string,
  by: string,
  at: string,
): Asked => {
  if (profile.programType !== 'affiliate') throw conflict('Ambassador is a tier of affiliates.');
  if (profile.portal !== 'open' || profile.tier === undefined)
    throw conflict('Only an admitted affiliate can be invited.');
  if (profile.tier === 'Ambassador') throw conflict('This affiliate is an Ambassador already.');
  if (isOpen(before)) throw conflict('Something is being decided already.');
  const request: TierRequest = {
    ...begins(profile, before),
    kind: 'invitation',
    tier: 'Ambassador',
    state: 'invited',
    text,
    by,
    at,
  };
  return {
    request,
    following: { events: [], letters: [letterTo(profile, request, 'ambassador-invitation', { text }, at)] },
  };
};

/** What became of an application, by the manager or by the rule at the deadline. */
const concluded = (profile: Profile, request: TierRequest, decision: Decision, at: string): Asked => {
  const state = decision.outcome === 'granted' ? 'granted' : 'declined';
  const reason = decision.reason ?? (decision.by === 'rule' ? 'Nobody decided in time.' : 'No reason was given.');
  const decided: TierRequest = { ...request, state, decidedAt: at, decidedBy: decision.by, reason };
  const letters =
    state === 'granted'
      ? []
      : [letterTo(profile, request, 'tier-application-declined', { tier: request.tier, reason }, at)];
  return { request: decided, following: { events: [], letters } };
};

/** The same for the application that a decision names; undefined where it was decided before, or is another. */
export const conclusionOf = (
  profile: Profile,
  request: TierRequest | undefined,
  key: string | undefined,
  decision: Decision,
  at: string,
): Asked | undefined =>
  request?.state === 'asked' && String(request.number) === key ? concluded(profile, request, decision, at) : undefined;

/** A granted application changes the tier at once. */
export const granted = (
  position: Position,
  { tier: to, reason: because = '', decidedBy: by = '' }: TierRequest,
  at: string,
): Decided => changeTier(position, { to, because, by }, at);

/** What the partner said to its invitation. Said again, it is as before; the other answer is refused. */
export const answered = (
  request: TierRequest | undefined,
  answer: 'accepted' | 'refused',
  by: string,
  at: string,
): TierRequest | 'same' => {
  if (request?.kind !== 'invitation' || request.state === 'asked') throw conflict('There is no invitation to answer.');
  if (request.state === answer) return 'same';
  if (request.state !== 'invited') throw conflict(`The invitation was ${request.state} before.`);
  return { ...request, state: answer, decidedAt: at, decidedBy: by };
};
