import { issue } from '../../functions/certification/certificate.ts';
import type { Attempt, Certificate, Course, Track } from '../../functions/certification/contract.ts';
import { newCourse } from '../../functions/certification/course.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';
import type { ProgramEvent } from '../../functions/shared/event.ts';
import { ADMITTED, PARTNER, PERSON } from '../onboarding/builders.ts';

export const policy = firstPolicy;
export const HOUR_MS = 3_600_000;
export const hoursAfter = (at: string, hours: number): string =>
  new Date(Date.parse(at) + hours * HOUR_MS).toISOString();

const allRead = (track: Track) =>
  Object.fromEntries(policy.certification[track].modules.map(({ id }) => [id, ADMITTED]));

/** A course with all its modules read. */
export const aCourse = (course: Partial<Course> = {}): Course => {
  const fresh = newCourse({ partnerId: PARTNER, personId: PERSON, track: course.track ?? 'sales' }, policy);
  return { ...fresh, modules: allRead(fresh.track), ...course };
};

export const aCertificate = (certificate: Partial<Certificate> = {}, at = ADMITTED): Certificate => ({
  ...issue({ partnerId: PARTNER, run: 1, personId: PERSON, track: certificate.track ?? 'sales' }, policy, at),
  ...certificate,
});

export const anAttempt = (attempt: Partial<Attempt> = {}): Attempt => ({
  type: 'ATTEMPT',
  partnerId: PARTNER,
  personId: PERSON,
  track: 'sales',
  number: 1,
  bankVersion: 1,
  questions: [],
  startedAt: ADMITTED,
  state: 'open',
  ...attempt,
});

export const failedAttempt = (number: number, submittedAt: string): Attempt =>
  anAttempt({ number, state: 'failed', submittedAt, answers: {}, correct: 15 });

/** What a following tells, in order: facts by their own name, other events by theirs. */
export const told = (events: readonly ProgramEvent[]): readonly unknown[] =>
  events.map(({ name, data }) => data.fact ?? name);
