import { affiliateTier, type PartnerTier } from '../policy/contract.ts';
import { conflict, Problem } from '../shared/problem.ts';
import { changeTier, type Decided, hasTier, type Position, standingOf } from './deciding.ts';
import type { Quarter } from './items.ts';

interface Asked {
  readonly tier: PartnerTier;
  readonly reason: string;
  readonly by: string;
}

/** A tier that a person gives; undefined where the partner has it already. A notice ends with it. */
export const byHand = (position: Position, asked: Asked, now: string): { readonly decided: Decided } | undefined => {
  const { profile } = position;
  const { tier: to, reason: because, by } = asked;
  if (!hasTier(profile)) throw conflict('Only an admitted partner that has not left has a tier.');
  const isAffiliate = profile.programType === 'affiliate';
  if (affiliateTier.safeParse(to).success !== isAffiliate)
    throw new Problem(422, 'invalid-input', `${to} is no tier of ${isAffiliate ? 'an affiliate' : 'such a partner'}.`);
  return standingOf(position).tier === to ? undefined : { decided: changeTier(position, { to, because, by }, now) };
};

/**
 * A tier that a business review has set against the rule [T6]. Each review counts once, and none after a later one: told
 * again, it never takes back what was decided since. Undefined as well where the partner has left meanwhile.
 */
export const byReview = (
  position: Position,
  { quarter, run, ...asked }: Asked & { readonly quarter: Quarter; readonly run: number | undefined },
  now: string,
): { readonly decided: Decided } | undefined => {
  const { profile, kept } = position;
  const before = standingOf(position);
  if (run !== profile.run || !hasTier(profile) || (before.overriddenIn ?? '') >= quarter) return undefined;
  const reason = `Decided in the business review of ${quarter}: ${asked.reason}`;
  const seen = kept?.version ?? 0;
  const same: Decided = { standing: { ...before, version: seen + 1 }, before: seen, events: [], letters: [] };
  const { decided } = byHand(position, { ...asked, reason }, now) ?? { decided: same };
  return { decided: { ...decided, standing: { ...decided.standing, overriddenIn: quarter } } };
};
