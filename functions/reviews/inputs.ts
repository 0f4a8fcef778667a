import type { Profile } from '../partners/contract.ts';
import { affiliateTier, type Policy, type ProgramTier } from '../policy/contract.ts';
import { InvalidInput } from '../shared/problem.ts';
import { typedInput } from '../shared/typed-input.ts';
import { rankOf } from '../tiers/contract.ts';
import { boundsOf, quarterAt, quarterBefore } from './calendar.ts';
import { quarterInput, reviewInput } from './contract.ts';

/** The last quarter that is over, in the program's zone. */
export const lastQuarter = (now: string, { calendar }: Pick<Policy, 'calendar'>): string =>
  quarterBefore(quarterAt(now, calendar.timeZone));

const checkOver = (quarter: string, now: string, policy: Policy, example: object): string => {
  if (boundsOf(quarter, policy.calendar.timeZone).until <= now) return quarter;
  throw new InvalidInput(`The quarter ${quarter} is not over. Type it like this: ${JSON.stringify(example)}`);
};

/** What was typed to start the reviews of a quarter. */
export const readQuarterInput = (typed: unknown, now: string, policy: Policy): string => {
  const example = { quarter: lastQuarter(now, policy) };
  const input = typedInput(quarterInput, typed, example);
  return checkOver(input.quarter ?? example.quarter, now, policy, example);
};

/** What was typed to start one review. */
export const readReviewInput = (typed: unknown, now: string, policy: Policy) => {
  const example = { partner: 'acme.com', quarter: lastQuarter(now, policy) };
  const input = typedInput(reviewInput, typed, example);
  const quarter = checkOver(input.quarter ?? example.quarter, now, policy, example);
  return { partner: input.partner, quarter, takeOver: input.takeOver === true };
};

export const unknownPartner = (typed: string): InvalidInput =>
  new InvalidInput(
    `There is no partner "${typed.slice(0, 100)}". Give it by its domain, its contact's e-mail address or its id, like this: {"partner": "acme.com"}`,
  );

export const REVIEWED_STAGES = ['Activate', 'Scale', 'Optimize'] as const;
const isReviewed = (stage: string): boolean => REVIEWED_STAGES.some((one) => one === stage);

export const checkReviewed = ({ stage }: Profile, partner: string): void => {
  if (isReviewed(stage)) return;
  throw new InvalidInput(
    `"${partner.slice(0, 100)}" is in stage ${stage}: only a partner in Activate, Scale or Optimize is reviewed.`,
  );
};

/** Who gets a review each quarter [T7]: the program tiers of the policy, and channel partners from a tier on. */
export const getsReview = (
  { stage, tier, programType }: Pick<Profile, 'stage' | 'tier' | 'programType'>,
  programTier: ProgramTier,
  { reviews }: Pick<Policy, 'reviews'>,
): boolean => {
  if (!isReviewed(stage)) return false;
  if (reviews.programTiers.includes(programTier)) return true;
  if (programType === 'affiliate' || tier === undefined || affiliateTier.safeParse(tier).success) return false;
  return rankOf(tier) >= rankOf(reviews.channelFrom);
};
