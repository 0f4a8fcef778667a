/** The calls themselves: what goes to the host, and what a state gets to see of the answer. */
import { uuidFor } from './chance.ts';
import { type Envelope, lambdaResult, withMetadata } from './envelope.ts';
import type { Execution, TaskPending, Thread } from './execution.ts';
import { StateFailure } from './failure.ts';
import { EngineTaskError, type LambdaReply, ServiceError } from './host.ts';
import type { Interpreter } from './interpreter.ts';
import { isObject, type Json, parseJson, toJson } from './json.ts';
import type { Resource } from './resource.ts';
import { checkInput, checkName, tooLong } from './validation.ts';

/** `submitted`: the call was taken, and the task ends later. `text` is the JSON of the value, or of its payload. */
export interface Answer {
  kind: 'done' | 'submitted';
  text: string;
  envelope: Envelope | undefined;
  value(): Json;
}

export function requestIdOf(engine: Interpreter, execution: Execution, thread: Thread): string {
  return uuidFor(engine.seed, execution.arn, thread.lastEvent, thread.retryCount, 'request');
}

/** Rejects with `StateFailure` or `EngineTaskError`. */
export async function call(
  engine: Interpreter,
  execution: Execution,
  thread: Thread,
  resource: Resource,
  pending: TaskPending,
  args: Json,
): Promise<Answer> {
  if (resource.kind === 'function') {
    const { payload } = await invoke(engine, execution, resource.arn, pending.argumentsText);
    const value = payload === '' ? null : (parseJson(payload) ?? payload);
    return { ...plainAnswer(value), text: parseJson(payload) === undefined ? JSON.stringify(value) : payload };
  }
  if (!isObject(args)) throw new StateFailure('States.Runtime', 'The Arguments of this integration must be an object.');
  const requestId = requestIdOf(engine, execution, thread);
  if (resource.sdk) return plainAnswer(await sdkCall(engine, execution, resource, args));
  switch (resource.service) {
    case 'lambda':
      return lambda(engine, execution, args, requestId);
    case 'states':
      return startChild(engine, execution, thread, resource.pattern, pending, args, requestId);
    case 'events':
      return putEvents(engine, execution, resource, args);
    case 'sqs':
    case 'sns': {
      const body = resource.service === 'sqs' ? 'MessageBody' : 'Message';
      const text = typeof args[body] === 'string' ? args[body] : JSON.stringify(args[body]);
      const response = await service(engine, execution, resource, { ...args, [body]: text });
      return plainAnswer(withMetadata(response, requestId, engine.clock.now()));
    }
    default: {
      const response = await service(engine, execution, resource, args);
      return plainAnswer(withMetadata(response, requestId, engine.clock.now()));
    }
  }
}

/** Recorded on the service: a text is sent as it is, and null as an empty object. */
function sent(value: unknown): string {
  if (value === undefined || value === null) return '{}';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function plainAnswer(value: Json): Answer {
  return { kind: 'done', text: JSON.stringify(value), envelope: undefined, value: () => value };
}

async function invoke(
  engine: Interpreter,
  execution: Execution,
  functionArn: string,
  payload: string,
): Promise<LambdaReply> {
  const { roleArn } = engine.revisionOf(execution);
  const reply = await engine.host.invokeLambda({ roleArn, functionArn, payload });
  if (reply.functionError === undefined) return reply;
  const error = parseJson(reply.payload);
  const name = isObject(error) && typeof error.errorType === 'string' ? error.errorType : 'Lambda.Unknown';
  throw new StateFailure(name, reply.payload);
}

async function lambda(
  engine: Interpreter,
  execution: Execution,
  args: Record<string, unknown>,
  requestId: string,
): Promise<Answer> {
  const { FunctionName: name, Payload: payload, Qualifier: qualifier } = args;
  if (typeof name !== 'string') throw new StateFailure('States.Runtime', "The Arguments need a 'FunctionName'.");
  if ('InvocationType' in args && args.InvocationType !== 'RequestResponse')
    throw new StateFailure('States.Runtime', "The local engine models InvocationType 'RequestResponse' alone.");
  const full = name.startsWith('arn:') ? name : `arn:aws:lambda:${engine.region}:${engine.account}:function:${name}`;
  const functionArn = typeof qualifier === 'string' ? `${full}:${qualifier}` : full;
  const reply = await invoke(engine, execution, functionArn, jsonOf(payload));
  const envelope: Envelope = {
    envelope: 'lambda',
    payload: reply.payload,
    version: reply.executedVersion ?? '$LATEST',
    requestId,
    atMs: engine.clock.now(),
  };
  return { kind: 'done', text: reply.payload, envelope, value: () => lambdaResult(envelope) };
}

/** A text that is no JSON document is refused by Lambda. */
function jsonOf(payload: unknown): string {
  if (typeof payload !== 'string' || parseJson(payload) !== undefined) return sent(payload);
  const message = 'Could not parse request body into json: Could not parse payload into json';
  throw new EngineTaskError('InvalidRequestContentException', message, 400);
}

/** Holds the clock meanwhile: a service call of the local cloud never sleeps on it. */
async function service(
  engine: Interpreter,
  execution: Execution,
  resource: { service: string; action: string },
  parameters: unknown,
): Promise<Json> {
  const { roleArn } = engine.revisionOf(execution);
  const request = { roleArn, service: resource.service, action: resource.action, parameters };
  return toJson((await engine.clock.run(() => engine.host.callService(request))) ?? {});
}

/** Step Functions' own API has other spellings: its fields begin small, its dates are numbers, its data are texts. */
async function sdkCall(
  engine: Interpreter,
  execution: Execution,
  resource: { service: string; action: string },
  args: Record<string, unknown>,
): Promise<Json> {
  if (resource.service !== 'sfn') return service(engine, execution, resource, args);
  const small = Object.entries(args).map(([name, value]) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    (name === 'Input' || name === 'Output') && typeof value !== 'string' ? sent(value) : value,
  ]);
  const answer = await service(engine, execution, resource, Object.fromEntries(small));
  if (!isObject(answer)) return answer;
  const large = Object.entries(answer).map(([name, value]) => [
    name.charAt(0).toUpperCase() + name.slice(1),
    name.endsWith('Date') && typeof value === 'number' ? new Date(value * 1000).toISOString() : value,
  ]);
  return toJson(Object.fromEntries(large));
}

async function putEvents(
  engine: Interpreter,
  execution: Execution,
  resource: { service: string; action: string },
  args: Record<string, unknown>,
): Promise<Answer> {
  const entries = Array.isArray(args.Entries) ? args.Entries : [];
  const complete = entries.map((entry: unknown) => {
    if (!isObject(entry)) return entry;
    const { Detail: detail, Resources: resources } = entry;
    return {
      ...entry,
      Detail: typeof detail === 'string' ? detail : JSON.stringify(detail),
      // AWS adds where the event came from.
      Resources: [...(Array.isArray(resources) ? resources : []), execution.arn, execution.machineArn],
    };
  });
  const response = await service(engine, execution, resource, { ...args, Entries: complete });
  if (isObject(response) && typeof response.FailedEntryCount === 'number' && response.FailedEntryCount > 0)
    throw new EngineTaskError('EventBridge.FailedEntry', JSON.stringify(response));
  return plainAnswer(response);
}

async function startChild(
  engine: Interpreter,
  execution: Execution,
  thread: Thread,
  pattern: string,
  pending: TaskPending,
  args: Record<string, unknown>,
  requestId: string,
): Promise<Answer> {
  const { StateMachineArn: machineArn, Name: name, Input: input } = args;
  if (typeof machineArn !== 'string')
    throw new StateFailure('States.Runtime', "The Arguments need a 'StateMachineArn'.");
  const { roleArn } = engine.revisionOf(execution);
  engine.host.authorize?.({ roleArn, action: 'states:StartExecution', resource: machineArn });
  const request = { machineArn, name: typeof name === 'string' ? name : requestId, input: sent(input) };
  const child = startOrExplain(() => {
    checkChild(request);
    return engine.start(request);
  }, requestId);
  const waits = pattern === 'sync' || pattern === 'sync:2';
  const response = withMetadata({ ExecutionArn: child.arn, StartDate: child.startMs }, requestId, engine.clock.now());
  if (waits) {
    pending.childArn = child.arn;
    child.waiters.push({ executionArn: execution.arn, thread: thread.id });
  }
  return { ...plainAnswer(response), kind: waits ? 'submitted' : 'done' };
}

function checkChild({ name, input }: { name: string; input: string }): void {
  if (name.length > 80) throw tooLong('name', name, 80);
  checkName(name);
  checkInput(input);
}

function startOrExplain(start: () => Execution, requestId: string): Execution {
  try {
    return start();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const detail = `(Service: AWSStepFunctions; Status Code: 400; Error Code: ${error.name}; Request ID: ${requestId}; Proxy: null)`;
    const name = error.name === 'ValidationException' ? 'AWSStepFunctionsException' : `${error.name}Exception`;
    throw new EngineTaskError(`StepFunctions.${name}`, `${error.message} ${detail}`);
  }
}
