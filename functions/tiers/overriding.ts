import { affiliateTier, type PartnerTier } from '../policy/contract.ts';
import { conflict, Problem } from '../shared/problem.ts';
import { changeTier, type Decided, hasTier, type Position, standingOf } from './deciding.ts';

/** A tier that a person gives; undefined where the partner has it already. A notice ends with it. */
export const byHand = (
  position: Position,
  asked: { readonly tier: PartnerTier; readonly reason: string; readonly by: string },
  now: string,
): { readonly decided: Decided } | undefined => {
  const { profile } = position;
  const { tier: to, reason: because, by } = asked;
  if (!hasTier(profile)) throw conflict('Only an admitted partner that has not left has a tier.');
  const isAffiliate = profile.programType === 'affiliate';
  if (affiliateTier.safeParse(to).success !== isAffiliate)
    throw new Problem(422, 'invalid-input', `${to} is no tier of ${isAffiliate ? 'an affiliate' : 'such a partner'}.`);
  return standingOf(position).tier === to ? undefined : { decided: changeTier(position, { to, because, by }, now) };
};
