/** How a rule or a schedule reaches its target, and what happens when it cannot. */
import type { Ground, Permission } from '../service.ts';
import { lastPart } from './json-service.ts';
import { mayInvoke, maySend } from './resource-policy.ts';

export interface Delivery {
  readonly targetArn: string;
  /** The role in whose name it is delivered; rules reach functions and queues without one. */
  readonly roleArn: string | undefined;
  /** The rule, as functions and queues see it in `aws:SourceArn`. */
  readonly sourceArn: string;
  readonly principal: 'events.amazonaws.com' | 'scheduler.amazonaws.com';
  /** JSON text. */
  readonly input: string;
  /** Name of the execution, where the target is a state machine. */
  readonly executionName: string;
}

export interface RetryRule {
  readonly attempts: number;
  readonly maxAgeSeconds: number;
}

export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly retries: number;
  readonly exhausted: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds' | undefined;
}

class DeliveryError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const TRANSIENT =
  /Thrott|TooManyRequests|Service(Unavailable|Exception)|Internal|LimitExceeded|RequestTimeout|TimeoutError/;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 300_000;

/** Throws, by name, for a target that the local cloud cannot reach: called when the templates are read. */
export const checkTarget = (owner: string, arn: string): void => {
  if (/^arn:aws:(lambda|states|sqs|scheduler):/.test(arn)) return;
  throw new Error(`${owner}: the local cloud cannot deliver to ${arn}.`);
};

/** Logical id of the role with this ARN. */
export const roleOf = (ground: Ground, roleArn: string): string => {
  const role = ground.resources('AWS::IAM::Role').find((resource) => resource.arn === roleArn);
  if (!role) throw new Error(`No template has the role ${roleArn}.`);
  return role.logicalId;
};

/**
 * Delivers, and again after 1, 2, 4 ... 300 seconds on the cloud's clock while the trouble is of the passing kind.
 * Resolves at the first answer; later attempts go on by themselves. `failed` hears of the end of it.
 */
export const deliver = async (
  ground: Ground,
  delivery: Delivery,
  retry: RetryRule,
  failed: (failure: Failure) => void,
): Promise<void> => {
  const startedAt = ground.clock.now();
  const attempt = async (retries: number): Promise<void> => {
    try {
      await send(ground, delivery);
    } catch (error) {
      const code = error instanceof DeliveryError ? error.code : error instanceof Error ? error.name : 'Unknown';
      const message = error instanceof Error ? error.message : String(error);
      if (!TRANSIENT.test(code)) return failed({ code, message, retries, exhausted: undefined });
      if (retries >= retry.attempts) return failed({ code, message, retries, exhausted: 'MaximumRetryAttempts' });
      const due = ground.clock.now() + Math.min(FIRST_RETRY_MS * 2 ** retries, LONGEST_RETRY_MS);
      if (due - startedAt > retry.maxAgeSeconds * 1000)
        return failed({ code, message, retries, exhausted: 'MaximumEventAgeInSeconds' });
      ground.clock.at(due, () => void attempt(retries + 1));
    }
  };
  await attempt(0);
};

const send = async (ground: Ground, delivery: Delivery): Promise<void> => {
  const { targetArn, input } = delivery;
  const service = targetArn.split(':')[2];
  if (service === 'lambda') {
    demand(ground, delivery, { action: 'lambda:InvokeFunction', resource: targetArn });
    const invoke = ground.invokeText ?? ((arn, text, how) => ground.invoke(arn, JSON.parse(text), how));
    const { error } = await invoke(targetArn, input, { async: true });
    if (error) throw new DeliveryError(error.type, error.message);
  } else if (service === 'sqs') {
    demand(ground, delivery, { action: 'sqs:SendMessage', resource: targetArn });
    ground.enqueue(targetArn, input);
  } else if (service === 'states') {
    const start = { stateMachineArn: targetArn, name: delivery.executionName, input };
    await ground.call(roleOf(ground, delivery.roleArn ?? ''), 'states', 'StartExecution', start);
  } else {
    const [, api = '', verb = ''] = /^arn:aws:scheduler:::aws-sdk:([a-z0-9]+):([A-Za-z0-9]+)$/.exec(targetArn) ?? [];
    const action = verb.charAt(0).toUpperCase() + verb.slice(1);
    await ground.call(roleOf(ground, delivery.roleArn ?? ''), SDK_NAMES[api] ?? api, action, JSON.parse(input));
  }
};

/** Where the SDK's name of a service is not the one requests are signed for. */
const SDK_NAMES: Readonly<Record<string, string>> = { sfn: 'states', eventbridge: 'events' };

const demand = (ground: Ground, delivery: Delivery, permission: Permission): void => {
  const { roleArn, principal, sourceArn, targetArn } = delivery;
  const allowed = roleArn
    ? ground.allowed(roleOf(ground, roleArn), permission)
    : permission.action === 'lambda:InvokeFunction'
      ? mayInvoke(ground, targetArn, principal, sourceArn)
      : maySend(ground, targetArn, principal, sourceArn);
  if (allowed) return;
  const who = roleArn ? `the role ${lastPart(roleArn)}` : `${principal} for ${sourceArn}`;
  throw new DeliveryError('NO_PERMISSIONS', `${who} may not use ${permission.action} on ${permission.resource}.`);
};
