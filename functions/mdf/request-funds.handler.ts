import { http } from '../shared/http.ts';
import { derivedId } from '../shared/ids.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { routes } from './contract.ts';
import { beginning, requestOf, sameAsAsked } from './requesting.ts';
import { change, whatItHas } from './store.ts';
import { viewOf } from './viewing.ts';

/** Asks for funds and has them promised in the same write [M1, M2, B14]. The same key is the same request. */
export const handler = http(routes.requestFunds, async ({ body, session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  if (!profile || !session) throw notFound('partner');
  const { partnerId, run } = profile;
  const at = now.toISOString();
  const requestId = derivedId(await programKey(), 'mdf', partnerId, run, body.key).toLowerCase();
  const { policy, version } = await readPolicy(now);
  const has = await whatItHas(profile, policy, at);
  const of = { requestId, profile, personId: session.personId, ...has, policy, policyVersion: version };
  const request = await change({ partnerId, requestId }, at, (found) => {
    if (found) sameAsAsked(found, body);
    return found ? undefined : beginning(requestOf(body, { ...of, now: at }), profile, policy);
  });
  if (!request) throw notFound('request');
  return { body: viewOf(request, policy) };
});
