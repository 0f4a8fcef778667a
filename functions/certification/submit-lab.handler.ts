import { http } from '../shared/http.ts';
import { conflict } from '../shared/problem.ts';
import { labHandedIn } from './announcements.ts';
import { routes } from './contract.ts';
import { whyNoLab } from './lab.ts';
import { readLearner } from './learner/store.ts';
import { submitLab } from './store.ts';

/** The same proof again while it is being reviewed is fine; another one has to wait. */
export const handler = http(routes.submitLab, async ({ body, session, now }) => {
  const learner = await readLearner(session, 'technical', now);
  const { course, partnerId, run, personId, policy } = learner;
  const answer = { body: { state: 'submitted' } };
  if (course.lab === 'submitted' && course.labProof === body.proof) return answer;
  const at = now.toISOString();
  const because = whyNoLab(learner, policy, at);
  if (because) throw conflict(because);
  const following = labHandedIn({ partnerId, run, personId, nth: course.labs + 1, ...body }, at);
  if (!(await submitLab(course, { proof: body.proof, at }, following))) throw conflict('Your lab is being reviewed.');
  return answer;
});
