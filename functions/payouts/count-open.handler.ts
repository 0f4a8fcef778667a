import { step } from '../shared/step.ts';
import { batchInput } from './contract.ts';
import { batchNamed, moveBatch, readPayouts } from './store.ts';

/** How many payouts are still under way; with none left the run is settled. */
export const handler = step(batchInput, async ({ batchId }, now) => {
  const batch = await batchNamed(batchId);
  const payouts = await readPayouts(batch);
  const count = (...states: string[]): number => payouts.filter(({ state }) => states.includes(state)).length;
  const open = count('reserved', 'sent');
  if (open === 0) await moveBatch(batch, 'settled', { settledAt: now.toISOString() });
  return { open, paid: count('paid'), returned: count('returned') };
});
