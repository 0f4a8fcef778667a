import { http } from '../shared/http.ts';
import { routes, track } from './contract.ts';
import { courseViewOf } from './course.ts';
import { readLearner, requiredTracks } from './learner/store.ts';

export const handler = http(routes.listCourses, async ({ session, now }) => {
  const learners = await Promise.all(track.options.map((one) => readLearner(session, one, now)));
  const [first] = learners;
  const required = first ? await requiredTracks(first.partnerId, first.run) : new Set();
  const courses = learners.map((learner) =>
    courseViewOf(learner, required.has(learner.course.track), learner.policy, now.toISOString()),
  );
  return { body: { courses } };
});
