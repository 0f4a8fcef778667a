import type { Policy } from '../policy/contract.ts';
import { renewFrom } from './certificate.ts';
import type { Attempt, Certificate, Course, CourseView, Track } from './contract.ts';
import { moduleText } from './courses/texts.ts';
import { whyNoLab } from './lab.ts';
import { attemptsLeft, needed, readiness } from './quiz.ts';

/** A course that nobody has touched yet. */
export const newCourse = (
  of: { partnerId: string; personId: string; track: Track },
  { certification }: Policy,
): Course => ({
  type: 'COURSE',
  partnerId: of.partnerId,
  personId: of.personId,
  track: of.track,
  modules: {},
  attemptsAllowed: certification.sales.attempts,
  attemptsStarted: 0,
  labs: 0,
  lab: 'none',
});

const titles: Readonly<Record<Track, string>> = {
  sales: 'Sales certification',
  technical: 'Technical certification',
};

const LAB_TASK = `Connect a sandbox account to the product through its API and show that it works:

- Sign in with your own credentials, not with a shared key.
- Create a record, change it, and receive the change by webhook.
- Verify the webhook's signature, and answer the same delivery twice without doing its work twice.
- Show what your side does when our API answers 429 or 503.

Hand in an https address where the reviewer can see the code and the output of a test run, and say in a few sentences what to look at.`;

interface Standing {
  readonly course: Course;
  readonly last: Attempt | undefined;
  readonly certificate: Certificate | undefined;
  readonly run: number;
}

/** One course as a person sees it at `now`. */
export const courseViewOf = (standing: Standing, required: boolean, policy: Policy, now: string): CourseView => {
  const { course, certificate } = standing;
  const { modules } = policy.certification[course.track];
  return {
    track: course.track,
    title: titles[course.track],
    minutes: modules.reduce((sum, module) => sum + module.minutes, 0),
    required,
    modules: modules.map(({ id, title, minutes }) => {
      const completedAt = course.modules[id];
      return {
        module: id,
        title,
        minutes,
        text: moduleText(course.track, id),
        ...(completedAt ? { completedAt } : {}),
      };
    }),
    ...(certificate ? { certificate: certificateOf(certificate, policy) } : {}),
    ...(course.track === 'sales' ? { quiz: quizOf(standing, policy, now) } : { lab: labOf(standing, policy, now) }),
  };
};

const certificateOf = (certificate: Certificate, { calendar }: Policy): CourseView['certificate'] => ({
  state: certificate.state,
  issuedAt: certificate.issuedAt,
  expiresOn: certificate.expiresOn,
  renewFrom: renewFrom(certificate, calendar.timeZone),
});

const quizOf = (standing: Standing, policy: Policy, now: string): CourseView['quiz'] => {
  const { course, last } = standing;
  return {
    questions: policy.certification.sales.questions,
    needed: needed(policy.certification),
    attemptsLeft: attemptsLeft(course),
    ...(last?.state === 'open' ? { open: last.number } : {}),
    ...readiness(standing, policy, now),
    ...(last?.submittedAt && last.correct !== undefined
      ? {
          last: {
            number: last.number,
            correct: last.correct,
            passed: last.state === 'passed',
            at: last.submittedAt,
          },
        }
      : {}),
  };
};

const labOf = (standing: Standing, policy: Policy, now: string): CourseView['lab'] => {
  const because = whyNoLab(standing, policy, now);
  const { lab, labNote } = standing.course;
  return {
    task: LAB_TASK,
    state: lab,
    canSubmit: because === undefined,
    ...(because ? { because } : {}),
    ...(labNote ? { note: labNote } : {}),
  };
};
