import { factRecorded, type ProgramEvent } from '../shared/event.ts';
import { keyedHash } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import type { AwaitFact, Decision, Task, TaskKind, TaskView } from './contract.ts';
import { kindSpec } from './kinds.ts';

export interface TaskName {
  readonly partnerId: string;
  readonly run: number;
  readonly kind: TaskKind;
  readonly key?: string | undefined;
}

/** The id of a task: follows from what it is about, so asking twice opens one; cannot be guessed. 32 characters. */
export const taskIdOf = (programKey: string, { partnerId, run, kind, key }: TaskName): string =>
  keyedHash(programKey, 'task', partnerId, run, kind, key ?? '').slice(0, 32);

export const newTask = (
  taskId: string,
  name: TaskName,
  about: Pick<Task, 'assignee' | 'detail'> & { readonly deadline: string; readonly now: string },
): Task => ({
  type: 'TASK',
  taskId,
  kind: name.kind,
  ...(name.key ? { key: name.key } : {}),
  partnerId: name.partnerId,
  run: name.run,
  state: 'open',
  assignee: about.assignee,
  chased: kindSpec(name.kind).chased ?? false,
  openedAt: about.now,
  deadline: about.deadline,
  detail: about.detail,
});

/** The task that a wait asks for, opened now. */
export const taskOfWait = (taskId: string, { partnerId, run, task }: AwaitFact, now: string): Task | undefined =>
  task &&
  newTask(
    taskId,
    { partnerId, run, kind: task.kind, key: task.key },
    {
      assignee: task.assignee,
      detail: task.detail,
      deadline: new Date(Date.parse(now) + task.deadlineInSeconds * 1000).toISOString(),
      now,
    },
  );

/** Refuses with 422 an outcome that this kind does not have, or details that the outcome does not take. */
export const checkAnswer = (
  kind: TaskKind,
  outcome: string,
  detail: Record<string, unknown>,
): Record<string, unknown> => {
  const { outcomes } = kindSpec(kind);
  const shape = Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined;
  if (!shape) {
    throw new Problem(422, 'invalid-input', `Answer with one of: ${Object.keys(outcomes).join(', ')}.`);
  }
  const parsed = shape.safeParse(detail);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((one) => ({
    where: 'body',
    field: ['detail', ...one.path].join('.'),
    message: one.message,
  }));
  throw new Problem(422, 'invalid-input', `${errors[0]?.field}: ${errors[0]?.message}`, { errors });
};

/** A task may say who has had a say already (`detail.notBy`): it takes somebody else [A14, L14]. */
export const refuseSamePerson = ({ detail: { notBy } }: Pick<Task, 'detail'>, personId: string): void => {
  if (notBy !== personId) return;
  throw new Problem(409, 'second-person-needed', 'This takes somebody else: you have had your say in it already.');
};

/** What is decided when nobody has decided in time [L11]. */
export const ruling = (task: Pick<Task, 'kind' | 'deadline'>, now: string, because?: string): Decision => ({
  outcome: kindSpec(task.kind).ruled,
  by: 'rule',
  at: now,
  reason: because ?? 'Nobody decided in time, so the rule for this decision applies.',
  detail: {},
});

/** What follows a decision: it is announced, workflows that wait for it hear of it, and what it says has happened. */
export const announcements = (task: Task, decision: Decision): ProgramEvent[] => {
  const { taskId, kind, key, partnerId, run } = task;
  const when = { partnerId, run, occurredAt: decision.at, recordedAt: decision.at };
  const detail = { ...decision.detail, outcome: decision.outcome, reason: decision.reason ?? '' };
  const happened = kindSpec(kind).facts?.[decision.outcome];
  return [
    {
      id: `${partnerId}/${run}/decided/${kind}${key ? `/${key}` : ''}`,
      name: 'decision-made.v1',
      ...when,
      data: { taskId, kind, ...(key ? { key } : {}), decision },
    },
    factRecorded({ ...when, fact: factOf(task), by: decision.by, detail }),
    ...(happened ? [factRecorded({ ...when, fact: happened, by: decision.by, detail })] : []),
  ];
};

export const factOf = ({ kind, key }: Pick<Task, 'kind' | 'key'>): string => `decision:${kind}${key ? `:${key}` : ''}`;

/** As the page of open decisions shows it. */
export const viewOf = (task: Task, company: string): TaskView => {
  const { asks, outcomes } = kindSpec(task.kind);
  return {
    taskId: task.taskId,
    kind: task.kind,
    asks,
    outcomes: Object.entries(outcomes).map(([outcome, shape]) => ({ outcome, needs: fieldsOf(shape) })),
    partnerId: task.partnerId,
    run: task.run,
    company,
    state: task.state,
    assignee: task.assignee,
    openedAt: task.openedAt,
    deadline: task.deadline,
    detail: task.detail,
    ...(task.decision ? { decision: task.decision } : {}),
  };
};

const fieldsOf = (shape: object): string[] =>
  'shape' in shape && typeof shape.shape === 'object' ? Object.keys(shape.shape ?? {}) : [];

/** Why a decision comes too late, as the person reads it; undefined when it is the same answer again. */
export const tooLate = (task: Task, given: { by: string; outcome: string }): Problem | undefined => {
  const decision = task.decision;
  if (!decision || (decision.by === given.by && decision.outcome === given.outcome)) return undefined;
  const shown = { decision };
  if (task.state === 'ruled') {
    const sentence = `The deadline passed on ${task.deadline}. It was decided by rule: ${decision.outcome}.`;
    return new Problem(410, 'decided-by-rule', sentence, shown);
  }
  const sentence = `Already decided by ${decision.byName ?? 'somebody else'} at ${decision.at}: ${decision.outcome}.`;
  return new Problem(409, 'already-decided', sentence, shown);
};
