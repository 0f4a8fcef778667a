import type { Profile } from '../../partners/contract.ts';
import { channelTier, type Policy } from '../../policy/contract.ts';
import { localDate } from '../../shared/days.ts';
import type { Agreed, ChannelTerms } from './items.ts';

/** What counts for a partner at an instant: of several, the one decided last. */
export const agreedAt = (
  terms: ChannelTerms | undefined,
  { tier }: Pick<Profile, 'tier'>,
  at: string,
  { calendar }: Pick<Policy, 'calendar'>,
): Agreed | undefined => {
  const held = channelTier.safeParse(tier);
  const day = localDate(at, calendar.timeZone);
  return terms?.agreed
    .filter((one) => one.state === 'approved' && one.tier === held.data && one.from <= day && day <= one.until)
    .toSorted((one, other) => ((one.decidedAt ?? '') < (other.decidedAt ?? '') ? -1 : 1))
    .at(-1);
};
