import { type DynamoProcess, startDynamo } from './jvm.ts';

let shared: Promise<DynamoProcess> | undefined;

/**
 * The DynamoDB Local of this process, in memory: every cloud without a state folder has a database of its own in it.
 * It ends with the process. Tests name one that is running already in TANDEM_DYNAMODB_PORT.
 */
export function sharedDynamo(): Promise<DynamoProcess> {
  const port = Number(process.env.TANDEM_DYNAMODB_PORT);
  if (port > 0) return Promise.resolve({ port, stop: () => Promise.resolve() });
  shared ??= startDynamo();
  return shared;
}
