import type { Task } from '../../functions/tasks/contract.ts';
import { taskIdOf } from '../../functions/tasks/deciding.ts';
import { NOW, PARTNER } from '../partners/builders.ts';

export const KEY = 'a program key';

/** An open scorecard task of the manager, due in 48 hours, as far as a test does not say otherwise. */
export const aTask = (more: Partial<Task> = {}): Task => ({
  type: 'TASK',
  taskId: taskIdOf(KEY, { partnerId: PARTNER, run: 1, kind: more.kind ?? 'scorecard', key: more.key }),
  kind: 'scorecard',
  partnerId: PARTNER,
  run: 1,
  state: 'open',
  assignee: 'manager',
  chased: false,
  openedAt: NOW,
  deadline: '2027-03-03T09:00:00.000Z',
  detail: {},
  ...more,
});
