import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound, opsOnly, Problem } from '../shared/problem.ts';
import { pictureOf } from './brand/logo.ts';
import { putProgramLogo } from './brand/store.ts';
import { routes, whyNotThisFile } from './contract.ts';
import { signUntil } from './objects/store.ts';
import { findProgramFile } from './store.ts';

export const handler = http(routes.setProgramLogo, async ({ body: { fileId }, session, now }) => {
  opsOnly(session, 'change the logo of the program');
  const file = await findProgramFile(fileId);
  const because = whyNotThisFile(file, 'program-logo');
  const picture = file && pictureOf(file);
  if (!file) throw notFound('file');
  if (because || !picture) throw new Problem(422, 'invalid-input', because ?? 'The file is no picture.');
  await putProgramLogo({ type: 'PROGRAM-LOGO', ...picture, at: now.toISOString(), by: session?.personId ?? '' });
  const { policy } = await readPolicy(now);
  return { body: { picture: await signUntil(file, policy.library.linkSeconds, now) } };
});
