import { step } from '../shared/step.ts';
import { answerWait } from '../shared/workflows.ts';
import { asking, stuck } from './announcing.ts';
import { awaitBatchInput } from './contract.ts';
import { batchNamed, findBatchWait, openBatchWait } from './store.ts';
import { endsWait } from './waiting.ts';

/** Lets a run wait for people. The wait is written before the run is read again, so no news is missed. */
export const handler = step(awaitBatchInput, async ({ token, batchId, awaits, since, error = '', stay }, now) => {
  const at = now.toISOString();
  const batch = await batchNamed(batchId);
  const before = await findBatchWait(batchId);
  const from = awaits === 'mending' ? (before?.stay === stay ? (before?.since ?? 0) : batch.news) : since;
  const letters = awaits === 'mending' ? [stuck(batch, stay ?? '', error, at)] : asking(batch, awaits, 0, at);
  const wait = { type: 'BATCH-WAIT', batchId, awaits, since: from, token, ...(stay ? { stay } : {}) } as const;
  await openBatchWait(wait, { letters });
  const { state, news } = await batchNamed(batchId);
  if (endsWait(wait, { state, news })) await answerWait(token, { state, news });
  return { waits: true };
});
