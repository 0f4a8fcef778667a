import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { CloudOptions } from './cloud.ts';
import { Door, scopeFor } from './door/door.ts';
import { openHttpMouth } from './door/http-mouth.ts';
import { type ClientConfig, sdkMouth } from './door/sdk-mouth.ts';
import { startDynamo } from './dynamodb/jvm.ts';
import { DynamoService } from './dynamodb/service.ts';
import { sharedDynamo } from './dynamodb/shared.ts';
import { DynamoWire } from './dynamodb/wire.ts';
import { AsyncInvocations } from './functions/async-invocations.ts';
import { bundleLocal } from './functions/bundle.ts';
import { FunctionRuntime } from './functions/runtime.ts';
import { LambdaService } from './functions/service.ts';
import { layGround, type Standing } from './ground.ts';
import { Roles } from './iam/roles.ts';
import type { Ground, Service, ServiceAnswer } from './service.ts';
import { createEvents } from './services/events/index.ts';
import { createHttpApi } from './services/http-api/index.ts';
import { createScheduler } from './services/scheduler/index.ts';
import { createSecrets } from './services/secrets.ts';
import { createSes } from './services/ses/index.ts';
import { createSqs } from './services/sqs/index.ts';
import { createSsm } from './services/ssm.ts';
import type { HttpApi, SesService, SqsService } from './services/types.ts';
import { startSite } from './site.ts';
import { StateFile } from './state-file.ts';
import { StatesService } from './states/service.ts';
import { readAssembly, type Stack } from './template/assembly.ts';
import { Template } from './template/template.ts';
import { isFields, optionalText } from './template/values.ts';

/** Everything a running cloud is made of. */
export interface World {
  readonly clock: CloudOptions['clock'];
  readonly region: string;
  readonly account: string;
  readonly awsUrl: string;
  readonly siteUrl: string;
  readonly door: Door;
  readonly roles: Roles;
  readonly template: Template;
  readonly runtime: FunctionRuntime;
  readonly services: { ses: SesService; sqs: SqsService; states: StatesService; httpApi: HttpApi };
  client(role: string): ClientConfig;
  stop(): Promise<void>;
}

const SITE_WITHOUT_PORTS = 'http://127.0.0.1:4567';
let databases = 0;

export async function raise(options: CloudOptions): Promise<World> {
  const { clock, stateDir } = options;
  const stored = stateDir ? StateFile.read(stateDir) : undefined;
  const seed = options.seed ?? optionalText(stored?.seed) ?? (stateDir ? randomUUID() : 'tandem');
  const stacks = readAssembly(options.assembly ?? '.build/cdk');
  const { account, region } = placeOf(stacks);
  const sitePort = await sitePortOf(options.ports ?? 'none');
  const siteUrl = sitePort ? `http://127.0.0.1:${sitePort}` : SITE_WITHOUT_PORTS;
  const template = new Template(stacks, { parameters: { ...siteParameters(stacks, siteUrl), ...options.parameters } });
  const roles = new Roles(template);
  const door = new Door(roles);
  const standing: Standing = { runtime: undefined, later: undefined, events: undefined, sqs: undefined };
  const ground = layGround({ clock, region, account, seed, stateDir, template, roles, door, standing });

  const [bundle, dynamo] = await Promise.all([
    bundleLocal(options.handlers ?? 'functions'),
    stateDir ? startDynamo(join(stateDir, 'dynamodb')) : sharedDynamo(),
  ]);
  const runtime = new FunctionRuntime({ clock, door, seed, bundle, template, roles });
  runtime.onLog = options.onLog;
  const later = new AsyncInvocations({
    clock,
    runtime,
    resources: ground.resources,
    enqueue: ground.enqueue,
  });
  const accessKey = stateDir ? 'tandem' : `t${process.pid}x${++databases}x${randomUUID().replaceAll('-', '')}`;
  const services = makeServices({
    ground,
    template,
    roles,
    door,
    runtime,
    later,
    options,
    wire: new DynamoWire(dynamo.port, accessKey, region),
  });
  Object.assign(standing, { runtime, later, events: services.events, sqs: services.sqs });
  const list: readonly Service[] = [
    services.dynamodb,
    services.lambda,
    services.states,
    services.ses,
    services.sqs,
    services.events,
    services.scheduler,
    services.secrets,
    services.ssm,
  ];
  for (const service of list) door.register(service);
  await services.dynamodb.prepare();
  const kept = isFields(stored?.services) ? stored.services : {};
  for (const service of list) if (kept[service.name] !== undefined) service.restore?.(kept[service.name]);
  await services.states.prepare();
  for (const service of list) service.start?.();

  const file = stateDir
    ? new StateFile(stateDir, () => ({
        seed,
        clockOffsetMs: clock.offsetMs,
        services: Object.fromEntries(list.map((service) => [service.name, service.snapshot?.()])),
      }))
    : undefined;
  file?.begin();
  const awsPort = portOf(options.ports ?? 'none', 'aws');
  const mouth = awsPort === undefined ? undefined : await openHttpMouth(door, roles, awsPort);
  const site = sitePort
    ? await startSite({
        port: sitePort,
        ground,
        http: services.httpApi,
        inbox: services.ses.inbox,
        webDir: '.build/web',
        settle: () => clock.idle(),
      })
    : undefined;
  return {
    clock,
    region,
    account,
    awsUrl: mouth ? `http://127.0.0.1:${mouth.port}` : '',
    siteUrl,
    door,
    roles,
    template,
    runtime,
    services,
    client: (role) => sdkMouth(door, role, region),
    stop: async () => {
      await site?.stop();
      mouth?.server.close();
      mouth?.server.closeAllConnections();
      file?.end();
      file?.save();
      for (const service of [...list].reverse()) await service.stop?.();
      clock.close();
      if (stateDir) await dynamo.stop();
    },
  };
}

function makeServices(given: {
  ground: Ground;
  template: Template;
  roles: Roles;
  door: Door;
  runtime: FunctionRuntime;
  later: AsyncInvocations;
  options: CloudOptions;
  wire: DynamoWire;
}) {
  const { ground, template, roles, door, runtime, later, options, wire } = given;
  const calls = {
    invoke: (role: string, functionArn: string, payload: string): Promise<ServiceAnswer> =>
      door.handle(role, {
        method: 'POST',
        path: `/2015-03-31/functions/${encodeURIComponent(functionArn)}/invocations`,
        headers: { authorization: scopeFor(role, 'lambda'), 'content-type': 'application/json' },
        body: Buffer.from(payload),
      }),
    json: (role: string, service: string, action: string, body: unknown): Promise<ServiceAnswer> =>
      door.handleJson(role, service, action, body),
  };
  return {
    dynamodb: new DynamoService(ground, wire),
    lambda: new LambdaService(runtime, later),
    states: new StatesService(ground, template, roles, calls, options.keepHistories ?? true),
    ses: createSes(ground),
    sqs: createSqs(ground),
    events: createEvents(ground),
    scheduler: createScheduler(ground),
    secrets: createSecrets(ground),
    ssm: createSsm(ground, options.parameters ?? {}),
    httpApi: createHttpApi(ground, { throttling: options.throttling ?? true }),
  };
}

/** All stacks of a stage lie in one account and region. */
function placeOf(stacks: readonly Stack[]): { account: string; region: string } {
  const [first] = stacks;
  if (!first) throw new Error('The cloud assembly has no stack. Run: npm run synth');
  return first;
}

function portOf(ports: NonNullable<CloudOptions['ports']>, which: 'aws' | 'site'): number | undefined {
  if (ports === 'none') return undefined;
  return ports === 'free' ? 0 : ports[which];
}

/** The site's address goes into letters and functions before the site is up, so a free port is picked beforehand. */
async function sitePortOf(ports: NonNullable<CloudOptions['ports']>): Promise<number | undefined> {
  const wanted = portOf(ports, 'site');
  if (wanted !== 0) return wanted;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : undefined;
}

/** The parameters that hold the site's address: `/tandem/<stage>/site-url`. */
function siteParameters(stacks: readonly Stack[], siteUrl: string): Readonly<Record<string, string>> {
  const names = stacks.flatMap(({ template }) =>
    Object.values(isFields(template.Resources) ? template.Resources : {}).flatMap((resource) => {
      if (!isFields(resource) || resource.Type !== 'AWS::SSM::Parameter' || !isFields(resource.Properties)) return [];
      const name = optionalText(resource.Properties.Name);
      return name?.endsWith('/site-url') ? [name] : [];
    }),
  );
  return Object.fromEntries(names.map((name) => [name, siteUrl]));
}
