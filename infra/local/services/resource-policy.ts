import { resourcePoliciesOf } from '../iam/resource-policies.ts';
import type { Ground, Permission } from '../service.ts';

/** Whether the resource's own policy lets a service of AWS do this in the name of `sourceArn` (a rule, a route). */
const may = (ground: Ground, permission: Permission, service: string, sourceArn: string): boolean => {
  const { allowedBy, deniedBy } = resourcePoliciesOf(ground).judgeService(service, sourceArn, permission);
  return allowedBy !== undefined && deniedBy === undefined;
};

export const mayInvoke = (ground: Ground, functionArn: string, principal: string, sourceArn: string): boolean =>
  may(ground, { action: 'lambda:InvokeFunction', resource: functionArn }, principal, sourceArn);

/** `queueArn`, not its address. */
export const maySend = (ground: Ground, queueArn: string, principal: string, sourceArn: string): boolean =>
  may(ground, { action: 'sqs:SendMessage', resource: queueArn }, principal, sourceArn);
