import { http } from '../shared/http.ts';
import { opsOnly, Problem } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { importPipeline } from './importing/store.ts';
import { hashOf } from './pipeline-file.ts';

/** A dry run first; with its hash, exactly that text is imported. */
export const handler = http(routes.importDirect, async ({ body: { text, confirm }, session, now }) => {
  opsOnly(session, 'import the direct pipeline');
  if (confirm !== undefined && confirm !== hashOf(text)) {
    throw new Problem(422, 'mismatched-repeat', 'confirm: this is not the text of the dry run. Look at it again.');
  }
  return { body: await importPipeline(text, confirm !== undefined, now) };
});
