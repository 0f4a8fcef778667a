import type * as z from 'zod';
import type { routes } from '../../../functions/tasks/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { Empty, Row, Rows } from '../lists.tsx';
import { Pill, Show, useLoad } from '../ui.tsx';
import { taskTitle } from './task.tsx';

type TaskList = z.infer<NonNullable<(typeof routes)['listTasks']['answer']>>;

export const TasksPage = () => {
  const loaded = useLoad(() => api.get<TaskList>('/ops/tasks'), 'tasks');
  return (
    <Show of={loaded}>
      {(list) => (
        <>
          <h1>Open decisions</h1>
          <p class="lead">The most urgent first. What nobody decides is decided by rule at its deadline.</p>
          {list.tasks.length === 0 ? (
            <Empty>Nothing waits for a person. You get a letter when something does.</Empty>
          ) : (
            <Rows>
              {list.tasks.map((task) => (
                <Row
                  key={task.taskId}
                  href={`/ops/tasks/${task.taskId}`}
                  title={`${task.company}: ${taskTitle(task.kind).replace(/^./, (letter) => letter.toLowerCase())}`}
                  end={
                    <Pill kind={task.assignee === 'pool' ? 'warn' : ''}>
                      {task.assignee === 'pool' ? 'Escalated to everybody' : 'For the manager'}
                    </Pill>
                  }
                >
                  <p>{task.asks}</p>
                  <p class="soft small">
                    Asked {at(task.openedAt)}, due {at(task.deadline)}
                  </p>
                </Row>
              ))}
            </Rows>
          )}
        </>
      )}
    </Show>
  );
};
