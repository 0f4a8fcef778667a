import type { PartnerTier } from '../policy/contract.ts';
import { localDate, monthsLater } from '../shared/days.ts';
import { type Decided, type Position, standingOf } from './deciding.ts';
import type { Commitment } from './items.ts';
import { channelOf } from './reviewing.ts';

const MONTHS = 12;

/** The commitment that is signed with the agreement of a start tier: for a year from the admission [T4]. */
export const startCommitment = (
  { profile, policy }: Position,
  tier: PartnerTier,
  now: string,
): Commitment | undefined => {
  const channel = channelOf(tier);
  const annualMinor = channel ? policy.tiers.channel[channel].annualCommitmentMinor : 0;
  if (annualMinor === 0) return undefined;
  const { timeZone, reportingCurrency: currency } = policy.calendar;
  const from = profile.admittedAt ?? now;
  return {
    type: 'COMMITMENT',
    partnerId: profile.partnerId,
    commitmentId: `start-${profile.run}`,
    annualMinor,
    currency,
    from: localDate(from, timeZone),
    until: localDate(monthsLater(from, MONTHS, timeZone), timeZone),
    reference: `The agreement of a partner that starts at ${channel}`,
    by: 'rule',
    recordedAt: now,
  };
};

/** The first standing of a run; undefined where it has begun, or this is not a channel partner's. */
export const begin = (
  position: Position,
  admitted: { readonly run: number | undefined; readonly tier: PartnerTier },
  now: string,
): { readonly decided: Decided; readonly commitment: Commitment | undefined } | undefined => {
  const { profile, kept } = position;
  if (profile.programType !== 'channel' || profile.run !== admitted.run || kept?.run === profile.run) return undefined;
  const standing = { ...standingOf(position), tier: admitted.tier };
  const commitment = startCommitment(position, admitted.tier, now);
  return {
    decided: { standing, before: kept?.version ?? 0, events: [], letters: [] },
    commitment,
  };
};
