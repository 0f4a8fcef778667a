import type { Ground, Resource } from '../service.ts';
import { optionalText, text } from '../template/values.ts';

const READS = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];

/** The function's own role reads the stream: without the grants AWS makes no mapping. */
export function checkMappingGrants(ground: Ground, mapping: Resource, streamArn: string): void {
  const { properties, logicalId } = mapping;
  const functionArn = text(properties.FunctionName, logicalId);
  for (const action of READS) {
    if (ground.allowed(roleBehind(ground, functionArn), { action, resource: streamArn })) continue;
    throw new Error(`${logicalId}: the role of ${nameOf(functionArn)} lacks ${action} on ${streamArn}.`);
  }
}

/** Logical id of the role of a function, by its ARN or that of an alias. */
export function roleBehind(ground: Ground, functionArn: string): string {
  const name = nameOf(functionArn);
  const target = ground.resources('AWS::Lambda::Function').find((resource) => resource.ref === name);
  const roleArn = optionalText(target?.properties.Role);
  return ground.resources('AWS::IAM::Role').find((resource) => resource.arn === roleArn)?.logicalId ?? '';
}

const nameOf = (functionArn: string): string => functionArn.replace(/^arn:.*:function:/, '').replace(/:.*$/, '');
