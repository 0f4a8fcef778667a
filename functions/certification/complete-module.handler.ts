import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { courseViewOf } from './course.ts';
import { readLearner, requiredTracks } from './learner/store.ts';
import { addCourse, markModule } from './store.ts';

export const handler = http(routes.completeModule, async ({ params, session, now }) => {
  const learner = await readLearner(session, params.track, now);
  const { policy, partnerId, run } = learner;
  const known = policy.certification[params.track].modules.some(({ id }) => id === params.module);
  if (!known) throw notFound('module');
  if (!learner.begun) await addCourse(learner.course);
  const course = await markModule(learner.course, params.module, now.toISOString());
  const required = await requiredTracks(partnerId, run);
  return { body: courseViewOf({ ...learner, course }, required.has(params.track), policy, now.toISOString()) };
});
