import type { Profile } from '../partners/contract.ts';
import type { ProgramEvent } from '../shared/event.ts';
import type { Following } from './following.ts';
import type { Commitment } from './items.ts';

type Form = Pick<Commitment, 'annualMinor' | 'currency' | 'from' | 'until' | 'reference'> & { readonly key: string };

/** Something that a promotion may follow from [T6]. */
export const standingFactOf = (
  { partnerId, run }: Pick<Profile, 'partnerId' | 'run'>,
  name: 'commitment-recorded.v1' | 'satisfaction-told.v1',
  key: string,
  at: string,
): ProgramEvent => ({
  id: `${partnerId}/${name.replace('.v1', '')}/${key}`,
  name,
  occurredAt: at,
  recordedAt: at,
  partnerId,
  run,
  data: { key },
});

export const commitmentOf = (
  profile: Pick<Profile, 'partnerId' | 'run'>,
  { key, ...term }: Form,
  by: string,
  at: string,
): { readonly commitment: Commitment; readonly following: Following } => ({
  commitment: {
    type: 'COMMITMENT',
    partnerId: profile.partnerId,
    commitmentId: `ops-${key}`,
    ...term,
    by,
    recordedAt: at,
  },
  following: { events: [standingFactOf(profile, 'commitment-recorded.v1', key, at)], letters: [] },
});

export const sameCommitment = (one: Commitment, other: Commitment): boolean =>
  (['annualMinor', 'currency', 'from', 'until', 'reference'] as const).every((field) => one[field] === other[field]);
