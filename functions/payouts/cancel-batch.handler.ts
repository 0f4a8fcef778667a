import { step } from '../shared/step.ts';
import { batchInput } from './contract.ts';
import { batchNamed, moveBatch } from './store.ts';

/** Nobody approved in time: the run is called off, and everything stays payable. */
export const handler = step(batchInput, async ({ batchId }, now) => {
  const batch = await batchNamed(batchId);
  const note = 'Nobody approved it in time.';
  await moveBatch(batch, 'cancelled', { cancelled: { by: 'rule', byName: 'rule', at: now.toISOString(), note } });
  return { state: (await batchNamed(batchId)).state };
});
