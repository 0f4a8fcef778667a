import type { LetterOrder } from '../../email/contract.ts';
import type { Profile } from '../../partners/contract.ts';
import type { Policy, ProgramTier } from '../../policy/contract.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { conflict } from '../../shared/problem.ts';
import type { Holders, ProgramTierItem } from '../items.ts';

export const NOBODY: Holders = { type: 'HOLDERS', Strategic: [], Growth: [], version: 0 };

/** Who holds a scarce tier; Ecosystem is held by everybody else. */
export const holdersOf = (holders: Holders, tier: ProgramTier): readonly string[] =>
  tier === 'Ecosystem' ? [] : holders[tier];

const without = (holders: Holders, partnerId: string): Holders => ({
  ...holders,
  Strategic: holders.Strategic.filter((one) => one !== partnerId),
  Growth: holders.Growth.filter((one) => one !== partnerId),
  version: holders.version + 1,
});

/** The slot of a partner that left is free again; undefined where it held none. */
export const freed = (holders: Holders, partnerId: string): Holders | undefined =>
  [...holders.Strategic, ...holders.Growth].includes(partnerId) ? without(holders, partnerId) : undefined;

export interface Given {
  readonly holders: Holders;
  readonly item: ProgramTierItem;
  readonly event: ProgramEvent;
  readonly letters: readonly LetterOrder[];
}

/** The reason is for the team: the partner reads what has changed. */
const letterOf = (
  { partnerId, run, personId }: Pick<Profile, 'partnerId' | 'run' | 'personId'>,
  { tier, changes, since }: ProgramTierItem,
  before: ProgramTier,
): LetterOrder => ({
  key: `${partnerId}/${run}/program-tier/${changes}`,
  letter: 'program-tier-set',
  to: { personId },
  ...{ partnerId, run, orderedAt: since },
  data: { tier, before },
});

/**
 * A program tier by a person [T7]. Beyond capacity only as an override, whose reason is recorded; else 409 says who could
 * make room.
 */
export const giveProgramTier = (
  at: {
    readonly profile: Profile;
    readonly before: ProgramTierItem | undefined;
    readonly holders: Holders;
    readonly policy: Policy;
  },
  asked: { readonly tier: ProgramTier; readonly reason: string; readonly override: boolean; readonly by: string },
  now: string,
): Given => {
  const { profile, before, holders, policy } = at;
  const { tier, reason, override, by } = asked;
  const { partnerId, run } = profile;
  const others = without(holders, partnerId);
  const held = holdersOf(others, tier);
  const capacity = policy.tiers.capacity[tier];
  const isFull = capacity !== null && held.length >= capacity;
  if (isFull && !override) {
    throw conflict(
      `${tier} holds ${capacity} partners and is full. Free a slot first, or set it as an override with the reason.`,
      { holders: held },
    );
  }
  const item: ProgramTierItem = {
    type: 'PROGRAM-TIER',
    partnerId,
    tier,
    since: now,
    by,
    reason,
    overCapacity: isFull,
    changes: (before?.changes ?? 0) + 1,
  };
  const event: ProgramEvent = {
    id: `${partnerId}/${run}/program-tier/${item.changes}`,
    name: 'program-tier-set.v1',
    occurredAt: now,
    recordedAt: now,
    partnerId,
    run,
    data: { tier, reason, by, overCapacity: isFull },
  };
  const was = before?.tier ?? 'Ecosystem';
  const letters = was === tier ? [] : [letterOf(profile, item, was)];
  return { holders: tier === 'Ecosystem' ? others : { ...others, [tier]: [...held, partnerId] }, item, event, letters };
};

/** Said again as it stands: nothing changes. */
export const isAsBefore = (
  before: ProgramTierItem,
  asked: { readonly tier: ProgramTier; readonly reason: string },
): boolean => before.tier === asked.tier && before.reason === asked.reason;

export const shownTier = ({ type: _, ...shown }: ProgramTierItem): Omit<ProgramTierItem, 'type'> => shown;
