import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { signLink } from './objects/store.ts';
import { showFile } from './opening.ts';
import { findFile } from './store.ts';

export const handler = http(routes.showPartnerFile, async ({ params, now }) => {
  const file = await findFile(params.partnerId, params.fileId);
  if (!file) throw notFound('file');
  const { policy } = await readPolicy(now);
  return { body: await showFile(file, policy.library.linkSeconds, now, signLink) };
});
