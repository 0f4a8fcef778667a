import { http } from '../shared/http.ts';
import { conflict, notFound, opsOnly } from '../shared/problem.ts';
import { startWorkflow } from '../shared/workflows.ts';
import { routes } from './contract.ts';
import { markStarted, readImport } from './import/files/store.ts';
import { viewOf } from './import/view.ts';

/** Marked first, then started under the import's own name: after a crash between the two, the next start starts it. */
export const handler = http(routes.startImport, async ({ params: { importId }, session, now }) => {
  opsOnly(session, 'import from another tool');
  const found = await readImport(importId);
  if (!found) throw notFound('import');
  if (found.chunks === 0) throw conflict('No row of this file can be brought; the report says why.');
  await markStarted(importId, session?.personId ?? '', now.toISOString());
  if (found.state !== 'done') await startWorkflow('import-run', `import-${importId}`, { importId });
  return { body: viewOf((await readImport(importId)) ?? found) };
});
