import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { readFundsOf } from './funds/store.ts';

export const handler = http(routes.showPartnerFunds, async ({ params, now }) => {
  const profile = await readProfile(params.partnerId);
  if (!profile) throw notFound('partner');
  const { policy } = await readPolicy(now);
  return { body: { ...(await readFundsOf(profile, policy, now.toISOString())), company: profile.company } };
});
