import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { opsOnly, Problem } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { MOST_TEXT, routes } from './contract.ts';
import { takeImport } from './import/taking/store.ts';
import { viewOf } from './import/view.ts';

export const handler = http(routes.takeImport, async ({ body, session, now }) => {
  opsOnly(session, 'import from another tool');
  if (Buffer.byteLength(body.text) > MOST_TEXT) {
    throw new Problem(413, 'file-too-large', 'The file may have at most 4 MB. Cut it in parts, each with the header.');
  }
  const { policy } = await readPolicy(now);
  const on = { programKey: await programKey(), policy, by: session?.personId ?? '', now };
  return { body: viewOf(await takeImport(body, on)) };
});
