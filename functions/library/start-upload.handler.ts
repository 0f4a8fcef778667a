import { http } from '../shared/http.ts';
import { newId } from '../shared/ids.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { Problem } from '../shared/problem.ts';
import { limitRate } from '../shared/rate-limit.ts';
import { routes } from './contract.ts';
import { signForm } from './objects/store.ts';
import { addFile } from './store.ts';
import { FORM_SECONDS, fileOf, whyNoUpload } from './uploading.ts';

export const handler = http(routes.startUpload, async ({ body, session, now }) => {
  const { partnerId = '', personId: by = '' } = session ?? {};
  const { policy } = await readPolicy(now);
  const because = whyNoUpload(body, policy);
  if (because) throw new Problem(422, 'invalid-input', because);
  const most = policy.library.uploadsPerHour;
  await limitRate({ what: 'upload', who: partnerId, most, windowMs: 3_600_000, now });
  const file = fileOf(body, { fileId: newId(now.getTime()), partnerId, by, at: now.toISOString() });
  await addFile(file);
  const expiresAt = new Date(now.getTime() + FORM_SECONDS * 1000).toISOString();
  return { body: { fileId: file.fileId, ...(await signForm(file)), expiresAt } };
});
