import { step } from '../shared/step.ts';
import { nextBusinessDay } from './calendar.ts';
import { batchInput } from './contract.ts';
import { planFiles, recordOf } from './files.ts';
import { renderFile } from './payees/store.ts';
import { secondsToChase, totalsOf } from './runs.ts';
import { addFile, batchNamed, moveBatch, policyOf, readPayouts } from './store.ts';

/** Freezes day and account, then makes each file and writes its hash down. Repeated, it makes the same bytes. */
export const handler = step(batchInput, async ({ batchId }, now) => {
  const at = now.toISOString();
  const approved = await batchNamed(batchId);
  const policy = await policyOf(approved, now);
  const payouts = await readPayouts(approved);
  const reserved = payouts.filter(({ state }) => state === 'reserved');
  const executionDate = nextBusinessDay(at, policy.calendar);
  const { payer } = policy.payouts;
  const frozen = { reservedAt: at, executionDate, chases: 0, totals: totalsOf(reserved), ...(payer ? { payer } : {}) };
  await moveBatch(approved, 'reserved', frozen);
  const batch = await batchNamed(batchId);
  const files = planFiles(payouts);
  for (const file of files) await addFile(recordOf(file, await renderFile(file, batch), batchId, at));
  return { files: files.length, secondsToChase: secondsToChase('results', batch.chases, policy) };
});
