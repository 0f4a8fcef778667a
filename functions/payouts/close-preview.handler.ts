import { step } from '../shared/step.ts';
import { batchInput } from './contract.ts';
import { isReleasable } from './previewing.ts';
import { approvalsNeeded, fingerprintOf, secondsToChase, totalsOf } from './runs.ts';
import { batchNamed, moveBatch, policyOf, readPayouts } from './store.ts';

/** Adds the preview up and puts it to the people who approve; with nothing to pay, the run is over. */
export const handler = step(batchInput, async ({ batchId }, now) => {
  const batch = await batchNamed(batchId);
  const policy = await policyOf(batch, now);
  const payouts = await readPayouts(batch);
  const proposed = payouts.filter(({ state }) => state === 'proposed');
  const forAPerson = payouts.filter(isReleasable).length;
  const totals = totalsOf(proposed);
  // What is held for a person alone can be released, so such a run waits for people too [S8].
  if (proposed.length + forAPerson === 0) await moveBatch(batch, 'settled', { totals, settledAt: now.toISOString() });
  else {
    const fingerprint = fingerprintOf(payouts);
    await moveBatch(batch, 'proposed', { totals, fingerprint, approvalsNeeded: approvalsNeeded(totals, policy) });
  }
  return { payouts: proposed.length + forAPerson, secondsToChase: secondsToChase('approval', 0, policy) };
});
