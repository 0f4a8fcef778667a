import type { Ground, Resource } from '../service.ts';
import { isFields, text } from '../template/values.ts';

const READS = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];

/** The function's own role reads the stream and writes to the dead-letter queue: without the grants AWS makes no mapping. */
export function checkMappingGrants(ground: Ground, mapping: Resource, streamArn: string): void {
  const { properties, logicalId } = mapping;
  const given = text(properties.FunctionName, logicalId);
  const name = given.replace(/^arn:.*:function:/, '').replace(/:.*$/, '');
  const target = ground.resources('AWS::Lambda::Function').find((resource) => resource.ref === name);
  const roleArn = text(target?.properties.Role, `${logicalId}: the role of ${name}`);
  const role = ground.resources('AWS::IAM::Role').find((resource) => resource.arn === roleArn);
  const onFailure = isFields(properties.DestinationConfig) ? properties.DestinationConfig.OnFailure : undefined;
  const needed = [
    ...READS.map((action) => ({ action, resource: streamArn })),
    ...(isFields(onFailure) ? [{ action: 'sqs:SendMessage', resource: text(onFailure.Destination, logicalId) }] : []),
  ];
  for (const permission of needed) {
    if (ground.allowed(role?.logicalId ?? '', permission)) continue;
    throw new Error(`${logicalId}: the role of ${name} lacks ${permission.action} on ${permission.resource}.`);
  }
}
