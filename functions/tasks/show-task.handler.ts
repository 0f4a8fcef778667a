import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { viewOf } from './deciding.ts';
import { companyNames, findTask } from './store.ts';

export const handler = http(routes.showTask, async ({ params }) => {
  const task = await findTask(params.taskId);
  if (!task) throw notFound('task');
  const names = await companyNames([task.partnerId]);
  return { body: viewOf(task, names.get(task.partnerId) ?? '') };
});
