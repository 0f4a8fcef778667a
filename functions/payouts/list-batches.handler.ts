import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { findBatchWait, listBatches } from './store.ts';
import { batchRow } from './viewing.ts';

export const handler = http(routes.listBatches, async () => {
  const batches = await listBatches();
  const rows = batches.map(async (batch) => batchRow(batch, await findBatchWait(batch.batchId)));
  return { body: { batches: await Promise.all(rows) } };
});
