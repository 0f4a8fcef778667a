import type { LetterOrder } from '../email/contract.ts';
import type { Policy } from '../policy/contract.ts';
import { businessDaysLater } from '../shared/days.ts';
import type { Task, TaskKind, TaskRequest } from './contract.ts';
import { newTask, type TaskName } from './deciding.ts';
import { kindSpec } from './kinds.ts';

const HOUR_MS = 3_600_000;

/** A task that another room asks for. Labs and appeals have business days, the others hours; nobody in ops is somebody's manager. */
export const requestedTask = (
  taskId: string,
  name: TaskName,
  { detail, hours }: Pick<TaskRequest, 'detail' | 'hours'>,
  policy: Policy,
  now: string,
): Task => {
  const { lab, appeal } = policy.decisions;
  const businessDays = {
    lab: lab.dueAfterBusinessDays,
    appeal: appeal.dueAfterBusinessDays,
    'deal-appeal': appeal.dueAfterBusinessDays,
  };
  const deadline =
    name.kind === 'lab' || name.kind === 'appeal' || name.kind === 'deal-appeal'
      ? businessDaysLater(now, businessDays[name.kind], policy.calendar)
      : new Date(Date.parse(now) + (hours ?? kindSpec(name.kind).hours) * HOUR_MS).toISOString();
  return newTask(taskId, name, { assignee: assigneeOf(name.kind), detail, deadline, now });
};

const assigneeOf = (kind: TaskKind): Task['assignee'] =>
  kind === 'contact-unreachable' || kind === 'mend' ? 'pool' : 'manager';

/** The letter that asks for a decision, or says that the pool is asked now. */
export const taskLetter = (letter: 'decision-needed' | 'decision-escalated', task: Task, now: string): LetterOrder => ({
  key: `task/${task.taskId}/${letter}`,
  letter,
  to: {
    team: letter === 'decision-escalated' || task.assignee === 'pool' ? 'ops' : 'manager',
    partnerId: task.partnerId,
  },
  partnerId: task.partnerId,
  run: task.run,
  orderedAt: now,
  data: { taskId: task.taskId, kind: task.kind, deadline: task.deadline },
});

/** What a new task's opening sends. The room that reports a lost mailbox writes to ops itself, with what it knows. */
export const openingLetters = (task: Task, now: string): LetterOrder[] =>
  task.kind === 'contact-unreachable' ? [] : [taskLetter('decision-needed', task, now)];

const isRuled = (deadline: string, { decisions, calendar }: Policy, now: string): boolean => {
  const days = decisions.lab.declinedAfterBusinessDays;
  // Business days are no shorter than days, but for an hour of summer time: most tasks need no calendar.
  if (Date.parse(now) - Date.parse(deadline) < days * 24 * HOUR_MS - HOUR_MS) return false;
  return businessDaysLater(deadline, days, calendar) <= now;
};

/** What to do with an overdue task that no workflow looks after [L11]. */
export const chase = (task: Task, policy: Policy, now: string): 'escalate' | 'rule' | 'nothing' => {
  if (!task.chased || task.state !== 'open' || task.deadline > now) return 'nothing';
  if (isRuled(task.deadline, policy, now)) return 'rule';
  return task.assignee === 'manager' ? 'escalate' : 'nothing';
};
