import { step } from '../shared/step.ts';
import { asking } from './announcing.ts';
import { chaseBatchInput } from './contract.ts';
import { isOver, secondsToChase } from './runs.ts';
import { batchNamed, noteBatch, policyOf } from './store.ts';

/** Nobody has approved, or no result has come: reminds, then asks everybody. Counted once for each stay in the state. */
export const handler = step(chaseBatchInput, async ({ batchId, awaits, entered }, now) => {
  const found = await batchNamed(batchId);
  const policy = await policyOf(found, now);
  if (found.chasedIn !== entered) {
    const nth = found.chases + 1;
    const letters = isOver(awaits, nth) ? [] : asking(found, awaits, nth, now.toISOString());
    await noteBatch(found, { chases: nth, chasedIn: entered }, { chases: found.chases }, { letters });
  }
  const { chases } = await batchNamed(batchId);
  return { over: isOver(awaits, chases), secondsToChase: secondsToChase(awaits, chases, policy) };
});
