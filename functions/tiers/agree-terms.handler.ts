import { readChannelTerms } from '../shared/agreed-reader.ts';
import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { agreedIdOf, propose } from './agreed/agreeing.ts';
import { keepChannelTerms } from './agreed/store.ts';
import { routes } from './contract.ts';

/** A margin or a match that was agreed with one partner, written down by one person; another one decides [A14]. */
export const handler = http(routes.agreeTerms, async ({ params, body, session, now }) => {
  const profile = await readProfile(params.partnerId);
  if (!profile || !session) throw notFound('partner');
  const [before, { policy }] = await Promise.all([readChannelTerms(profile.partnerId), readPolicy(now)]);
  const asked = propose(profile, before, body, { by: session.personId, policy, now: now.toISOString() });
  if (asked && (await keepChannelTerms(asked)) === 'refused')
    throw conflict('Somebody has just changed the terms of this partner. Look again, then repeat.');
  return { body: { agreedId: agreedIdOf(profile.partnerId, body.key) } };
});
