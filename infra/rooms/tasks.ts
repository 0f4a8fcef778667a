import { routes } from '../../functions/tasks/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** People's decisions, the facts of a partner's run, and the workflows that wait for them. */
export const tasks: RoomManifest = {
  'await-fact': {
    does: 'Lets a workflow wait for a fact, orders the letters of the wait and opens its task',
    step: true,
    program: ['Query', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    key: true,
    answersTasks: ['Success', 'Failure'],
  },
  'rule-task': {
    does: 'Decides a task by rule at its deadline, unless a person was first',
    step: true,
    program: ['GetItem', 'PutItem', 'UpdateItem'],
    key: true,
  },
  'settle-waits': {
    does: 'Writes a fact and tells the workflows that wait for it',
    events: ['fact-recorded.v1'],
    program: ['Query', 'PutItem', 'DeleteItem', 'GetItem'],
    answersTasks: ['Success'],
  },
  'stop-waits': {
    does: 'Ends everything that waits in the run of a partner that has left',
    events: ['partner-stopped.v1'],
    program: ['Query', 'PutItem', 'DeleteItem', 'GetItem'],
    answersTasks: ['Failure'],
  },
  'open-task': {
    does: 'Opens a task that another room asks for, and writes to the person who decides',
    events: ['task-requested.v1'],
    program: ['Query', 'PutItem'],
    key: true,
  },
  'chase-tasks': {
    does: 'Escalates the tasks of no workflow at their deadline, and rules them 5 business days later',
    schedule: { everyMinutes: 60 },
    program: ['Query', 'PutItem', 'UpdateItem'],
    index: true,
  },
  'list-tasks': {
    does: 'Lists the open decisions',
    route: routes.listTasks,
    program: ['BatchGetItem'],
    index: true,
  },
  'show-task': { does: 'Shows one decision', route: routes.showTask, program: ['GetItem', 'BatchGetItem'] },
  'decide-task': {
    does: "Takes a person's decision; the first one stands",
    route: routes.decideTask,
    program: ['GetItem', 'Query', 'BatchGetItem', 'UpdateItem', 'PutItem'],
  },
  'record-fact': {
    does: 'Records what happened with a partner',
    route: routes.recordFact,
    program: ['GetItem', 'Query', 'PutItem'],
  },
};
