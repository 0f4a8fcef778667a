import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { conflict, notFound, Problem } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { managersOf } from '../shared/team.ts';
import { routes } from './contract.ts';
import { managerMove } from './moving.ts';
import { makeMove } from './store.ts';

/** Names who looks after a partner: letters and tasks for managers go to that person, and the partner sees the name. */
export const handler = http(routes.setManager, async ({ params, body, session, now }) => {
  const profile = await readProfile(params.partnerId);
  if (!profile || !session) throw notFound('partner');
  const managers = managersOf(await programKey(), settings.team());
  const manager = managers.find(({ personId }) => personId === body.managerId);
  if (body.managerId !== null && !manager)
    throw new Problem(422, 'invalid-input', `managerId: must be one of ${managers.map(({ name }) => name).join(', ')}`);
  const move = managerMove(profile, manager, session.personId, now.toISOString());
  if (move && (await makeMove(move)) === 'refused')
    throw conflict('Something changed in this moment. Please try again.');
  return { body: { managerId: body.managerId } };
});
