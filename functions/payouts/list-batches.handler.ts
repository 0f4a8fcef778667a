import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { routes } from './contract.ts';
import { secretOf } from './service/store.ts';
import { findBatchWait, listBatches } from './store.ts';
import { batchRow } from './viewing.ts';

export const handler = http(routes.listBatches, async ({ session, now }) => {
  const batches = await listBatches();
  const rows = batches.map(async (batch) => batchRow(batch, await findBatchWait(batch.batchId)));
  const { webhookUrl: url } = (await readPolicy(now)).policy.payouts;
  const service = url && session?.role === 'ops' ? { url, secret: secretOf(await programKey()) } : undefined;
  return { body: { batches: await Promise.all(rows), ...(service ? { service } : {}) } };
});
