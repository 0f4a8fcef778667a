import { randomUUID } from 'node:crypto';
import type { CloudOptions } from './cloud.ts';
import { Door } from './door/door.ts';
import { openHttpMouth } from './door/http-mouth.ts';
import type { DynamoConnection } from './dynamodb/connection.ts';
import { openDatabase } from './dynamodb/database.ts';
import { AsyncInvocations } from './functions/async-invocations.ts';
import { bundleLocal } from './functions/bundle.ts';
import { FunctionRuntime } from './functions/runtime.ts';
import { layGround, type Standing } from './ground.ts';
import { checkDeployable } from './iam/deployable.ts';
import { ADMIN, Roles } from './iam/roles.ts';
import { paths } from './paths.ts';
import { pickPort, siteParameters } from './ports.ts';
import type { Ground, Service } from './service.ts';
import { createPresigned, type Presigned } from './services/s3/presigned.ts';
import { makeServices, type Services } from './services-made.ts';
import { StateFile } from './state-file.ts';
import { readAssembly, type Stack } from './template/assembly.ts';
import { Template } from './template/template.ts';
import { type Fields, isFields, optionalText } from './template/values.ts';

/** Everything a running cloud is made of. */
export interface World {
  readonly ground: Ground;
  readonly awsUrl: string;
  /** Where signed links of S3 lead, with a port open there or not. */
  readonly storageUrl: string;
  readonly siteUrl: string;
  readonly sitePort: number | undefined;
  readonly door: Door;
  readonly roles: Roles;
  readonly template: Template;
  readonly runtime: FunctionRuntime;
  readonly services: Services;
  /** What browsers bring to S3. */
  readonly presigned: Presigned;
  stop(): Promise<void>;
}

interface Plan {
  readonly options: CloudOptions;
  readonly stored: Fields | undefined;
  readonly seed: string;
  readonly sitePort: number | undefined;
  readonly siteUrl: string;
  readonly awsPort: number | undefined;
  /** Where signed links lead. */
  readonly awsUrl: string;
  readonly template: Template;
  readonly place: { readonly account: string; readonly region: string };
}

const SITE_WITHOUT_PORTS = 'http://127.0.0.1:4567';
const AWS_WITHOUT_PORTS = 'http://127.0.0.1:4566';

/** Reads the templates, starts DynamoDB, stands the services on their ground, and takes over what an earlier run left. */
export async function raise(options: CloudOptions): Promise<World> {
  const plan = await makePlan(options);
  const { stateDir } = options;
  const [bundle, database] = await Promise.all([
    bundleLocal(options.handlers ?? paths.functions),
    openDatabase(options, plan.place),
  ]);
  try {
    const { list, ...world } = build(plan, bundle, database.connection);
    await begin(plan, world.services, list);
    if (options.preload) await world.runtime.preload();
    const file = stateDir ? keep(plan, stateDir, list) : undefined;
    const mouth = await openMouth(world, plan.awsPort);
    const stop = async (): Promise<void> => {
      mouth?.close();
      file?.end();
      for (const service of [...list].reverse()) await service.stop?.();
      world.roles.uses.keep();
      options.clock.close();
      await database.stop();
    };
    return { ...world, awsUrl: mouth?.url ?? '', ...placesOf(plan), stop };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

const placesOf = ({ awsUrl, siteUrl, sitePort }: Plan) => ({ storageUrl: awsUrl, siteUrl, sitePort });

async function makePlan(options: CloudOptions): Promise<Plan> {
  const { stateDir } = options;
  const stored = stateDir ? StateFile.read(stateDir) : undefined;
  const sitePort = await pickPort(options.ports ?? 'none', 'site');
  const awsPort = await pickPort(options.ports ?? 'none', 'aws');
  const siteUrl = sitePort ? `http://127.0.0.1:${sitePort}` : SITE_WITHOUT_PORTS;
  const stacks = readAssembly(options.assembly ?? paths.assembly);
  return {
    options,
    stored,
    // What is kept for long has a seed that nobody can guess, for secrets derive from it.
    seed: options.seed ?? optionalText(stored?.seed) ?? (stateDir ? randomUUID() : 'tandem'),
    sitePort,
    siteUrl,
    awsPort,
    awsUrl: awsPort ? `http://127.0.0.1:${awsPort}` : AWS_WITHOUT_PORTS,
    template: new Template(stacks, { parameters: { ...siteParameters(stacks, siteUrl), ...options.parameters } }),
    place: placeOf(stacks),
  };
}

function build(plan: Plan, bundle: Awaited<ReturnType<typeof bundleLocal>>, wire: DynamoConnection) {
  const { options, seed, template, place } = plan;
  const { clock, stateDir } = options;
  const roles = new Roles(template);
  checkDeployable(template, roles);
  const door = new Door(roles, clock);
  const standing: Standing = { runtime: undefined, later: undefined, events: undefined, sqs: undefined };
  const ground = layGround({ clock, ...place, seed, stateDir, template, roles, door, standing });
  const runtime = new FunctionRuntime({
    clock,
    door,
    seed,
    bundle,
    template,
    roles,
    storageUrl: plan.awsUrl,
    shortCalls: options.shortCalls ?? false,
  });
  runtime.onLog = options.onLog;
  const later = new AsyncInvocations({ clock, runtime, resources: ground.resources, ground });
  const { services, list } = makeServices({ ground, template, roles, door, runtime, later, wire, options });
  Object.assign(standing, { runtime, later, events: services.events, sqs: services.sqs });
  for (const service of list) door.register(service);
  const presigned = createPresigned({
    s3: services.s3,
    door,
    known: (key) => key === ADMIN || roles.byId(key) !== undefined,
    now: () => clock.now(),
    originOf: siteOrigins(plan),
  });
  return { ground, door, roles, template, runtime, services, presigned, list };
}

async function begin(plan: Plan, services: Services, list: readonly Service[]): Promise<void> {
  await services.dynamodb.prepare();
  const kept = isFields(plan.stored?.services) ? plan.stored.services : {};
  for (const service of list) if (kept[service.name] !== undefined) service.restore?.(kept[service.name]);
  await services.states.prepare();
  for (const service of list) service.start?.();
}

function keep(plan: Plan, stateDir: string, list: readonly Service[]): StateFile {
  const file = new StateFile(stateDir, () => ({
    seed: plan.seed,
    clockOffsetMs: plan.options.clock.offsetMs,
    services: Object.fromEntries(list.map((service) => [service.name, service.snapshot?.()])),
  }));
  file.begin();
  return file;
}

async function openMouth(world: { door: Door; roles: Roles; presigned: Presigned }, port: number | undefined) {
  if (port === undefined) return undefined;
  const { server, port: opened } = await openHttpMouth(world, port);
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${opened}`, close };
}

/** What the templates call CloudFront has the site's address here. */
function siteOrigins({ template, siteUrl }: Plan): (origin: string) => string {
  const [distribution] = template.ofType('AWS::CloudFront::Distribution');
  const name = distribution && `https://d${distribution.ref.slice(1)}.cloudfront.net`;
  return (origin) => (origin === siteUrl ? (name ?? origin) : origin);
}

/** All stacks of a stage lie in one account and region. */
function placeOf(stacks: readonly Stack[]): { account: string; region: string } {
  const [first] = stacks;
  if (!first) throw new Error('The cloud assembly has no stack. Run: npm run synth');
  return { account: first.account, region: first.region };
}
