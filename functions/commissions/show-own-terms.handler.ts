import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicyVersions } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { termsRoutes } from './terms/items.ts';
import { ownTerms } from './terms/own.ts';
import { listTerms } from './terms/store.ts';

/** What is decided, in force or to come; what somebody has merely asked for is the team's. */
export const handler = http(termsRoutes.showOwnTerms, async ({ session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  if (!profile) throw notFound('partner');
  const [terms, versions] = [await listTerms(profile.partnerId), await readPolicyVersions(now)];
  return { body: ownTerms(profile, terms, versions, now.toISOString()) };
});
