import type { Clock } from './clock.ts';

/** One AWS call as the door sees it, once it knows the service and the caller. */
export interface ServiceCall {
  readonly service: string;
  /** The API action, e.g. `PutItem`, `SendRawEmail`, `StartExecution`. */
  readonly action: string;
  /** Logical id of the calling role, or `admin`. */
  readonly role: string;
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The same as `body`, where the caller has it as values. */
  readonly json?: Readonly<Record<string, unknown>> | undefined;
  /** The invocation that calls, where a function does. */
  readonly from?: CallOrigin | undefined;
  /** On the cloud's clock, in ms since the epoch. */
  readonly at?: number;
}

/** The invocation of a function that makes a call. */
export interface CallOrigin {
  /** Name of the function. */
  readonly function: string;
  readonly requestId: string;
  /** JSON text of what it was invoked with. */
  readonly payload: string;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
  /** The same as `body`, where the service has it as values; not to be changed. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** Capacity units used, for the door's counters. */
  readonly units?: { readonly read: number; readonly write: number };
  /** An injected slowness, in ms: the caller hears the answer so much later. */
  readonly delayMs?: number;
}

/** What a call asks to do, in the words of IAM. A call may ask for several (a transaction does). */
export interface Permission {
  /** e.g. `dynamodb:PutItem` */
  readonly action: string;
  readonly resource: string;
  /** Values of the condition keys that a policy may test, e.g. `ses:FromAddress`. A key that is tested and missing here throws. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** A service of the local cloud, behind the door. */
export interface Service {
  /** The name in the SigV4 credential scope: `dynamodb`, `states`, `ses`, `events`, `sqs`, `secretsmanager`, `ssm`, `scheduler`, `lambda`, `s3`. */
  readonly name: string;
  permissions(call: ServiceCall): readonly Permission[];
  handle(call: ServiceCall): Promise<ServiceAnswer>;
  /** State that must survive a restart, as JSON; undefined when there is none. */
  snapshot?(): unknown;
  restore?(state: unknown): void;
  /** Begins its schedules and pumps; once, after `restore`, when every service is there. */
  start?(): void;
  stop?(): Promise<void>;
}

/** A resource of the synthesised templates with its properties resolved: no intrinsic left. */
export interface Resource {
  readonly logicalId: string;
  readonly stack: string;
  readonly type: string;
  readonly arn: string | undefined;
  /** What `Ref` gives. */
  readonly ref: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What each service is given to stand on. */
export interface Ground {
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  readonly seed: string;
  /** Folder that outlives a restart; undefined where nothing is kept (tests). */
  readonly stateDir: string | undefined;
  resources(type: string): readonly Resource[];
  /** Invokes a function (by alias ARN) as another service does; never throws for a function's own error. */
  invoke(
    functionArn: string,
    payload: unknown,
    options?: { readonly async?: boolean },
  ): Promise<{ readonly payload: unknown; readonly error?: { readonly type: string; readonly message: string } }>;
  /** The same, of a payload that is JSON text already. */
  invokeText?(
    functionArn: string,
    payload: string,
    options?: { readonly async?: boolean },
  ): Promise<{ readonly payload: unknown; readonly error?: { readonly type: string; readonly message: string } }>;
  /** Puts an event on a bus as AWS itself would (SES feedback, workflow status), `default` unless named. */
  emit(event: {
    source: string;
    detailType: string;
    detail: unknown;
    resources?: readonly string[];
    bus?: string;
  }): void;
  /** Whether the role's synthesised policy allows this: for services that act in a role's name (schedules, rules). */
  allowed(role: string, permission: Permission): boolean;
  /**
   * Makes a call through the door as this role, permission check and faults included. JSON services only.
   * Throws an Error whose `name` is the service's error code.
   */
  call(role: string, service: string, action: string, body: unknown): Promise<unknown>;
  /** Puts a message into a queue (dead letters) without a caller. */
  enqueue(queueArn: string, body: string, attributes?: Readonly<Record<string, string>>): void;
}
