import { http } from '../shared/http.ts';
import { notFound, Problem } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { planFiles, sha256Of } from './files.ts';
import { renderFile } from './payees/store.ts';
import { findBatch, listFiles, readPayouts } from './store.ts';

/** Makes the file anew and gives it out only if it has the bytes it had the first time [B7]. */
export const handler = http(routes.downloadFile, async ({ params: { batchId, name } }) => {
  const batch = await findBatch(batchId);
  const record = (await listFiles(batchId)).find((one) => one.name === name);
  const planned = batch && planFiles(await readPayouts(batch)).find((file) => file.name === name);
  if (!batch || !record || !planned) throw notFound('file');
  const body = await renderFile(planned, batch);
  if (sha256Of(body) !== record.sha256) {
    throw new Problem(
      500,
      'file-changed',
      'This file is not what it was when it was made. Do not pay from it; call for help.',
    );
  }
  const headers = {
    'content-type': record.rail === 'bank' ? 'application/xml' : 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${batchId}-${name}"`,
    'x-content-sha256': record.sha256,
  };
  return { body, headers };
});
