import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { putTraffic } from './coupons/store.ts';

export const handler = http(routes.allowTraffic, async ({ params: { partnerId }, body, session, now }) => {
  if (!session || !(await readProfile(partnerId))) throw notFound('partner');
  await putTraffic({ type: 'TRAFFIC', partnerId, ...body, at: now.toISOString(), by: session.personId });
  return { body };
});
