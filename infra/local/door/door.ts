import type { Clock } from '../clock.ts';
import type { Roles } from '../iam/roles.ts';
import type { CallOrigin, Service, ServiceAnswer, ServiceCall } from '../service.ts';
import { readS3Request } from '../services/s3/request.ts';
import { errorAnswer, ValuesAnswer } from './answers.ts';
import { Counters } from './counters.ts';
import { conflictAnswer, firstRefused, halfDone, namedError } from './fault-answers.ts';
import { AWS, ConnectionReset, Crash, type Fault, type Faults, NoAnswer } from './faults.ts';
import { refusalOf } from './refusal.ts';

export interface DoorRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Of a caller in this process that says what it asks in values. */
  readonly known?: {
    readonly service: string;
    readonly action: string;
    readonly json: Readonly<Record<string, unknown>>;
  };
}

/** Names in the SigV4 scope that mean one service. */
const ALIASES: Readonly<Record<string, string>> = { email: 'ses', 'states-sync': 'states' };

/**
 * The one door of the local cloud: every call of a function, a workflow, a test or the AWS CLI goes through `handle`.
 * It knows the caller, checks the caller's grants, may inject a fault, counts the call, and passes it on.
 */
export class Door {
  readonly counters = new Counters();
  faults: Faults | undefined;
  readonly #roles: Roles;
  readonly #clock: Clock;
  readonly #services = new Map<string, Service>();
  #requests = 0;

  constructor(roles: Roles, clock: Clock) {
    this.#roles = roles;
    this.#clock = clock;
  }

  register(service: Service): void {
    this.#services.set(service.name, service);
  }

  /**
   * `role`: logical id of a role, or `admin`; `from`: the invocation that calls. Rejects only for an injected fault:
   * `Crash`, `ConnectionReset`, `NoAnswer`.
   */
  async handle(role: string, request: DoorRequest, from?: CallOrigin): Promise<ServiceAnswer> {
    const call = identify(role, request, from, this.#clock.now());
    let answer: ServiceAnswer;
    try {
      answer = await this.#answer(call);
    } catch (error) {
      answer = failureOf(call, error);
    }
    if (answer.delayMs && !from) await this.#wait(answer.delayMs);
    this.counters.add(call, answer.status >= 400, answer.units);
    const requestId = `local-${++this.#requests}`;
    const headers = { 'x-amzn-requestid': requestId, ...answer.headers };
    const told = answer.json ? new ValuesAnswer(answer.json, headers, answer.units) : { ...answer, headers };
    return answer.delayMs === undefined ? told : Object.assign(told, { delayMs: answer.delayMs });
  }

  /** The same, for a call that is already known to be of this service and action, in JSON. */
  handleJson(role: string, service: string, action: string, body: unknown): Promise<ServiceAnswer> {
    return this.handle(role, {
      method: 'POST',
      path: '/',
      headers: {
        'x-amz-target': `Local.${action}`,
        'content-type': 'application/x-amz-json-1.0',
        authorization: scopeFor(role, service),
      },
      body: Buffer.from(JSON.stringify(body)),
    });
  }

  /**
   * Counts an invocation that AWS itself makes (a route, a rule, a stream), and says what is to go wrong with it.
   * `events`: nobody waits for its answer.
   */
  foresee(functionArn: string, payload: string, events: boolean): Fault | undefined {
    const named = { service: 'lambda', action: 'Invoke', role: AWS };
    const fault = this.faults?.({
      ...named,
      method: 'POST',
      path: functionArn,
      headers: events ? { 'x-amz-invocation-type': 'Event' } : {},
      body: Buffer.from(payload),
      at: this.#clock.now(),
    });
    this.counters.add(named, fault !== undefined, undefined);
    return fault;
  }

  /** Functions wait by themselves, for their own time limit runs meanwhile. */
  #wait(delayMs: number): Promise<void> {
    return new Promise((wake) => this.#clock.after(delayMs, wake));
  }

  #answer(call: ServiceCall): ServiceAnswer | Promise<ServiceAnswer> {
    const service = this.#services.get(call.service);
    if (!service) {
      return errorAnswer(call, {
        name: 'UnknownServiceError',
        message: `The local cloud has no service "${call.service}" (${call.action}).`,
        status: 501,
      });
    }
    const refused = refusalOf(this.#roles, service, call);
    if (refused) return refused;
    const fault = this.faults?.(call);
    return fault ? inject(service, call, fault) : service.handle(call);
  }
}

/** What a service throws is an error answer; injected faults go up. */
function failureOf(call: ServiceCall, error: unknown): ServiceAnswer {
  if (error instanceof Crash || error instanceof ConnectionReset || error instanceof NoAnswer) throw error;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return errorAnswer(call, { name: name === 'Error' ? 'LocalCloudError' : name, message });
}

/** What the caller gets instead of the service's answer. */
async function inject(service: Service, call: ServiceCall, fault: Fault): Promise<ServiceAnswer> {
  const handle = (changed: ServiceCall): Promise<ServiceAnswer> => service.handle(changed);
  if (fault.kind === 'conflict') return conflictAnswer(call);
  if (fault.kind === 'unprocessed') return halfDone(call, handle);
  if (fault.kind === 'partial') return firstRefused(call, handle);
  if (fault.kind === 'slow') return Object.assign(await handle(call), { delayMs: fault.ms });
  // Deliveries alone come twice or late, and they do not come through here.
  if (fault.kind === 'duplicate' || fault.kind === 'late') return handle(call);
  if (fault.kind !== 'throttle' && fault.when === 'after') await handle(call);
  if (fault.kind === 'crash') throw new Crash();
  if (fault.kind === 'reset') throw new ConnectionReset();
  if (fault.kind === 'timeout') throw new NoAnswer();
  return errorAnswer(call, namedError(call, fault) ?? { name: 'InternalFailure', message: '', status: 500 });
}

/** An Authorization header of which only the scope is read: signatures are not checked on one machine. */
export const scopeFor = (accessKey: string, service: string, region = 'eu-west-1'): string =>
  `AWS4-HMAC-SHA256 Credential=${accessKey}/20270101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;

/** Access key id and service of the SigV4 credential scope. */
export function readScope(authorization: string): { accessKey: string; service: string } | undefined {
  const [, accessKey, service] = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(authorization) ?? [];
  return accessKey && service ? { accessKey, service: ALIASES[service] ?? service } : undefined;
}

function identify(role: string, request: DoorRequest, from: CallOrigin | undefined, at: number): ServiceCall {
  const { known } = request;
  const service = known?.service ?? readScope(request.headers.authorization ?? '')?.service ?? 'unknown';
  const action = known?.action ?? (service === 's3' ? readS3Request(request).action : actionOf(request));
  return new Call(request, service, action, role, from, at);
}

/** A call; its body is made into bytes when somebody asks for it. */
class Call implements ServiceCall {
  readonly service: string;
  readonly action: string;
  readonly role: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly json: Readonly<Record<string, unknown>> | undefined;
  readonly from: CallOrigin | undefined;
  readonly at: number;
  readonly #request: DoorRequest;

  constructor(
    request: DoorRequest,
    service: string,
    action: string,
    role: string,
    from: CallOrigin | undefined,
    at: number,
  ) {
    this.service = service;
    this.action = action;
    this.role = role;
    this.method = request.method;
    this.path = request.path;
    this.headers = request.headers;
    this.json = request.known?.json;
    this.from = from;
    this.at = at;
    this.#request = request;
  }

  get body(): Uint8Array {
    return this.#request.body;
  }
}

/** JSON protocols name the action in a header, the query protocol in its body; of REST it is method and path. */
function actionOf(request: DoorRequest): string {
  const target = request.headers['x-amz-target'];
  if (target) return target.slice(target.lastIndexOf('.') + 1);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) {
    const [, action] = /(?:^|&)Action=(\w+)/.exec(Buffer.from(request.body).toString('utf8')) ?? [];
    if (action) return action;
  }
  if (/^\/2015-03-31\/functions\/[^/]+\/invocations/.test(request.path)) return 'Invoke';
  return `${request.method} ${request.path.split('?')[0]}`;
}
