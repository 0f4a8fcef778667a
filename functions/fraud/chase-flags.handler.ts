import * as z from 'zod';
import { readCursor } from '../shared/cursor.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { step } from '../shared/step.ts';
import { chase } from './acting/store.ts';
import { termsOf } from './checking.ts';
import type { Move } from './flag.ts';
import { listFlags } from './store.ts';

/** Open flags whose next step is due [F4]: reminds, gives them a second owner, ends them. Safe to repeat. */
export const handler = step(z.object({}), async (_, now) => {
  const at = now.toISOString();
  const { version, policy } = await readPolicy(now);
  const done: Partial<Record<Move, number>> = {};
  let cursor: string | undefined;
  do {
    const page = await listFlags('open', readCursor(cursor), at);
    for (const flag of page.flags) {
      const move = await chase(flag, termsOf(version, policy), at);
      if (move) done[move] = (done[move] ?? 0) + 1;
    }
    cursor = page.cursor;
  } while (cursor);
  const { remind: reminded = 0, 'hand-over': handedOver = 0, lapse: released = 0, reject: rejected = 0 } = done;
  return { reminded, handedOver, released, rejected };
});
