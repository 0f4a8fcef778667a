import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { readImport } from './import/files/store.ts';
import { viewOf } from './import/view.ts';

export const handler = http(routes.showImport, async ({ params: { importId } }) => {
  const found = await readImport(importId);
  if (!found) throw notFound('import');
  return { body: viewOf(found) };
});
