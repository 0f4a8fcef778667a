import { planJourney } from '../../functions/onboarding/plan.ts';
import type { Profile } from '../../functions/partners/contract.ts';
import { firstPolicy, type Policy } from '../../functions/policy/contract.ts';
import type { Fact } from '../../functions/tasks/contract.ts';

export const PARTNER = '01HZZZZZZZZZZZZZZZZZZZZZZ1';
export const PERSON = '01HZZZZZZZZZZZZZZZZZZZZZZ2';
/** A Monday, 10:30 in New York. */
export const ADMITTED = '2027-06-07T14:30:00.000Z';

export const inZone = (timeZone: string): Policy => ({
  ...firstPolicy,
  calendar: { ...firstPolicy.calendar, timeZone },
});

type NewJourney = Parameters<typeof planJourney>[0];

export const aJourney = (who: Partial<NewJourney> = {}, policy: Policy = firstPolicy) =>
  planJourney(
    { partnerId: PARTNER, run: 1, programType: 'channel', targetTier: 'Registered', admittedAt: ADMITTED, ...who },
    1,
    policy,
  );

export const anAffiliateJourney = (who: Partial<NewJourney> = {}, policy: Policy = firstPolicy) =>
  aJourney({ programType: 'affiliate', targetTier: 'Standard', audience: 4_000, ...who }, policy);

export const aProfile = (profile: Partial<Profile> = {}): Profile => ({
  type: 'PROFILE',
  partnerId: PARTNER,
  run: 1,
  programType: 'channel',
  path: 'self-serve',
  targetTier: 'Registered',
  tier: 'Registered',
  stage: 'Activate',
  stageSince: ADMITTED,
  company: 'Acme',
  personId: PERSON,
  portal: 'open',
  firstPayoutHeld: false,
  policyVersion: 1,
  startedAt: ADMITTED,
  admittedAt: ADMITTED,
  moves: 2,
  ...profile,
});

export const aFact = (fact: string, at: string, detail: Record<string, unknown> = {}): Fact => ({
  type: 'FACT',
  partnerId: PARTNER,
  run: 1,
  fact,
  by: PERSON,
  at,
  detail,
});

/** The instant `days` and `seconds` after admission, by the watch. */
export const onDay = (days: number, seconds = 0): string =>
  new Date(Date.parse(ADMITTED) + (days * 86_400 + seconds) * 1000).toISOString();
