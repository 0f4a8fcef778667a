import { readPolicySince } from '../shared/policy-reader.ts';
import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { standingOf } from './advancing.ts';
import { beginRequestInput } from './contract.ts';
import { readRunInput, takenOver } from './running.ts';
import { change } from './store.ts';

/** First step of the workflow: what was typed, and that one execution looks after the request. */
export const handler = step(beginRequestInput, async ({ executionId, input }, now) => {
  const { partner: partnerId, request: requestId, takeOver } = readRunInput(input);
  const request = await change({ partnerId, requestId }, now.toISOString(), (found) =>
    takenOver(found, executionId, takeOver === true),
  );
  if (!request) throw new InvalidInput(`This partner has no request ${requestId}.`);
  const { policy } = await readPolicySince(request.policyVersion, now);
  return standingOf(request, policy, now.toISOString());
});
