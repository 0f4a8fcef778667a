/** How a Task state tells that a call was refused. */
import type { TaskState } from './definition.ts';
import { StateFailure } from './failure.ts';
import { EngineTaskError } from './host.ts';
import { errorName, type Resource } from './resource.ts';

/** Services as the error texts of optimised integrations name them. */
const NAMES: Record<string, string> = {
  lambda: 'AWSLambda',
  states: 'AWSStepFunctions',
  dynamodb: 'AmazonDynamoDBv2',
  sqs: 'AmazonSQS',
  sns: 'AmazonSNS',
  events: 'AmazonCloudWatchEvents',
};

/** As AWS SDK integrations name them. */
const SDK_NAMES: Record<string, string> = {
  dynamodb: 'DynamoDb',
  secretsmanager: 'SecretsManager',
  sfn: 'Sfn',
  s3: 'S3',
  sqs: 'Sqs',
  sns: 'Sns',
};

export function asFailure(state: TaskState, error: unknown, requestId: string): StateFailure {
  if (error instanceof StateFailure) return error;
  const { resource } = state;
  if (error instanceof EngineTaskError)
    return new StateFailure(errorName(resource, error.name), causeOf(resource, error, requestId));
  const name = error instanceof Error ? error.name : 'States.TaskFailed';
  return new StateFailure(errorName(resource, name), error instanceof Error ? error.message : String(error));
}

/** The service's message, followed by who said it, as recorded on AWS. */
function causeOf(resource: Resource, error: EngineTaskError, requestId: string): string {
  const { name, causeText, statusCode } = error;
  if (statusCode === undefined || causeText.includes('(Service: ')) return causeText;
  const service = resource.kind === 'function' ? 'lambda' : resource.service;
  if (resource.kind === 'integration' && resource.sdk)
    return `${causeText} (Service: ${SDK_NAMES[service] ?? service}, Status Code: ${statusCode}, Request ID: ${requestId}) (SDK Attempt Count: 1)`;
  const code = name.slice(name.lastIndexOf('.') + 1);
  return `${causeText} (Service: ${NAMES[service] ?? service}; Status Code: ${statusCode}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`;
}
