import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { askOf, isOpen } from './asks/asking.ts';
import { keepAsk, readAsks } from './asks/store.ts';
import { routes } from './contract.ts';
import { findProgramTier } from './program/store.ts';

/** A partner asks for something that its tier gives. The same again, while it is looked at, is asked once. */
export const handler = http(routes.askOfTier, async ({ body, session, now }) => {
  const profile = session && (await readProfile(session.partnerId));
  if (!profile) throw notFound('partner');
  const { partnerId } = profile;
  const [asked, held, { policy }] = await Promise.all([
    readAsks(partnerId),
    findProgramTier(partnerId),
    readPolicy(now),
  ]);
  const before = asked.find(({ what }) => what === body.what);
  if (isOpen(before, profile.run) && before?.text === body.text) return { body: { state: 'asked' } };
  const kept = askOf(profile, held?.tier, policy, before, { ...body, by: session.personId, at: now.toISOString() });
  if ((await keepAsk(kept, before)) === 'refused') throw conflict('Something changed in this moment. Look again.');
  return { body: { state: kept.ask.state } };
});
