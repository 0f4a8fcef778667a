import * as z from 'zod';
import type { ProgramEvent } from '../shared/event.ts';
import { route } from '../shared/route.ts';
import { id, instant, line, paragraph } from '../shared/text.ts';
import { decision, details, taskId, taskKey } from './items.ts';
import { type TaskKind, taskKind } from './kinds.ts';

export {
  type Decision,
  decision,
  type Fact,
  factItem,
  type Task,
  taskId,
  taskItem,
  type Wait,
  waitItem,
} from './items.ts';

export { peopleCriteria, peopleScores, type TaskKind, taskKind, taskKinds } from './kinds.ts';

/** Stands for a partner where a task is about the program as a whole. */
export const PROGRAM = '0'.repeat(26);

const run = z.int().min(1);
/** A fact's name, or all facts that begin with it: `review-concluded:*`. */
const awaited = z.string().regex(/^[a-z-]+(:[a-z0-9-]+)*(:\*)?$/);
/** `<workflow>/<step>`: names the wait and its letters within a partner's run. */
const stepName = z
  .string()
  .regex(/^[a-z0-9-]+(\/[A-Za-z0-9-]+)+$/)
  .max(80);
// ---- Steps of the workflows

const letter = z.strictObject({
  letter: z.string().regex(/^[a-z0-9-]{1,60}$/),
  to: z.enum(['contact', 'manager', 'ops']),
  /** What the letter's schema asks for; to the team, of a task, `taskId`, `kind` and `deadline` are added. */
  data: details.default({}),
  /** Not ordered when one of these facts is there. */
  unless: z.array(awaited).max(5).default([]),
  /** Field of the data that tells the contact the task's deadline. */
  deadlineAs: z.string().optional(),
  /** A name of its own instead of the step's: several steps of a run order it, and it is sent once. */
  once: stepName.optional(),
});

/**
 * Input of `await-fact`, invoked with `.waitForTaskToken`. Orders the letters and opens the task, then lets the
 * execution wait until one of `awaits` is there (none: until the time-out) or the partner's run is stopped. A fact that
 * is already there ends the wait at once, and nothing is ordered.
 */
export const awaitFactInput = z.strictObject({
  token: z.string().min(1).max(2048),
  partnerId: id,
  run,
  /** Whom letters to `contact` go to. */
  personId: id,
  step: stepName,
  awaits: z.array(awaited).max(10),
  /** Only facts later than this instant count. */
  since: instant.optional(),
  /** Once this instant is past there is nothing to wait for: the letters go out and the wait ends with fact `time`. */
  until: instant.optional(),
  /** Once this instant is past the wait ends with fact `time`, and nothing is ordered. */
  unlessPast: instant.optional(),
  /** The answer says how many seconds remain until then. */
  thenAt: instant.optional(),
  letters: z.array(letter).max(3).default([]),
  task: z
    .strictObject({
      kind: taskKind,
      key: taskKey.optional(),
      /** Seconds from opening; a task that is already open keeps its deadline. */
      deadlineInSeconds: z.int().min(1),
      assignee: z.enum(['manager', 'pool']).default('manager'),
      detail: details.default({}),
    })
    .optional(),
});
export type AwaitFact = z.infer<typeof awaitFactInput>;

/** What the state gets. A stop ends it with error `JourneyStopped` instead, its cause a `journeyStopped` as JSON. */
export const awaitFactOutput = z.strictObject({
  fact: z.string(),
  at: instant,
  by: z.string(),
  detail: details,
  /** Whole seconds from now to `thenAt`, at least 1; 1 when no `thenAt` was given. */
  secondsToThen: z.int().min(1),
});
export type AwaitFactOutput = z.infer<typeof awaitFactOutput>;

/**
 * Input of `rule-task`: the deadline has come, or the question has gone, `because` of what. Its output is as that of a
 * wait for the decision.
 */
export const ruleTaskInput = z.strictObject({
  partnerId: id,
  run,
  kind: taskKind,
  key: taskKey.optional(),
  because: line(300).optional(),
});
export const ruleTaskOutput = awaitFactOutput.omit({ secondsToThen: true });

/** Detail of a fact `decision:<kind>`, beside the details that the outcome has. */
export const decisionDetail = z.looseObject({ outcome: z.string(), reason: z.string() });

// ---- Events

/** `decision-made.v1`: a task was decided by a person, or ruled at its deadline. */
export const decisionMade = z.strictObject({
  taskId,
  kind: taskKind,
  key: taskKey.optional(),
  decision,
});

/** `task-opened.v1`: a person is asked; for the timeline. */
export const taskOpened = z.strictObject({ taskId, kind: taskKind, key: taskKey.optional(), deadline: instant });

/** `task-requested.v1`: another room asks for a decision by a person. */
export const taskRequest = z.strictObject({
  kind: taskKind,
  key: taskKey.optional(),
  detail: details,
  /** Until the deadline, where it is not what the kind says. */
  hours: z.int().min(1).max(720).optional(),
});
export type TaskRequest = z.infer<typeof taskRequest>;

/**
 * The event to put beside your own data when a person must decide (the lab, help after three attempts, a contact whose
 * letters come back). The decision comes back as `decision-made.v1` and as fact `decision:<kind>`, with `:<key>` if given.
 */
export const taskRequested = (request: {
  partnerId: string;
  run: number;
  kind: TaskKind;
  key?: string;
  detail?: Record<string, unknown>;
  hours?: number;
  at: string;
}): ProgramEvent => ({
  id: `${request.partnerId}/${request.run}/task-requested/${request.kind}${request.key ? `/${request.key}` : ''}`,
  name: 'task-requested.v1',
  occurredAt: request.at,
  recordedAt: request.at,
  partnerId: request.partnerId,
  run: request.run,
  data: {
    kind: request.kind,
    ...(request.key ? { key: request.key } : {}),
    detail: request.detail ?? {},
    ...(request.hours ? { hours: request.hours } : {}),
  },
});

// ---- HTTP

const company = z.string();
const taskView = z.strictObject({
  taskId,
  kind: taskKind,
  asks: z.string(),
  /** What may be answered, and the names of the details each answer needs. */
  outcomes: z.array(z.strictObject({ outcome: z.string(), needs: z.array(z.string()) })),
  partnerId: id,
  run,
  company,
  state: z.enum(['open', 'decided', 'ruled']),
  assignee: z.enum(['manager', 'pool']),
  openedAt: instant,
  deadline: instant,
  detail: details,
  decision: decision.optional(),
});
export type TaskView = z.infer<typeof taskView>;

export const recordableFacts = [
  'first-call-recorded',
  'activity-recorded',
  'activity-met',
  'kpis-agreed',
  'first-sale',
  'landing-page-recorded',
  'review-concluded',
  'breach-recorded',
  'renegotiated',
] as const;
/** Facts that can happen again: each gets the next number, `review-concluded:2`. */
export const repeatable: ReadonlySet<string> = new Set(['review-concluded', 'breach-recorded', 'renegotiated']);

export const routes = {
  listTasks: route({
    id: 'listTasks',
    method: 'GET',
    path: '/api/ops/tasks',
    access: 'team',
    summary: 'Open decisions, the most urgent first',
    query: z.strictObject({ cursor: z.string().max(1000).optional() }),
    status: 200,
    answer: z.strictObject({ tasks: z.array(taskView), cursor: z.string().optional() }),
  }),
  showTask: route({
    id: 'showTask',
    method: 'GET',
    path: '/api/ops/tasks/{taskId}',
    access: 'team',
    summary: 'One decision: what is asked, what is known, and what was decided',
    params: z.strictObject({ taskId }),
    status: 200,
    answer: taskView,
  }),
  decideTask: route({
    id: 'decideTask',
    method: 'POST',
    path: '/api/ops/tasks/{taskId}/decision',
    access: 'team',
    summary: 'Decide; 409 says who was first, 410 that the deadline decided or the partner has left',
    params: z.strictObject({ taskId }),
    body: z.strictObject({ outcome: z.string().max(40), reason: paragraph(1000), detail: details.default({}) }),
    status: 200,
    answer: taskView,
  }),
  recordFact: route({
    id: 'recordFact',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/facts',
    access: 'team',
    summary: 'Record what happened with a partner: a call, an activity, agreed KPIs, a review, a breach',
    params: z.strictObject({ partnerId: id }),
    body: z.strictObject({ fact: z.enum(recordableFacts), note: line(500), detail: details.default({}) }),
    status: 201,
    answer: z.strictObject({ fact: z.string(), at: instant, by: z.string() }),
  }),
} as const;
