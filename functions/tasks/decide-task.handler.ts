import { http } from '../shared/http.ts';
import { readFacts } from '../shared/partner-reader.ts';
import { notFound, Problem } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { announcements, checkAnswer, refuseSamePerson, tooLate, viewOf } from './deciding.ts';
import { kindSpec } from './kinds.ts';
import { closeTask, companyNames, findTask } from './store.ts';

/** Takes a person's decision. The first one stands; the same answer again is answered the same. */
export const handler = http(routes.decideTask, async ({ params, body, session, now }) => {
  const task = await findTask(params.taskId);
  if (!task || !session) throw notFound('task');
  const detail = checkAnswer(task.kind, body.outcome, body.detail);
  const given = { outcome: body.outcome, by: session.personId, byName: session.name };
  const decision = { ...given, at: now.toISOString(), reason: body.reason, detail };
  if (task.state === 'open') {
    refuseSamePerson(task, session.personId);
    const facts = await readFacts(task.partnerId, task.run);
    if (!kindSpec(task.kind).outlives && facts.some(({ fact }) => fact === 'stopped')) {
      throw new Problem(410, 'partner-left', 'This partner has left the program: there is nothing to decide any more.');
    }
    await closeTask(task, 'decided', decision, announcements(task, decision));
  }
  const decided = (await findTask(params.taskId)) ?? task;
  const late = tooLate(decided, given);
  if (late) throw late;
  const names = await companyNames([task.partnerId]);
  return { body: viewOf(decided, names.get(task.partnerId) ?? '') };
});
