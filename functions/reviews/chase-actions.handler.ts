import { entry } from '../shared/entry.ts';
import { log } from '../shared/log.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { dueActions, saveAction } from './agreed/store.ts';
import type { Action } from './items.ts';
import { actionLetter } from './letters.ts';
import { reminded } from './recording.ts';

/** Every day: writes to the owners of actions that are due soon, or overdue. One that fails keeps no other from it, and comes again. */
export const handler = entry<unknown, void>().handler(async () => {
  const now = new Date();
  const at = now.toISOString();
  const { policy } = await readPolicy(now);
  const remind = async (action: Action): Promise<void> => {
    const next = reminded(action, policy, at);
    await saveAction(next.action, { letters: [actionLetter(action, next.overdue, at)] });
  };
  let from: Record<string, unknown> | undefined;
  do {
    const page = await dueActions(at, from);
    for (const action of page.actions) {
      const { partnerId, quarter, number } = action;
      await remind(action).catch((error) => log.error('ACTION_NOT_CHASED', error, { partnerId, quarter, number }));
    }
    from = page.next;
  } while (from);
});
