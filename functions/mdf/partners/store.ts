import type { Policy } from '../../policy/contract.ts';
import { readPolicySince } from '../../shared/policy-reader.ts';
import { notFound } from '../../shared/problem.ts';
import type { Change } from '../changing.ts';
import type { MdfRequest, MdfView } from '../contract.ts';
import { change, findRequest } from '../store.ts';
import { viewOf } from '../viewing.ts';

/** What a partner does with a request of its own, under the policy that it began under [Z2]; of others there is none. */
export const asPartner = async (
  partnerId: string,
  requestId: string,
  now: Date,
  act: (found: MdfRequest, at: string, policy: Policy) => Change | undefined,
): Promise<{ body: MdfView }> => {
  const begun = await findRequest(partnerId, requestId);
  if (!begun) throw notFound('request');
  const { policy } = await readPolicySince(begun.policyVersion, now);
  const at = now.toISOString();
  const request = await change({ partnerId, requestId }, at, (found) => act(found ?? begun, at, policy));
  return { body: viewOf(request ?? begun, policy) };
};
