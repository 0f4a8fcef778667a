import type { CloudOptions } from './cloud.ts';
import { type Door, scopeFor } from './door/door.ts';
import type { DynamoConnection } from './dynamodb/connection.ts';
import { DynamoService } from './dynamodb/service.ts';
import type { AsyncInvocations } from './functions/async-invocations.ts';
import type { FunctionRuntime } from './functions/runtime.ts';
import { LambdaService } from './functions/service.ts';
import type { Roles } from './iam/roles.ts';
import type { Ground, Service } from './service.ts';
import { createEvents } from './services/events/index.ts';
import { createHttpApi } from './services/http-api/index.ts';
import { createS3, type S3Service } from './services/s3/index.ts';
import { createScheduler } from './services/scheduler/index.ts';
import { createSecrets } from './services/secrets.ts';
import { createSes } from './services/ses/index.ts';
import { createSqs } from './services/sqs/index.ts';
import { createSsm } from './services/ssm.ts';
import type { EventsService, HttpApi, SesService, SqsService } from './services/types.ts';
import type { DoorCalls } from './states/host.ts';
import { StatesService } from './states/service.ts';
import type { Template } from './template/template.ts';

/** The services that others ask for by name. */
export interface Services {
  readonly dynamodb: DynamoService;
  readonly states: StatesService;
  readonly ses: SesService;
  readonly sqs: SqsService;
  readonly events: EventsService;
  readonly httpApi: HttpApi;
  readonly s3: S3Service;
}

interface Given {
  readonly ground: Ground;
  readonly template: Template;
  readonly roles: Roles;
  readonly door: Door;
  readonly runtime: FunctionRuntime;
  readonly later: AsyncInvocations;
  readonly wire: DynamoConnection;
  readonly options: CloudOptions;
}

/** `list`: every service behind the door, in the order in which they start. */
export function makeServices(given: Given): { services: Services; list: readonly Service[] } {
  const { ground, template, roles, door, runtime, later, wire, options } = given;
  const services: Services = {
    dynamodb: new DynamoService(ground, wire, options.onRecord),
    states: new StatesService(ground, template, roles, callsOf(door), options.keepHistories ?? true),
    ses: createSes(ground),
    sqs: createSqs(ground),
    events: createEvents(ground),
    httpApi: createHttpApi(ground, { throttling: options.throttling ?? true }),
    s3: createS3(ground),
  };
  const { dynamodb, states, ses, sqs, events, s3 } = services;
  const others = [
    createScheduler(ground, options.quiet),
    createSecrets(ground),
    createSsm(ground, options.parameters ?? {}),
  ];
  return { services, list: [dynamodb, new LambdaService(runtime, later), states, ses, sqs, events, s3, ...others] };
}

/** What the engine calls, through the door. */
const callsOf = (door: Door): DoorCalls => ({
  invoke: (role, functionArn, payload) =>
    door.handle(role, {
      method: 'POST',
      path: `/2015-03-31/functions/${encodeURIComponent(functionArn)}/invocations`,
      headers: { authorization: scopeFor(role, 'lambda'), 'content-type': 'application/json' },
      body: Buffer.from(payload),
    }),
  json: (role, service, action, body) => door.handleJson(role, service, action, body),
});
