import { readCursor } from '../shared/cursor.ts';
import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { viewOf } from './deciding.ts';
import { companyNames, openTasks } from './store.ts';

export const handler = http(routes.listTasks, async ({ query }) => {
  const { tasks, cursor } = await openTasks(readCursor(query.cursor));
  const names = await companyNames(tasks.map(({ partnerId }) => partnerId));
  return { body: { tasks: tasks.map((task) => viewOf(task, names.get(task.partnerId) ?? '')), cursor } };
});
