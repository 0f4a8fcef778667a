/**
 * What the engine needs from the cloud around it. Nothing here knows of doors, templates or HTTP.
 *
 * The engine does not hold the clock while a host call runs: the host announces its own work with `clock.run`,
 * and may let go while a handler sleeps. So a function that never answers still meets its `TimeoutSeconds`.
 */
export interface EngineHost {
  /** Invokes a function as the state machine's role. Service errors are thrown as `EngineTaskError`. */
  invokeLambda(request: LambdaRequest): Promise<LambdaReply>;
  /** Calls a service action as the state machine's role and answers its response as the API shapes it. */
  callService(request: ServiceRequest): Promise<unknown>;
  /** Says whether the role may start (or stop, or describe) a child execution; throws `EngineTaskError` when not. */
  authorize?(request: { roleArn: string; action: string; resource: string }): void;
  /** Detail of the event `Step Functions Execution Status Change` (source `aws.states`) for the default bus. */
  onStatusChange?(detail: StatusChangeDetail): void;
}

export interface LambdaRequest {
  roleArn: string;
  /** Full ARN, with the alias or version when the definition names one. */
  functionArn: string;
  /** JSON text. */
  payload: string;
}

export interface LambdaReply {
  /** JSON text; of a failed call `{"errorType", "errorMessage", ...}`. */
  payload: string;
  /** `Unhandled` or `Handled` when the function threw. */
  functionError?: string | undefined;
  executedVersion?: string | undefined;
}

export interface ServiceRequest {
  roleArn: string;
  /** As in the resource ARN: `dynamodb`, `events`, `sqs`, `sns`, `scheduler`, ... */
  service: string;
  /** As in the resource ARN: `putItem`, `putEvents`, ... (camelCase). */
  action: string;
  parameters: unknown;
}

export interface StatusChangeDetail {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  status: ExecutionStatus;
  /** Milliseconds since the epoch. */
  startDate: number;
  stopDate: number | null;
  input: string | null;
  output: string | null;
  error: string | null;
  cause: string | null;
  inputDetails: { included: boolean } | null;
  outputDetails: { included: boolean } | null;
  stateMachineVersionArn: string | null;
  stateMachineAliasArn: string | null;
  redriveCount: number;
  redriveDate: number | null;
  redriveStatus: string;
  redriveStatusReason: string | null;
}

export type EndStatus = 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
/** `PENDING_REDRIVE`: a child of a redriven map run whose turn has not come. */
export type ExecutionStatus = 'RUNNING' | 'PENDING_REDRIVE' | EndStatus;

/** Where a restart finds the engine's state again: one JSON text. */
export interface EngineStore {
  load(): string | undefined;
  save(state: string): void;
}

/**
 * A service error of an integration. `name` may be the bare error code (`ConditionalCheckFailedException`): the
 * engine then puts the integration's prefix before it, as AWS does (`DynamoDB.`, `Lambda.`, `EventBridge.`).
 */
export class EngineTaskError extends Error {
  readonly causeText: string;
  /** Of the answer, where a service answered: the cause then ends with who said it. */
  readonly statusCode: number | undefined;

  constructor(name: string, causeText: string, statusCode?: number) {
    super(`${name}: ${causeText}`);
    this.statusCode = statusCode;
    this.name = name;
    this.causeText = causeText;
  }
}

/** An error answer of the service API: `__type` is `name`, HTTP status `statusCode`. */
export class ServiceError extends Error {
  readonly statusCode = 400;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
