import { readFacts } from '../shared/partner-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { step } from '../shared/step.ts';
import { tell } from './answering.ts';
import { awaitFactInput } from './contract.ts';
import { taskIdOf, taskOfWait } from './deciding.ts';
import { askFor, closeWait, findTask, openWait } from './store.ts';
import { endingOf, lettersOf, timeIsUp, waitOf } from './waiting.ts';

/** Lets a workflow wait. Writes the wait, then reads the facts; settle-waits does it the other way round: none is missed. */
export const handler = step(awaitFactInput, async (input, now) => {
  const { partnerId, run, token } = input;
  const at = now.toISOString();
  const before = await readFacts(partnerId, run);
  const early = endingOf(input, before, at) ?? timeIsUp(input.unlessPast, input, at);
  if (early) return tell(token, early);
  const taskId = input.task && taskIdOf(await programKey(), { partnerId, run, ...input.task });
  const found = taskId ? await findTask(taskId) : undefined;
  const task = found ?? (taskId ? taskOfWait(taskId, input, at) : undefined);
  const time = timeIsUp(input.until, input, at);
  const wait = waitOf(input, at);
  const asked = task && input.task ? askFor(task, found, input.task.assignee) : [];
  await openWait(time ? undefined : wait, lettersOf(input, before, task, at), asked);
  const ending = time ?? endingOf(input, await readFacts(partnerId, run), at);
  if (!ending) return { waits: true };
  if (!time) await closeWait(wait);
  return tell(token, ending);
});
