import { Readable } from 'node:stream';
import { Clock } from '../../../infra/local/clock.ts';
import type { Ground, Permission, Resource, Service } from '../../../infra/local/service.ts';

export const REGION = 'eu-central-1';
export const ACCOUNT = '000000000000';
export const START = Date.parse('2027-03-01T09:00:00Z');
export const arn = (service: string, rest: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;

type Invoke = (payload: unknown) => unknown;

export interface TestGround extends Ground {
  readonly emitted: Parameters<Ground['emit']>[0][];
  readonly enqueued: { queue: string; body: string; attributes: Readonly<Record<string, string>> }[];
  readonly called: { role: string; service: string; action: string; body: unknown }[];
  readonly invoked: { functionArn: string; payload: unknown; at: number }[];
}

/** A ground to stand services on: these resources, these functions by ARN, and roles that may do what `allow` says. */
export const aGround = (
  resources: readonly Resource[],
  options: {
    functions?: Readonly<Record<string, Invoke>>;
    allow?: (role: string, permission: Permission) => boolean;
    call?: (action: string, body: unknown) => unknown;
    stateDir?: string;
    seed?: string;
    clock?: Clock;
  } = {},
): TestGround => {
  const clock = options.clock ?? Clock.manual(START);
  const ground: TestGround = {
    clock,
    region: REGION,
    account: ACCOUNT,
    seed: options.seed ?? 'seed',
    stateDir: options.stateDir,
    emitted: [],
    enqueued: [],
    called: [],
    invoked: [],
    resources: (type) => resources.filter((resource) => resource.type === type),
    allowed: options.allow ?? (() => true),
    emit: (event) => void ground.emitted.push(event),
    enqueue: (queue, body, attributes = {}) => void ground.enqueued.push({ queue, body, attributes }),
    call: (role, service, action, body) =>
      clock.run(() => {
        ground.called.push({ role, service, action, body });
        return options.call?.(action, body);
      }),
    invoke: (functionArn, payload) =>
      clock.run(async () => {
        ground.invoked.push({ functionArn, payload, at: clock.now() });
        try {
          return { payload: await options.functions?.[functionArn]?.(payload) };
        } catch (error) {
          return { payload: undefined, error: { type: 'Error', message: String(error) } };
        }
      }),
  };
  return ground;
};

export const aResource = (
  type: string,
  logicalId: string,
  properties: Record<string, unknown>,
  more: Partial<Resource> = {},
): Resource => ({
  type,
  logicalId,
  stack: 'tandem-test',
  arn: undefined,
  ref: logicalId,
  properties,
  ...more,
});

export const aQueue = (name: string, properties: Record<string, unknown> = {}): Resource =>
  aResource(
    'AWS::SQS::Queue',
    name,
    { QueueName: name, ...properties },
    { arn: arn('sqs', name), ref: `https://sqs.local/${ACCOUNT}/${name}` },
  );

export const aRole = (name: string): Resource =>
  aResource('AWS::IAM::Role', name, {}, { arn: `arn:aws:iam::${ACCOUNT}:role/${name}` });

export const aPermission = (functionArn: string, principal: string, SourceArn: string): Resource =>
  aResource('AWS::Lambda::Permission', `Permit${SourceArn}`, {
    Action: 'lambda:InvokeFunction',
    FunctionName: functionArn,
    Principal: principal,
    SourceArn,
  });

/** Calls a JSON service as the door would; answers status and parsed body. */
export const callJson = async (service: Service, action: string, body: unknown) => {
  const answer = await service.handle({
    service: service.name,
    action,
    role: 'admin',
    method: 'POST',
    path: '/',
    headers: {},
    body: Buffer.from(JSON.stringify(body)),
  });
  return { status: answer.status, body: JSON.parse(String(answer.body)) };
};

/** A request handler for real SDK clients that leads straight to a service. */
export const handlerFor = (service: Service) => ({
  handle: async (request: {
    method: string;
    path: string;
    headers: Record<string, string>;
    body?: string | Uint8Array;
  }) => {
    const sent = request.body ?? '';
    const body =
      typeof sent === 'string' ? Buffer.from(sent) : Buffer.from(sent.buffer, sent.byteOffset, sent.byteLength);
    const target = request.headers['x-amz-target']?.split('.').at(-1);
    const action = target ?? new URLSearchParams(body.toString()).get('Action') ?? '';
    const call = {
      service: service.name,
      action,
      role: 'admin',
      method: request.method,
      path: request.path,
      headers: request.headers,
      body,
    };
    const answer = await service.handle(call);
    const response = {
      statusCode: answer.status,
      headers: { ...answer.headers },
      body: Readable.from([Buffer.from(answer.body)]),
    };
    return { response };
  },
});

export const clientConfig = (service: Service) => ({
  region: REGION,
  endpoint: 'http://127.0.0.1:1',
  credentials: { accessKeyId: 'admin', secretAccessKey: 'x' },
  maxAttempts: 1,
  requestHandler: handlerFor(service) as never,
});
