import { readCursor } from '../shared/cursor.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { chase, taskLetter } from './chasing.ts';
import { announcements, ruling } from './deciding.ts';
import { closeTask, handToPool, openTasks, openWait } from './store.ts';

/** Every hour: overdue tasks that no workflow looks after go to the pool, and are ruled 5 business days later [L11]. */
export const handler = async (): Promise<void> => {
  const now = new Date();
  const at = now.toISOString();
  const { policy } = await readPolicy(now);
  let cursor: string | undefined;
  do {
    const page = await openTasks(readCursor(cursor), at);
    for (const task of page.tasks) {
      const next = chase(task, policy, at);
      if (next === 'escalate')
        await openWait(undefined, [taskLetter('decision-escalated', task, at)], [handToPool(task)]);
      if (next !== 'rule') continue;
      const decision = ruling(task, at);
      await closeTask(task, 'ruled', decision, announcements(task, decision));
    }
    cursor = page.cursor;
  } while (cursor);
};
