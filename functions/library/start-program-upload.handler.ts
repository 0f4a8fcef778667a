import { http } from '../shared/http.ts';
import { newId } from '../shared/ids.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { opsOnly, Problem } from '../shared/problem.ts';
import { PROGRAM } from '../tasks/contract.ts';
import { routes } from './contract.ts';
import { signForm } from './objects/store.ts';
import { addFile } from './store.ts';
import { FORM_SECONDS, fileOf, whyNoUpload } from './uploading.ts';

export const handler = http(routes.startProgramUpload, async ({ body, session, now }) => {
  opsOnly(session, 'send files of the program');
  const { policy } = await readPolicy(now);
  const because = whyNoUpload(body, policy);
  if (because) throw new Problem(422, 'invalid-input', because);
  const by = session?.personId ?? '';
  const file = fileOf(body, { fileId: newId(now.getTime()), partnerId: PROGRAM, by, at: now.toISOString() });
  await addFile(file);
  const expiresAt = new Date(now.getTime() + FORM_SECONDS * 1000).toISOString();
  return { body: { fileId: file.fileId, ...(await signForm(file)), expiresAt } };
});
