import { busEvent } from '../shared/consumer.ts';
import { log } from '../shared/log.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { openingLetters, requestedTask } from './chasing.ts';
import { taskRequest } from './contract.ts';
import { taskIdOf } from './deciding.ts';
import { openWait, putTask } from './store.ts';

/** Opens a task that another room asks for, and writes to the person who decides. Asked twice, it opens one. */
export const handler = busEvent(async ({ partnerId, run, data }, now) => {
  if (!partnerId || !run) return log.warn('EVENT_SKIPPED', { because: 'a task of no partner' });
  const { kind, key, detail, hours } = taskRequest.parse(data);
  const { policy } = await readPolicy(now);
  const name = { partnerId, run, kind, key };
  const task = requestedTask(taskIdOf(await programKey(), name), name, { detail, hours }, policy, now.toISOString());
  await openWait(undefined, openingLetters(task, now.toISOString()), putTask(task));
});
