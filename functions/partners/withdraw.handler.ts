import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { isEnd } from './lifecycle.ts';
import { stopMove } from './moving.ts';
import { makeMove } from './store.ts';

/** The partner leaves at its own wish; leaving twice answers the same. */
export const handler = http(routes.withdraw, async ({ body, session, now }) => {
  const profile = session && (await readProfile(session.partnerId));
  if (!profile) throw notFound('partner');
  if (isEnd(profile.stage)) return { body: { stage: profile.stage } };
  const note = body.reason ? `You left the program: ${body.reason}` : 'You left the program.';
  const move = stopMove(profile, { reason: 'withdrawn', by: session.personId, note }, now.toISOString());
  if ((await makeMove(move)) === 'refused') throw conflict('Something changed in this moment. Please try again.');
  return { body: { stage: move.to.stage } };
});
