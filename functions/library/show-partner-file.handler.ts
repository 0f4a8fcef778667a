import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { signUntil } from './objects/store.ts';
import { viewOf } from './opening.ts';
import { findFile } from './store.ts';

export const handler = http(routes.showPartnerFile, async ({ params, now }) => {
  const file = await findFile(params.partnerId, params.fileId);
  if (!file) throw notFound('file');
  if (file.state !== 'kept') return { body: viewOf(file) };
  const { policy } = await readPolicy(now);
  return { body: viewOf(file, await signUntil(file, policy.library.linkSeconds, now)) };
});
