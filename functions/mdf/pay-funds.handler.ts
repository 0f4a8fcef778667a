import { readPolicySince } from '../shared/policy-reader.ts';
import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { pay, standingOf } from './advancing.ts';
import { ofRequest } from './contract.ts';
import { change } from './store.ts';

/** What was accepted goes to the partner, and out of the fund, in one write. */
export const handler = step(ofRequest, async ({ partnerId, requestId }, now) => {
  const at = now.toISOString();
  const request = await change({ partnerId, requestId }, at, (found) =>
    found?.state === 'accepted' ? pay(found, at) : undefined,
  );
  if (!request) throw new InvalidInput(`This partner has no request ${requestId}.`);
  const { policy } = await readPolicySince(request.policyVersion, now);
  return standingOf(request, policy, at);
});
