import type { LetterOrder } from '../../email/contract.ts';
import { ends, type Profile } from '../../partners/contract.ts';
import type { Policy } from '../../policy/contract.ts';
import { localDate } from '../../shared/days.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { derivedId } from '../../shared/ids.ts';
import { conflict, mismatchedRepeat, Problem } from '../../shared/problem.ts';
import { type Decision, taskRequested } from '../../tasks/contract.ts';
import type { Following } from '../following.ts';
import type { Agreed, ChannelTerms } from './items.ts';

/** As it is asked for; the key is the caller's. */
export type Asked = Pick<Agreed, 'tier' | 'marginBp' | 'mdfMatchBp' | 'from' | 'until' | 'reference'> & {
  readonly key: string;
};

const MOST = 50;
const points = (bp: number): string => `${bp / 100} %`;
const invalid = (field: string, message: string): Problem =>
  new Problem(422, 'invalid-input', `${field}: ${message}`, { errors: [{ where: 'body', field, message }] });

const check = (asked: Asked, { tiers, calendar }: Policy, now: string): void => {
  const least = tiers.channel[asked.tier].marginBp;
  if (asked.marginBp !== undefined && asked.marginBp < least)
    throw invalid('marginBp', `${asked.tier} has ${points(least)} by its tier: less is not agreed by a term`);
  if (asked.until < localDate(now, calendar.timeZone)) throw invalid('until', 'lies in the past');
};

/** The same key with another body is refused [Z4]. */
const sameAsAsked = (found: Agreed, asked: Asked): void => {
  const fields = ['tier', 'marginBp', 'mdfMatchBp', 'from', 'until', 'reference'] as const;
  if (!fields.every((field) => found[field] === asked[field]))
    throw mismatchedRepeat('Something else was agreed under this key. Choose another one.');
};

const question = (profile: Profile, one: Agreed): ProgramEvent =>
  taskRequested({
    partnerId: profile.partnerId,
    run: profile.run,
    kind: 'channel-terms',
    key: one.agreedId,
    detail: {
      tier: one.tier,
      ...(one.marginBp === undefined ? {} : { margin: points(one.marginBp) }),
      ...(one.mdfMatchBp === undefined ? {} : { ownPart: points(one.mdfMatchBp) }),
      ...{ from: one.from, until: one.until, reference: one.reference, notBy: one.proposedBy },
    },
    at: one.proposedAt,
  });

/** The id of terms: it is the key of the question too, so it follows from what the caller chose. */
export const agreedIdOf = (partnerId: string, key: string): string =>
  derivedId('channel-terms', partnerId, key).toLowerCase();

/** Terms that a person says were agreed, with the question to a second one [A14]; undefined where they are there already. */
export const propose = (
  profile: Profile,
  before: ChannelTerms | undefined,
  asked: Asked,
  of: { readonly by: string; readonly policy: Policy; readonly now: string },
): { readonly terms: ChannelTerms; readonly following: Following } | undefined => {
  const agreedId = agreedIdOf(profile.partnerId, asked.key);
  const found = before?.agreed.find((one) => one.agreedId === agreedId);
  if (found) {
    sameAsAsked(found, asked);
    return undefined;
  }
  if (profile.programType === 'affiliate' || ends.some((end) => end === profile.stage))
    throw conflict('Only a channel partner that has not left has such terms.');
  if ((before?.agreed.length ?? 0) >= MOST) throw conflict(`More than ${MOST} terms of one partner are not kept.`);
  check(asked, of.policy, of.now);
  const { key: _, ...term } = asked;
  const one: Agreed = { agreedId, ...term, state: 'proposed', proposedBy: of.by, proposedAt: of.now };
  const terms: ChannelTerms = {
    type: 'CHANNEL-TERMS',
    partnerId: profile.partnerId,
    version: (before?.version ?? 0) + 1,
    agreed: [...(before?.agreed ?? []), one],
  };
  return { terms, following: { events: [question(profile, one)], letters: [] } };
};

const letterOf = (profile: Profile, one: Agreed, at: string): LetterOrder => ({
  key: `${profile.partnerId}/channel-terms/${one.agreedId}`,
  letter: 'channel-terms-agreed',
  to: { personId: profile.personId },
  partnerId: profile.partnerId,
  run: profile.run,
  orderedAt: at,
  data: {
    tier: one.tier,
    from: one.from,
    until: one.until,
    lines: [
      ...(one.marginBp === undefined ? [] : [{ title: 'Margin', text: points(one.marginBp) }]),
      ...(one.mdfMatchBp === undefined
        ? []
        : [{ title: 'Your own part of funded activities', text: points(one.mdfMatchBp) }]),
    ],
  },
});

/** What a second person decided, or the rule where nobody did. Undefined where it is decided already. */
export const conclude = (
  profile: Profile,
  before: ChannelTerms,
  agreedId: string,
  decision: Pick<Decision, 'by' | 'outcome'>,
  now: string,
): { readonly terms: ChannelTerms; readonly following: Following } | undefined => {
  const found = before.agreed.find((one) => one.agreedId === agreedId);
  if (found?.state !== 'proposed') return undefined;
  const state = decision.outcome === 'approved' ? 'approved' : 'refused';
  const one: Agreed = { ...found, state, decidedBy: decision.by, decidedAt: now };
  const agreed = before.agreed.map((other) => (other.agreedId === agreedId ? one : other));
  const { tier, marginBp, mdfMatchBp, from, until } = one;
  const event: ProgramEvent = {
    id: `${profile.partnerId}/channel-terms/${agreedId}`,
    name: 'channel-terms-agreed.v1',
    ...{ occurredAt: now, recordedAt: now, partnerId: profile.partnerId, run: profile.run },
    data: { tier, marginBp, mdfMatchBp, from, until },
  };
  const following =
    state === 'approved' ? { events: [event], letters: [letterOf(profile, one, now)] } : { events: [], letters: [] };
  return { terms: { ...before, version: before.version + 1, agreed }, following };
};
