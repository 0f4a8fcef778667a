import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { hasTier } from './deciding.ts';
import { giveProgramTier, isAsBefore, shownTier } from './program/holding.ts';
import { findProgramTier, keepProgramTier, readHolders } from './program/store.ts';

/** The program tier, by a person and within capacity [T7]. */
export const handler = http(routes.setProgramTier, async ({ params, body, session, now }) => {
  const profile = await readProfile(params.partnerId);
  if (!profile || !session) throw notFound('partner');
  if (!hasTier(profile)) throw conflict('Only an admitted partner that has not left has a program tier.');
  const [before, holders, { policy }] = await Promise.all([
    findProgramTier(profile.partnerId),
    readHolders(),
    readPolicy(now),
  ]);
  if (before && isAsBefore(before, body)) return { body: shownTier(before) };
  const asked = { ...body, by: session.personId };
  const given = giveProgramTier({ profile, before, holders, policy }, asked, now.toISOString());
  if ((await keepProgramTier(given)) === 'refused')
    throw conflict('Somebody has just changed who holds the program tiers. Look again, then repeat.');
  return { body: shownTier(given.item) };
});
