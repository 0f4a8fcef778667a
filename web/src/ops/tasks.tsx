import type * as z from 'zod';
import type { routes } from '../../../functions/tasks/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { Pill, Show, useLoad } from '../ui.tsx';

type TaskList = z.infer<NonNullable<(typeof routes)['listTasks']['answer']>>;

export const TasksPage = () => {
  const loaded = useLoad(() => api.get<TaskList>('/ops/tasks'), 'tasks');
  return (
    <Show of={loaded}>
      {(list) => (
        <>
          <h1>Open decisions</h1>
          <p class="lead">The most urgent first. What nobody decides is decided by rule at its deadline.</p>
          {list.tasks.length === 0 ? <div class="card soft">Nothing waits for a person.</div> : null}
          {list.tasks.map((task) => (
            <article key={task.taskId} class="card">
              <div class="row between">
                <h2>
                  <a href={`/ops/tasks/${task.taskId}`}>
                    {task.company}: {task.kind.replaceAll('-', ' ')}
                  </a>
                </h2>
                <Pill kind={task.assignee === 'pool' ? 'warn' : ''}>
                  {task.assignee === 'pool' ? 'Escalated to everybody' : 'For the manager'}
                </Pill>
              </div>
              <p>{task.asks}</p>
              <p class="soft small">
                Asked {at(task.openedAt)}, due {at(task.deadline)}
              </p>
            </article>
          ))}
        </>
      )}
    </Show>
  );
};
