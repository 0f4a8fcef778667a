import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { libraryOf, readerOf } from './assets/seeing.ts';
import { listAssets } from './assets/store.ts';
import { routes } from './contract.ts';

export const handler = http(routes.showLibrary, async ({ session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  if (!profile) throw notFound('partner');
  const { policy } = await readPolicy(now);
  return { body: libraryOf(await listAssets(), readerOf(profile), policy, now.toISOString()) };
});
