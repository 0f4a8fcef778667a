import type { LetterOrder } from '../email/contract.ts';
import type { Profile } from '../partners/contract.ts';
import { entryTier, type PartnerTier, type Policy } from '../policy/contract.ts';
import { localDate } from '../shared/days.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { dayWords } from './forecasting.ts';
import type { Notice, Quarter, Standing } from './items.ts';
import type { Measured } from './measuring.ts';
import { endOf } from './quarters.ts';
import { channelOf, promotionOf, reviewOf, type Verdict } from './reviewing.ts';
import { changesBetween } from './words.ts';

/** Where a partner stands, and everything it follows from. */
export interface Position {
  readonly profile: Profile;
  /** As it lies there; undefined where nothing was decided in this run. */
  readonly kept: Standing | undefined;
  readonly measured: Measured;
  readonly policy: Policy;
}

/** A standing as it becomes, and what follows. `before`: the version it replaces, 0 for none. */
export interface Decided {
  readonly standing: Standing;
  readonly before: number;
  readonly events: readonly ProgramEvent[];
  readonly letters: readonly LetterOrder[];
}

export const tierOf = ({ tier, programType }: Pick<Profile, 'tier' | 'programType'>): PartnerTier =>
  tier ?? entryTier[programType];

const HAS_LEFT: ReadonlySet<string> = new Set(['declined', 'withdrawn', 'sunset']);

/** True once admitted, and as long as it has not left: who else has no tier. */
export const hasTier = ({ tier, stage }: Pick<Profile, 'tier' | 'stage'>): boolean =>
  tier !== undefined && !HAS_LEFT.has(stage);

/** True for partners whose tier follows rules [T3]. */
export const isReviewed = ({ profile }: Pick<Position, 'profile'>): boolean =>
  profile.programType === 'channel' && hasTier(profile);

/** The standing of this run: as kept, or as it begins with the admission. */
export const standingOf = ({ profile, kept }: Pick<Position, 'profile' | 'kept'>): Standing => {
  const { partnerId, run } = profile;
  if (kept?.run === run) return kept;
  return {
    type: 'STANDING',
    partnerId,
    run,
    tier: tierOf(profile),
    state: 'good',
    since: profile.admittedAt ?? profile.startedAt,
    reviews: 0,
    changes: 0,
    version: (kept?.version ?? 0) + 1,
  };
};

const written = (
  position: Position,
  change: Partial<Standing>,
  remove?: 'notice',
): Pick<Decided, 'standing' | 'before'> => {
  const now = standingOf(position);
  const { notice, ...rest } = now;
  const before = position.kept?.version ?? 0;
  const kept = remove || !notice ? {} : { notice };
  return { standing: { ...rest, ...kept, ...change, version: before + 1 }, before };
};

const letterTo = (
  { profile }: Position,
  key: string,
  letter: string,
  data: Record<string, unknown>,
  now: string,
): LetterOrder => ({
  key: `${profile.partnerId}/${profile.run}/tier/${key}`,
  letter,
  to: { personId: profile.personId },
  partnerId: profile.partnerId,
  run: profile.run,
  orderedAt: now,
  data,
});

const eventOf = (
  { profile }: Position,
  id: string,
  name: string,
  data: Record<string, unknown>,
  now: string,
): ProgramEvent => ({
  id: `${profile.partnerId}/${profile.run}/${id}`,
  name,
  occurredAt: now,
  recordedAt: now,
  partnerId: profile.partnerId,
  run: profile.run,
  data,
});

const decidedEvent = (
  position: Position,
  change: number,
  tier: PartnerTier,
  because: string,
  by: string,
  now: string,
) => eventOf(position, `tier-decided/${change}`, 'tier-decided.v1', { tier, change, because, by }, now);

/** A promotion that is due now; undefined where none is [T6]. A notice ends with it. */
export const promote = (position: Position, now: string): Decided | undefined => {
  const standing = standingOf(position);
  const tier = channelOf(standing.tier);
  const to = tier && promotionOf(tier, position.measured, now, position.policy);
  return to && changeTier(position, { to, because: `All that ${to} asks is there.`, by: 'rule' }, now);
};

/** Another tier, whoever decided it: the rules, or a person. The partner is told what it gets. */
export const changeTier = (
  position: Position,
  { to, because, by }: { readonly to: PartnerTier; readonly because: string; readonly by: string },
  now: string,
): Decided => {
  const standing = standingOf(position);
  const change = standing.changes + 1;
  const data = { from: standing.tier, to, because, changes: changesBetween(standing.tier, to, position.policy) };
  return {
    ...written(position, { tier: to, state: 'good', changes: change }, 'notice'),
    events: [decidedEvent(position, change, to, because, by, now)],
    letters: [letterTo(position, `${change}/changed`, 'tier-changed', data, now)],
  };
};

const noticed = (
  position: Position,
  tier: PartnerTier,
  { to, missing, demotesAfter }: Notice,
  quarter: Quarter,
  now: string,
) => {
  const { timeZone } = position.policy.calendar;
  const on = dayWords(localDate(endOf(demotesAfter, timeZone), timeZone));
  const changes = changesBetween(tier, to, position.policy);
  return {
    events: [eventOf(position, `tier-noticed/${quarter}`, 'tier-noticed.v1', { tier, to, missing, demotesAfter }, now)],
    letters: [letterTo(position, `${quarter}/notice`, 'tier-notice', { tier, to, on, missing, changes }, now)],
  };
};

const followed = (
  position: Position,
  verdict: Verdict,
  quarter: Quarter,
  now: string,
): Omit<Decided, 'before' | 'standing'> & { change: Partial<Standing>; remove?: 'notice' } => {
  const { tier, changes } = standingOf(position);
  switch (verdict.kind) {
    case 'kept':
    case 'not-due':
    case 'waiting':
      return { change: {}, events: [], letters: [] };
    case 'notice': {
      const { notice } = verdict;
      return { change: { state: 'notice', notice }, ...noticed(position, tier, notice, quarter, now) };
    }
    case 'kept-after-notice':
      return {
        change: { state: 'good' },
        remove: 'notice',
        events: [eventOf(position, `tier-kept/${quarter}`, 'tier-kept.v1', { tier }, now)],
        letters: [letterTo(position, `${quarter}/kept`, 'tier-kept', { tier }, now)],
      };
    case 'demoted': {
      const { to, missing, notice } = verdict;
      const because = `Still missing after a full quarter's notice: ${missing.join(', ')}.`;
      const data = { from: tier, to, missing, changes: changesBetween(tier, to, position.policy) };
      const next = notice ? noticed(position, to, notice, quarter, now) : { events: [], letters: [] };
      return {
        change: { tier: to, changes: changes + 1, state: notice ? 'notice' : 'good', ...(notice ? { notice } : {}) },
        remove: 'notice',
        events: [decidedEvent(position, changes + 1, to, because, 'rule', now), ...next.events],
        letters: [letterTo(position, `${changes + 1}/demoted`, 'tier-demoted', data, now), ...next.letters],
      };
    }
  }
};

/** The review of a quarter that is over; undefined where it, or a later one, was reviewed before. */
export const review = (
  position: Position,
  quarter: Quarter,
  now: string,
): { readonly decided: Decided; readonly verdict: Verdict['kind'] } | undefined => {
  const standing = standingOf(position);
  const { timeZone } = position.policy.calendar;
  if ((standing.lastReview ?? '') >= quarter || standing.since >= endOf(quarter, timeZone)) return undefined;
  const verdict = reviewOf(standing, position.measured, quarter, now, position.policy);
  const { change, remove, events, letters } = followed(position, verdict, quarter, now);
  const reviewed = { lastReview: quarter, reviews: standing.reviews + 1 };
  return {
    verdict: verdict.kind,
    decided: { ...written(position, { ...change, ...reviewed }, remove), events, letters },
  };
};
