import middy from '@middy/core';
import { readPolicy } from '../shared/policy-reader.ts';
import { dueActions, saveAction } from './agreed/store.ts';
import { actionLetter } from './letters.ts';
import { reminded } from './recording.ts';

/** Every day: writes to the owners of actions that are due soon, or overdue. Safe to repeat. */
export const handler = middy().handler(async () => {
  const now = new Date();
  const at = now.toISOString();
  const { policy } = await readPolicy(now);
  let from: Record<string, unknown> | undefined;
  do {
    const page = await dueActions(at, from);
    for (const action of page.actions) {
      const next = reminded(action, policy, at);
      await saveAction(next.action, { letters: [actionLetter(action, next.overdue, at)] });
    }
    from = page.next;
  } while (from);
});
