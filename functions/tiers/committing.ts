import type { LetterOrder } from '../email/contract.ts';
import type { Profile } from '../partners/contract.ts';
import { moneyText } from '../shared/currency.ts';
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

const letterOf = (
  { partnerId, run, personId }: Pick<Profile, 'partnerId' | 'run' | 'personId'>,
  { key, annualMinor: minor, currency, from, until, reference }: Form,
  at: string,
): LetterOrder => ({
  key: `${partnerId}/${run}/commitment/${key}`,
  letter: 'commitment-recorded',
  to: { personId },
  ...{ partnerId, run, orderedAt: at },
  data: { annual: moneyText({ minor, currency }), from, until, reference },
});

/** A signed term as it is kept, with what follows from it. */
export const commitmentOf = (
  profile: Pick<Profile, 'partnerId' | 'run' | 'personId'>,
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
  following: {
    events: [standingFactOf(profile, 'commitment-recorded.v1', key, at)],
    letters: [letterOf(profile, { key, ...term }, at)],
  },
});

export const sameCommitment = (one: Commitment, other: Commitment): boolean =>
  (['annualMinor', 'currency', 'from', 'until', 'reference'] as const).every((field) => one[field] === other[field]);
