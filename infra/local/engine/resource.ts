/** What a Task state calls, read from its Resource ARN. */
export type Resource =
  | { kind: 'function'; arn: string }
  | {
      kind: 'integration';
      service: string;
      action: string;
      pattern: 'answer' | 'token' | 'sync' | 'sync:2';
      /** `aws-sdk:` integrations answer the API's response alone and spell error prefixes in their own way. */
      sdk: boolean;
      /** As histories name it: `lambda`, `states`, `aws-sdk:dynamodb`. */
      resourceType: string;
      /** As histories name it: `invoke.waitForTaskToken`. */
      resource: string;
    };

const OPTIMISED: Record<string, { actions: string[]; patterns: string[] }> = {
  lambda: { actions: ['invoke'], patterns: ['waitForTaskToken'] },
  states: { actions: ['startExecution'], patterns: ['sync', 'sync:2', 'waitForTaskToken'] },
  events: { actions: ['putEvents'], patterns: ['waitForTaskToken'] },
  dynamodb: { actions: ['getItem', 'putItem', 'updateItem', 'deleteItem'], patterns: [] },
  sqs: { actions: ['sendMessage'], patterns: ['waitForTaskToken'] },
  sns: { actions: ['publish'], patterns: ['waitForTaskToken'] },
};

/** Undefined when the ARN names nothing this engine can call. */
export function parseResource(arn: string): Resource | undefined {
  if (/^arn:[^:]+:lambda:[^:]+:\d{12}:function:[^:]+(:[^:]+)?$/.test(arn)) return { kind: 'function', arn };
  const match = /^arn:[^:]+:states:[^:]*:[^:]*:(aws-sdk:)?([A-Za-z0-9]+):([A-Za-z0-9]+)(?:\.(.+))?$/.exec(arn);
  if (!match) return undefined;
  const [, sdk, service = '', action = '', suffix] = match;
  const known = sdk ? { actions: [action], patterns: ['waitForTaskToken'] } : OPTIMISED[service];
  if (!known?.actions.includes(action) || (suffix !== undefined && !known.patterns.includes(suffix))) return undefined;
  return {
    kind: 'integration',
    service,
    action,
    pattern:
      suffix === undefined ? 'answer' : suffix === 'waitForTaskToken' ? 'token' : suffix === 'sync' ? 'sync' : 'sync:2',
    sdk: sdk !== undefined,
    resourceType: `${sdk ?? ''}${service}`,
    resource: suffix === undefined ? action : `${action}.${suffix}`,
  };
}

const OPTIMISED_PREFIX: Record<string, string> = {
  lambda: 'Lambda',
  states: 'StepFunctions',
  events: 'EventBridge',
  dynamodb: 'DynamoDB',
  sqs: 'SQS',
  sns: 'SNS',
};
const SDK_PREFIX: Record<string, string> = {
  dynamodb: 'DynamoDb',
  eventbridge: 'EventBridge',
  secretsmanager: 'SecretsManager',
  sfn: 'Sfn',
  s3: 'S3',
  ses: 'Ses',
  sesv2: 'SesV2',
  sqs: 'Sqs',
  sns: 'Sns',
};

/** Errors that an SDK knows by its service's general name alone; DynamoDB's are recorded on AWS. */
const GENERAL = new Set(['ValidationException', 'AccessDeniedException', 'UnrecognizedClientException']);
const GENERAL_NAME = { optimised: 'DynamoDB.AmazonDynamoDBException', sdk: 'DynamoDb.DynamoDbException' };

/** The full name of a service error: `DynamoDB.ConditionalCheckFailedException`. A name with a prefix stays as it is. */
export function errorName(resource: Resource, name: string): string {
  if (name.includes('.')) return name;
  if (resource.kind === 'function') return `Lambda.${name}`;
  const { service } = resource;
  if (service === 'dynamodb' && GENERAL.has(name)) return GENERAL_NAME[resource.sdk ? 'sdk' : 'optimised'];
  const prefix = (resource.sdk ? SDK_PREFIX : OPTIMISED_PREFIX)[service];
  const full = resource.sdk && !name.endsWith('Exception') ? `${name}Exception` : name;
  return `${prefix ?? service.charAt(0).toUpperCase() + service.slice(1)}.${full}`;
}
