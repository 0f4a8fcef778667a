import { http } from '../shared/http.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { extended } from './flag.ts';
import { readFlagPage } from './pages/store.ts';
import { moveFlag } from './store.ts';

/** The owner's choice of the time-out [F4]. */
export const handler = http(routes.extendFlag, async ({ params, body, session, now }) => {
  if (!session) throw notFound('flag');
  const { flag, terms, answer } = await readFlagPage(params, now);
  const actor = { by: session.personId, byName: session.name };
  const next = extended(flag, body.secondOwnerAt, actor, body.reason, terms, now.toISOString());
  if ((await moveFlag(next, 'extend', undefined, {})) === 'refused') {
    throw conflict('Somebody else has just changed this flag. Look at it again.');
  }
  return answer();
});
