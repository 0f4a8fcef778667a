import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { findBatch, findBatchWait, listFiles, readPayouts } from './store.ts';
import { batchView } from './viewing.ts';

export const handler = http(routes.showBatch, async ({ params: { batchId } }) => {
  const batch = await findBatch(batchId);
  if (!batch) throw notFound('payout run');
  const [wait, payouts, files] = await Promise.all([findBatchWait(batchId), readPayouts(batch), listFiles(batchId)]);
  return { body: batchView(batch, wait, payouts, files) };
});
