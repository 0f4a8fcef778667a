import { readPolicySince } from '../shared/policy-reader.ts';
import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { advance, standingOf } from './advancing.ts';
import { carryOnInput } from './contract.ts';
import { change, findRequest } from './store.ts';

/** What has happened makes of the request what it must, and says what comes next. */
export const handler = step(carryOnInput, async ({ partnerId, requestId, happened }, now) => {
  const begun = await findRequest(partnerId, requestId);
  if (!begun) throw new InvalidInput(`This partner has no request ${requestId}.`);
  const { policy } = await readPolicySince(begun.policyVersion, now);
  const at = now.toISOString();
  const request = await change({ partnerId, requestId }, at, (found) => advance(found ?? begun, happened, policy, at));
  return standingOf(request ?? begun, policy, at);
});
