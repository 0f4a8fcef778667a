import type { Clock } from './clock.ts';
import type { Counters } from './door/counters.ts';
import type { Faults } from './door/faults.ts';
import { type ClientConfig, sdkMouth } from './door/sdk-mouth.ts';
import type { StreamRecord } from './dynamodb/mapping.ts';
import type { Engine } from './engine/index.ts';
import type { Invoked, LogLine } from './functions/runtime.ts';
import { Mover } from './mover.ts';
import { paths } from './paths.ts';
import type { Ports } from './ports.ts';
import type { Resource } from './service.ts';
import type { Objects } from './services/s3/objects.ts';
import type { Inbox, Mail, Site, SqsService } from './services/types.ts';
import { startSite } from './site.ts';
import { raise, type World } from './world.ts';

export interface CloudOptions {
  readonly clock: Clock;
  /** Folder of the cloud assembly; `.build/cdk` unless told. */
  readonly assembly?: string;
  /** Folder of the built pages, for the site's port; `.build/web` unless told. */
  readonly webDir?: string;
  /** Folder of the rooms with their handlers; `functions` unless told. */
  readonly handlers?: string;
  /** Folder that outlives a restart; without it everything is in memory. */
  readonly stateDir?: string;
  /** `local` (unless told) is Amazon's DynamoDB Local; `memory` one in this process, quicker, and gone at the end. */
  readonly dynamodb?: 'local' | 'memory';
  /** Ids, secrets and chances derive from it. */
  readonly seed?: string;
  /** Ports of the AWS endpoint and the site; `none` unless told. */
  readonly ports?: Ports;
  /** SSM parameters that differ here, by name. The site's address is set without asking. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** False forgets the histories of executions that ended well: simulations. */
  readonly keepHistories?: boolean;
  /** False where a standing clock would never refill API Gateway's buckets: simulations. */
  readonly throttling?: boolean;
  /** True lets functions' calls go to the door unsigned and not written out as text: simulations. */
  readonly shortCalls?: boolean;
  /** True: a scheduled call of this function (ARN) would find nothing to do just now, and is left out: simulations. */
  readonly quiet?: (functionArn: string) => boolean;
  /** Loads every function at the start, so that no call waits for a file: for runs that must repeat to the byte. */
  readonly preload?: boolean;
  /** Hears every line a function writes. */
  readonly onLog?: (line: LogLine) => void;
  /** Hears every record of a table's stream that functions read, in order: simulations watch states change. */
  readonly onRecord?: (table: string, record: StreamRecord) => void;
}

export interface HttpOptions {
  /** An object is sent as JSON; text as it is. */
  readonly body?: unknown;
  /** Value of the Cookie header. */
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sourceIp?: string;
  /** False where somebody else moves the clock: a function asleep in a back-off then waits until it is moved. */
  readonly movesClock?: boolean;
}

/** What a browser sends to S3. */
export interface SentFile {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | FormData;
}

export interface Stored {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface HttpReply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Values of set-cookie. */
  readonly cookies: readonly string[];
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  json(): any;
}

export interface Cloud {
  readonly clock: Clock;
  readonly engine: Engine;
  readonly region: string;
  readonly account: string;
  /** `http://127.0.0.1:<port>`; empty without ports. */
  readonly awsUrl: string;
  readonly siteUrl: string;
  /** Letters that SES took. */
  readonly inbox: Inbox;
  /** What the world does with letters: bounces, complaints, throttling. */
  readonly mail: Mail;
  /** Queues, dead letters too: `messages(name or ARN)`. */
  readonly queues: Pick<SqsService, 'messages'>;
  /** What S3 holds, and a browser's request to a signed address of it. */
  readonly storage: Pick<Objects, 'current'> & { send(method: string, url: string, sent?: SentFile): Promise<Stored> };
  /** Calls and capacity units by service, action and role. */
  readonly counters: Counters;
  /** Lines the functions wrote. */
  readonly logs: readonly LogLine[];
  /** What is to go wrong in which call; undefined for nothing. */
  faults: Faults | undefined;
  /** Through the HTTP API's routes, authorizer and functions, as a browser's request. */
  http(method: string, path: string, options?: HttpOptions): Promise<HttpReply>;
  /** Invokes a function by name or ARN, with `:live` or without. */
  invoke(name: string, event: unknown): Promise<Invoked & { readonly value: unknown }>;
  /** `admin`, the logical id of a role, or the name of a function (its role). */
  credentials(role?: string): { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** For a real SDK client: `new DynamoDBClient(cloud.clientConfig())`. */
  clientConfig(role?: string): ClientConfig;
  resources(type: string): readonly Resource[];
  /**
   * Resolves once nothing runs and streams are drained. A function asleep in a back-off counts as running: a manual
   * clock is moved just as far as it sleeps.
   */
  settle(): Promise<void>;
  /** Saves, if there is a state folder, and ends everything that was started. */
  stop(): Promise<void>;
}

/** Starts a cloud from the synthesised templates. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const world = await raise(options);
  const { clock } = options;
  const { door, ground, runtime, services } = world;
  const mover = new Mover(clock, () => runtime.sleeping);
  const site = await openSite(world, options, mover);
  let stopped: Promise<void> | undefined;
  const role = (named: string): string => roleId(world, named);
  return {
    clock,
    engine: services.states.engine,
    region: ground.region,
    account: ground.account,
    awsUrl: world.awsUrl,
    siteUrl: world.siteUrl,
    inbox: services.ses.inbox,
    mail: services.ses.mail,
    queues: services.sqs,
    storage: {
      current: () => services.s3.objects.current(),
      send: (method, url, sent = {}) => mover.drive(toStorage(world, method, new URL(url), sent)),
    },
    counters: door.counters,
    logs: runtime.logs,
    get faults() {
      return door.faults;
    },
    set faults(faults) {
      door.faults = faults;
    },
    http: (method, path, given = {}) => {
      const answered = request(world, method, path, given);
      return given.movesClock === false ? answered : mover.drive(answered);
    },
    invoke: async (name, event) => {
      const invoked = await mover.drive(runtime.invoke(name, JSON.stringify(event)));
      return { ...invoked, value: JSON.parse(invoked.payload) };
    },
    credentials: (named = 'admin') => ({ accessKeyId: role(named), secretAccessKey: 'local' }),
    clientConfig: (named = 'admin') => sdkMouth(door, role(named), ground.region),
    resources: (type) => world.template.ofType(type),
    settle: () => mover.settle(),
    stop: () => {
      stopped ??= (async () => {
        await site?.stop();
        await world.stop();
      })();
      return stopped;
    },
  };
}

async function openSite(world: World, options: CloudOptions, mover: Mover): Promise<Site | undefined> {
  const { ground, services, sitePort } = world;
  if (sitePort === undefined) return undefined;
  try {
    return await startSite({
      port: sitePort,
      ground,
      http: services.httpApi,
      inbox: services.ses.inbox,
      storageUrl: world.storageUrl,
      webDir: options.webDir ?? paths.web,
      settle: () => mover.settle(),
    });
  } catch (error) {
    await world.stop();
    throw error;
  }
}

/** As it would come over the wire, with a form's bytes as a browser writes them. */
async function toStorage(world: World, method: string, url: URL, { headers = {}, body }: SentFile): Promise<Stored> {
  const wire = new Response(body instanceof FormData ? body : Buffer.from(body ?? new Uint8Array()));
  const type = wire.headers.get('content-type');
  const answer = await world.presigned.handle({
    method,
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, ...(type === null ? {} : { 'content-type': type }), ...headers },
    body: new Uint8Array(await wire.arrayBuffer()),
  });
  return { status: answer.status, headers: answer.headers, body: Buffer.from(answer.body) };
}

function roleId(world: World, named: string): string {
  if (named === 'admin' || world.roles.byId(named)) return named;
  return world.runtime.find(named).definition.role;
}

async function request(world: World, method: string, path: string, given: HttpOptions): Promise<HttpReply> {
  const { body, cookie } = given;
  const isText = typeof body === 'string';
  const answer = await world.services.httpApi.handle({
    method,
    path,
    headers: {
      host: world.siteUrl.replace(/^https?:\/\//, ''),
      'user-agent': 'Mozilla/5.0 (local)',
      ...(body === undefined || isText ? {} : { 'content-type': 'application/json' }),
      ...(cookie === undefined ? {} : { cookie }),
      ...given.headers,
    },
    body: body === undefined ? undefined : isText ? body : JSON.stringify(body),
    sourceIp: given.sourceIp,
  });
  const text = Buffer.from(answer.body).toString('utf8');
  return {
    status: answer.status,
    headers: answer.headers,
    cookies: answer.cookies,
    text,
    json: () => JSON.parse(text),
  };
}
