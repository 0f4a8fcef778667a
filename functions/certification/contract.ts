import * as z from 'zod';
import { route } from '../shared/route.ts';
import { id, instant, paragraph } from '../shared/text.ts';
import { day, type Track, track } from './items.ts';

export {
  type Attempt,
  attemptItem,
  type Certificate,
  type Course,
  certificateItem,
  courseItem,
  type Track,
  track,
} from './items.ts';

/** Step Functions waits 1 to 99,999,999 seconds. */
const seconds = z.int().min(1).max(99_999_999);

// ---- Decisions

/** Key of this room's tasks (`lab`, `quiz-attempts`): the person they are about, and the how-manieth it is. */
export const taskKeyOf = (personId: string, nth: number): string => `${personId.toLowerCase()}:${nth}`;

// ---- Steps of the workflow certification-renewal

/** Name of the execution that `start-renewals` starts for one certificate: 69 to 73 characters of the 80 allowed. */
export const renewalName = (personId: string, of: Track, expiryDate: string): string =>
  `certification-renewal-${personId}-${of}-${expiryDate}`;

/** Without a person or track: the certificate of this partner that expires first. */
export const describeCertificate = z.strictObject({
  partnerId: id,
  run: z.int().min(1),
  personId: id.optional(),
  track: track.optional(),
});

const moment = z.strictObject({ at: instant, secondsFromPrevious: seconds, days: z.int().min(0) });

/**
 * Output of `describe-certificate`. `state`: `current` = go on; `expired`, `none` = nothing to wait for. The moments
 * lie 30 and 7 days before the expiry and at it; `past` ones are skipped; the first wait counts from now.
 */
export const describedCertificate = z.strictObject({
  state: z.enum(['current', 'expired', 'none']),
  /** What follows is there while `current` or `expired`. */
  certificate: z
    .strictObject({
      personId: id,
      track,
      issuedAt: instant,
      expiresOn: instant,
      expiryDate: day,
      /** The fact that ends the wait: this person has renewed this certificate. */
      fact: z.string(),
      /** `step` names for await-fact, unique for this certificate within the run. */
      steps: z.strictObject({ first: z.string(), second: z.string(), expiry: z.string() }),
      first: moment.extend({ past: z.boolean() }),
      second: moment.extend({ past: z.boolean() }),
      expiry: moment.extend({ past: z.boolean() }),
      /** Data of the letters certification-expiring (first, second) and certification-expired. */
      data: z.strictObject({
        first: z.record(z.string(), z.unknown()),
        second: z.record(z.string(), z.unknown()),
        expired: z.record(z.string(), z.unknown()),
      }),
    })
    .optional(),
});
export type DescribedCertificate = z.infer<typeof describedCertificate>;

export const expireCertificate = z.strictObject({
  partnerId: id,
  run: z.int().min(1),
  personId: id,
  track,
  expiryDate: day,
});
/** `renewed`: a newer certificate has taken its place, so nothing expired. */
export const expiredCertificate = z.strictObject({ outcome: z.enum(['expired', 'renewed']) });

// ---- HTTP

const module_ = z.strictObject({
  module: z.string(),
  title: z.string(),
  minutes: z.int().min(1),
  /** Paragraphs parted by an empty line; `## ` headings; `- ` list items. */
  text: z.string(),
  completedAt: instant.optional(),
});

export const courseView = z.strictObject({
  track,
  title: z.string(),
  minutes: z.int(),
  /** Asked of this partner, or offered [O10]. */
  required: z.boolean(),
  modules: z.array(module_),
  certificate: z
    .strictObject({ state: z.enum(['current', 'expired']), issuedAt: instant, expiresOn: instant, renewFrom: instant })
    .optional(),
  quiz: z
    .strictObject({
      questions: z.int(),
      needed: z.int(),
      attemptsLeft: z.int(),
      /** Number of an attempt that is open: start again to see its questions. */
      open: z.int().optional(),
      /** Whether an attempt can be started now, and if not, why and from when. */
      canStart: z.boolean(),
      because: z.string().optional(),
      startsFrom: instant.optional(),
      last: z.strictObject({ number: z.int(), correct: z.int(), passed: z.boolean(), at: instant }).optional(),
    })
    .optional(),
  lab: z
    .strictObject({
      task: z.string(),
      state: z.enum(['none', 'submitted', 'passed', 'failed']),
      canSubmit: z.boolean(),
      because: z.string().optional(),
      note: z.string().optional(),
    })
    .optional(),
});
export type CourseView = z.infer<typeof courseView>;

export const coursesView = z.strictObject({ courses: z.array(courseView) });

export const questionView = z.strictObject({
  id: z.string(),
  module: z.string(),
  text: z.string(),
  options: z.array(z.strictObject({ id: z.string(), text: z.string() })),
});

export const attemptView = z.strictObject({
  number: z.int(),
  track,
  needed: z.int(),
  questions: z.array(questionView),
});

const answered = z.strictObject({ question: z.string().max(40), option: z.string().max(10) });
export const answers = z.strictObject({ answers: z.array(answered).max(50) });

export const attemptResult = z.strictObject({
  number: z.int(),
  passed: z.boolean(),
  correct: z.int(),
  questions: z.int(),
  needed: z.int(),
  attemptsLeft: z.int(),
  nextAttemptAt: instant.optional(),
  /** How many were right, by module: what to read again. */
  modules: z.array(z.strictObject({ module: z.string(), title: z.string(), correct: z.int(), questions: z.int() })),
  certificate: z.strictObject({ expiresOn: instant }).optional(),
});

export const labProof = z
  .strictObject({
    /** Where the manager can see the working integration or its test run: an https address. */
    proof: z
      .url({ protocol: /^https$/, hostname: z.regexes.domain })
      .max(500)
      .optional(),
    /** Or a file that was sent as `lab-proof`. */
    fileId: id.optional(),
    note: paragraph(2000),
  })
  .refine(({ proof, fileId }) => (proof === undefined) !== (fileId === undefined), 'give either proof or fileId');
export type LabProof = z.infer<typeof labProof>;

const number = z.coerce.number().int().min(1).max(999);

export const routes = {
  listCourses: route({
    id: 'listCourses',
    method: 'GET',
    path: '/api/portal/courses',
    access: 'partner',
    summary: 'The two certification courses: modules, quiz, lab, certificates',
    status: 200,
    answer: coursesView,
  }),
  completeModule: route({
    id: 'completeModule',
    method: 'POST',
    path: '/api/portal/courses/{track}/modules/{module}/completion',
    access: 'partner',
    summary: 'Mark a module as read',
    params: z.strictObject({ track, module: z.string().regex(/^[a-z-]{1,40}$/) }),
    body: z.strictObject({}),
    status: 200,
    answer: courseView,
  }),
  startAttempt: route({
    id: 'startAttempt',
    method: 'POST',
    path: '/api/portal/courses/{track}/attempts',
    access: 'partner',
    summary: 'Start a quiz attempt, or see the questions of the open one again',
    params: z.strictObject({ track: z.literal('sales') }),
    body: z.strictObject({}),
    status: 200,
    answer: attemptView,
  }),
  submitAttempt: route({
    id: 'submitAttempt',
    method: 'POST',
    path: '/api/portal/courses/{track}/attempts/{number}/answers',
    access: 'partner',
    summary: 'Hand in the answers of an attempt: all of its questions, once',
    params: z.strictObject({ track: z.literal('sales'), number }),
    body: answers,
    status: 200,
    answer: attemptResult,
  }),
  submitLab: route({
    id: 'submitLab',
    method: 'POST',
    path: '/api/portal/courses/technical/lab',
    access: 'partner',
    summary: 'Hand in the proof of the technical lab, for the manager to look at',
    body: labProof,
    status: 202,
    answer: z.strictObject({ state: z.literal('submitted') }),
  }),
} as const;
