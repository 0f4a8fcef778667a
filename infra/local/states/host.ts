import { errorOf } from '../door/answers.ts';
import { NoAnswer } from '../door/faults.ts';
import { type EngineHost, EngineTaskError, type LambdaReply, type LambdaRequest } from '../engine/index.ts';
import type { Roles } from '../iam/roles.ts';
import type { Ground, ServiceAnswer } from '../service.ts';

/** The door, as the engine uses it. */
export interface DoorCalls {
  invoke(role: string, functionArn: string, payload: string): Promise<ServiceAnswer>;
  json(role: string, service: string, action: string, body: unknown): Promise<ServiceAnswer>;
}

/** Where a resource ARN names a service otherwise than the door does. */
const SERVICES: Readonly<Record<string, string>> = { sfn: 'states', eventbridge: 'events', sesv2: 'ses' };

/** What the engine asks of the cloud, made as the state machine's role through the one door. */
export function engineHost(ground: Ground, roles: Roles, door: DoorCalls): EngineHost {
  const roleOf = (arn: string): string => roles.assumed(arn, 'states.amazonaws.com').id;
  return {
    invokeLambda: async ({ roleArn, functionArn, payload }: LambdaRequest): Promise<LambdaReply> => {
      const answer = await door.invoke(roleOf(roleArn), functionArn, payload).catch(broken('Lambda'));
      const failed = errorOf(answer);
      if (failed) {
        const name = failed.name === 'AccessDeniedException' ? 'Lambda.AWSLambdaException' : failed.name;
        throw new EngineTaskError(name, failed.message, answer.status);
      }
      return {
        payload: textOf(answer.body),
        functionError: answer.headers['x-amz-function-error'],
        executedVersion: answer.headers['x-amz-executed-version'],
      };
    },
    callService: async ({ roleArn, service, action, parameters }) => {
      const verb = action.charAt(0).toUpperCase() + action.slice(1);
      const answer = await door.json(roleOf(roleArn), SERVICES[service] ?? service, verb, parameters).catch(broken(''));
      const failed = errorOf(answer);
      if (failed) throw new EngineTaskError(failed.name, failed.message, answer.status);
      return JSON.parse(textOf(answer.body) || '{}');
    },
    authorize: ({ roleArn, action, resource }) => {
      const role = roleOf(roleArn);
      if (ground.allowed(role, { action, resource })) return;
      const message = `User: ${role} is not authorized to perform: ${action} on resource: ${resource}`;
      throw new EngineTaskError('StepFunctions.AccessDeniedException', message);
    },
    onStatusChange: (detail) => {
      ground.emit({
        source: 'aws.states',
        detailType: 'Step Functions Execution Status Change',
        detail,
        resources: [detail.executionArn],
      });
    },
  };
}

/** A connection that broke, as Step Functions tells of it; of one that never answers it hears nothing. */
const broken =
  (prefix: string) =>
  (error: unknown): Promise<never> => {
    if (error instanceof NoAnswer) return new Promise(() => undefined);
    const message = error instanceof Error ? error.message : String(error);
    throw new EngineTaskError(prefix ? `${prefix}.SdkClientException` : 'SdkClientException', message);
  };

const textOf = (body: Uint8Array | string): string =>
  typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
