import { whyNotThisFile } from '../library/contract.ts';
import { http } from '../shared/http.ts';
import { conflict, Problem } from '../shared/problem.ts';
import { labHandedIn } from './announcements.ts';
import { routes } from './contract.ts';
import { proofOf, whyNoLab } from './lab.ts';
import { readLearner } from './learner/store.ts';
import { findFile, submitLab } from './store.ts';

/** The same proof again while it is being reviewed is fine; another one has to wait. */
export const handler = http(routes.submitLab, async ({ body, session, now }) => {
  const learner = await readLearner(session, 'technical', now);
  const { course, partnerId, run, personId, policy } = learner;
  const answer = { body: { state: 'submitted' } };
  const proof = proofOf(body);
  if (course.lab === 'submitted' && course.labProof === proof) return answer;
  const at = now.toISOString();
  const because = whyNoLab(learner, policy, at);
  if (because) throw conflict(because);
  const wrong = body.fileId && whyNotThisFile(await findFile(partnerId, body.fileId), 'lab-proof');
  if (wrong) throw new Problem(422, 'invalid-input', wrong);
  const following = labHandedIn({ partnerId, run, personId, nth: course.labs + 1, ...body }, at);
  if (!(await submitLab(course, { proof, at }, following))) throw conflict('Your lab is being reviewed.');
  return answer;
});
