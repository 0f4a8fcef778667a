import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicyVersions } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { termsView } from './terms/changing.ts';
import { termsRoutes } from './terms/items.ts';
import { readAllTerms } from './terms/store.ts';

export const handler = http(termsRoutes.listTerms, async ({ params: { partnerId }, now }) => {
  const profile = await readProfile(partnerId);
  if (!profile) throw notFound('partner');
  const [all, versions] = [await readAllTerms(partnerId), await readPolicyVersions(now)];
  return { body: termsView(profile, all, versions, now.toISOString()) };
});
