import { programKey } from '../shared/program-key.ts';
import { step } from '../shared/step.ts';
import { type Decision, ruleTaskInput, type Task } from './contract.ts';
import { announcements, factOf, ruling, taskIdOf } from './deciding.ts';
import { closeTask, findTask } from './store.ts';

/** The deadline has come: decides by rule, unless a person was first; then that person's decision is the answer. */
export const handler = step(ruleTaskInput, async (name, now) => {
  const task = await findTask(taskIdOf(await programKey(), name));
  if (!task) throw new Error(`There is no open task ${name.kind} to rule.`);
  if (task.decision) return asFact(task, task.decision);
  const decision = ruling(task, now.toISOString(), name.because);
  if ((await closeTask(task, 'ruled', decision, announcements(task, decision))) === 'done')
    return asFact(task, decision);
  const first = await findTask(task.taskId);
  return asFact(task, first?.decision ?? decision);
});

const asFact = (task: Task, { at, by, outcome, reason, detail }: Decision) => ({
  fact: factOf(task),
  at,
  by,
  detail: { ...detail, outcome, reason: reason ?? '' },
});
