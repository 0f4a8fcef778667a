/** A small cloud around the engine: functions by name, service calls recorded, a clock that stands still. */
import { Clock } from '../../infra/local/clock.ts';
import {
  createEngine,
  type Engine,
  type EngineHost,
  type LambdaReply,
  ServiceError,
  type ServiceRequest,
  type StatusChangeDetail,
} from '../../infra/local/engine/index.ts';

export const START = Date.parse('2027-03-01T09:00:00Z');
export const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/workflow`;
export const LAMBDA_INVOKE = 'arn:aws:states:::lambda:invoke';

export type Fn = (input: unknown) => unknown;
export class FunctionError extends Error {
  constructor(name: string, message = '') {
    super(message);
    this.name = name;
  }
}

export interface HistoryEvent {
  id: number;
  previousEventId: number;
  type: string;
  timestamp: number;
  [details: string]: unknown;
}

export interface Description {
  executionArn: string;
  status: string;
  input: string;
  output?: string;
  error?: string;
  cause?: string;
  redriveStatus: string;
  redriveStatusReason?: string;
  redriveCount: number;
  startDate: number;
  stopDate?: number;
}

export interface World {
  clock: Clock;
  engine: Engine;
  host: EngineHost;
  functions: Record<string, Fn>;
  /** What functions were given, in order: `[name, input]`. */
  invoked: [string, unknown][];
  services: ServiceRequest[];
  answers: Record<string, (parameters: unknown) => unknown>;
  changes: StatusChangeDetail[];
  call<T = Record<string, unknown>>(action: string, body?: unknown): Promise<T>;
  define(name: string, definition: unknown): Promise<string>;
  start(machineArn: string, input?: unknown, name?: string): Promise<string>;
  describe(executionArn: string): Promise<Description>;
  history(executionArn: string): Promise<HistoryEvent[]>;
  types(executionArn: string): Promise<string[]>;
  /** Defines and starts a machine with these states, lets it run as far as it gets, and describes it. */
  run(states: Record<string, unknown>, input?: unknown, more?: Record<string, unknown>): Promise<Run>;
  /** Moves the clock ahead by seconds. */
  pass(seconds: number): Promise<void>;
}

export interface Run extends Description {
  types: string[];
  /** The output as a value. */
  result: unknown;
}

export function machine(states: Record<string, unknown>, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...more };
}

/** A Task state that invokes a function by name. */
export function invoke(name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    Type: 'Task',
    Resource: LAMBDA_INVOKE,
    Arguments: { FunctionName: functionArn(name), Payload: '{% $states.input %}' },
    Output: '{% $states.result.Payload %}',
    ...('Next' in more ? {} : { End: true }),
    ...more,
  };
}

/** A Task state that gives its token to a function and waits. */
export function askAndWait(name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    Type: 'Task',
    Resource: `${LAMBDA_INVOKE}.waitForTaskToken`,
    Arguments: {
      FunctionName: functionArn(name),
      Payload: { token: '{% $states.context.Task.Token %}', about: '{% $states.input %}' },
    },
    ...('Next' in more ? {} : { End: true }),
    ...more,
  };
}

export function functionArn(name: string): string {
  return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
}

export const HANGS: Fn = () => new Promise(() => undefined);

function aHost(
  parts: Pick<World, 'functions' | 'invoked' | 'services' | 'answers' | 'changes'>,
  clock: Clock,
): EngineHost {
  return {
    async invokeLambda({ functionArn: arn, payload }): Promise<LambdaReply> {
      const name = arn.split(':')[6] ?? '';
      const fn = parts.functions[name];
      if (!fn) throw Object.assign(new Error(`Function not found: ${arn}`), { name: 'ResourceNotFoundException' });
      const input = JSON.parse(payload);
      parts.invoked.push([name, input]);
      if (fn === HANGS) return new Promise(() => undefined);
      return clock.run(async () => {
        try {
          return { payload: JSON.stringify((await fn(input)) ?? null) };
        } catch (error) {
          const { name: errorType, message: errorMessage } = error as Error;
          return { functionError: 'Unhandled', payload: JSON.stringify({ errorMessage, errorType }) };
        }
      });
    },
    async callService(request) {
      parts.services.push(request);
      return parts.answers[`${request.service}:${request.action}`]?.(request.parameters) ?? {};
    },
    onStatusChange: (detail) => void parts.changes.push(detail),
  };
}

export function aWorld(
  options: { seed?: string; snapshot?: string; startMs?: number; functions?: Record<string, Fn> } = {},
): World {
  const clock = Clock.manual(options.startMs ?? START);
  const parts = { functions: options.functions ?? {}, invoked: [], services: [], answers: {}, changes: [] };
  const host = aHost(parts, clock);
  const engine = createEngine({ clock, region: REGION, account: ACCOUNT, host, seed: options.seed ?? 'test' });
  if (options.snapshot !== undefined) engine.restore(options.snapshot);
  const call: World['call'] = async (action, body) => (await engine.handle(action, body)) as never;
  let machines = 0;
  const world: World = {
    ...parts,
    clock,
    engine,
    host,
    call,
    async define(name, definition) {
      const body = { name, definition: JSON.stringify(definition), roleArn: ROLE };
      return (await call<{ stateMachineArn: string }>('CreateStateMachine', body)).stateMachineArn;
    },
    async start(stateMachineArn, input = {}, name) {
      const body = { stateMachineArn, input: JSON.stringify(input), ...(name === undefined ? {} : { name }) };
      const { executionArn } = await call<{ executionArn: string }>('StartExecution', body);
      await clock.idle();
      return executionArn;
    },
    describe: (executionArn) => call('DescribeExecution', { executionArn }),
    async history(executionArn) {
      const answer = await call<{ events: HistoryEvent[] }>('GetExecutionHistory', { executionArn, maxResults: 1000 });
      return answer.events;
    },
    types: async (executionArn) => (await world.history(executionArn)).map(({ type }) => type),
    async run(states, input, more) {
      const arn = await world.start(await world.define(`machine-${++machines}`, machine(states, more)), input);
      return look(world, arn);
    },
    async pass(seconds) {
      await clock.moveTo(clock.now() + seconds * 1000);
      await clock.idle();
    },
  };
  return world;
}

export async function look(world: World, executionArn: string): Promise<Run> {
  const description = await world.describe(executionArn);
  const result = description.output === undefined ? undefined : JSON.parse(description.output);
  return { ...description, types: await world.types(executionArn), result };
}

/** The name and message of a refused call. */
export async function refusal(call: Promise<unknown>): Promise<{ name: string; message: string }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ServiceError) return { name: error.name, message: error.message };
    throw error;
  }
  throw new Error('The call was not refused.');
}

/** The task token the n-th invocation was given. */
export function tokenGiven(world: World, n = 0): string {
  const [, input] = world.invoked[n] ?? [];
  return (input as { token: string }).token;
}
