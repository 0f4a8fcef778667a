/**
 * The short way of an SDK client's call to the door, for simulations: the SDK's own request (service, action, body),
 * without signature, endpoint, user agent and the other things that nobody reads on one machine. DynamoDB's attribute
 * values are handed over as they are, not as text. Whatever is unusual, and every answer that is an error, goes the
 * SDK's own way, so that retries and exceptions are the SDK's. A test holds that both ways send the same requests.
 */

import { bytesOf } from '../../door/sdk-request.ts';
import { type Fields, type KeyNodes, marshalled, Unusual, unmarshalled } from './attribute-values.ts';
import {
  Answered,
  type CallContext,
  currentCall,
  type KnownCall,
  type SentAnswer,
  type SentRequest,
} from './context.ts';
import { localUuid } from './globals.ts';

interface Command {
  readonly input: Fields;
  /** `[9, namespace, name, traits, input, output]` */
  readonly schema?: unknown;
  /** Of a command of the document client. */
  readonly clientCommand?: { readonly schema?: unknown };
  readonly inputKeyNodes?: KeyNodes;
  readonly outputKeyNodes?: KeyNodes;
}

interface Config {
  readonly serviceId: string;
  readonly protocol: {
    serializeRequest(operation: object, input: unknown, context: object): Promise<HttpRequest>;
    deserializeResponse(operation: object, context: object, response: object): Promise<object>;
  };
  readonly translateConfig?: { readonly marshallOptions?: { readonly removeUndefinedValues?: boolean } };
}

interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface Client {
  readonly config: Config;
  send(command: Command, options?: unknown, done?: unknown): unknown;
}

/** What each service is called in the scope of a signature. */
const SCOPES: Readonly<Record<string, string>> = {
  DynamoDB: 'dynamodb',
  EventBridge: 'events',
  SES: 'ses',
  SFN: 'states',
  'Secrets Manager': 'secretsmanager',
};
const ENDPOINT = { protocol: 'https:', hostname: 'local', path: '/' };
/** Actions that may be handed over as values, and whose answers hold nothing but texts and numbers. */
const AS_VALUES = new Set(['SendRawEmail', 'PutEvents', 'SendTaskSuccess', 'SendTaskFailure']);
/** Errors after which the SDK does not try again. */
const NEVER_AGAIN = new Set([
  'ConditionalCheckFailedException',
  'TransactionCanceledException',
  'TaskTimedOut',
  'TaskDoesNotExist',
  'InvalidToken',
]);
const METADATA = { httpStatusCode: 200, attempts: 1, totalRetryDelay: 0 };

/** What the SDK's client is made to be in the local bundle: `send` goes the short way where the call is one of a simulation. */
export const shortened = <C extends new (...given: never[]) => Client>(Base: C): C => {
  class ShortClient extends (Base as new (...given: never[]) => Client) {
    override send(command: Command, options?: unknown, done?: unknown): unknown {
      const call = currentCall();
      const scope = SCOPES[this.config.serviceId];
      if (!call?.short || !scope || options !== undefined || done !== undefined) {
        return super.send(command, options, done);
      }
      const theirs = (given: Command, answered: Answered): unknown => super.send(given, { answered });
      return new ShortCall(call, scope, this.config, command, theirs).send();
    }
  }
  return ShortClient as unknown as C;
};

class ShortCall {
  readonly #call: CallContext;
  readonly #scope: string;
  readonly #config: Config;
  readonly #command: Command;
  readonly #operation: { readonly name: string };
  readonly #input: Fields;
  readonly #theirs: (command: Command, answered: Answered) => unknown;

  constructor(
    call: CallContext,
    scope: string,
    config: Config,
    command: Command,
    theirs: (command: Command, answered: Answered) => unknown,
  ) {
    this.#call = call;
    this.#scope = scope;
    this.#config = config;
    this.#command = command;
    this.#operation = operationOf(command);
    this.#input = this.#operation.name === 'TransactWriteItems' ? withToken(command.input) : command.input;
    this.#theirs = theirs;
  }

  async send(): Promise<unknown> {
    const { inputKeyNodes, outputKeyNodes } = this.#command;
    const answered = new Answered();
    try {
      if (inputKeyNodes && outputKeyNodes) return await this.#withAttributes(answered, inputKeyNodes, outputKeyNodes);
      if (!AS_VALUES.has(this.#operation.name)) return await this.#asText(answered);
      return { $metadata: METADATA, ...(await this.#asValues(answered, inJson(this.#input))) };
    } catch (error) {
      if (!(error instanceof Unusual)) throw error;
      const Same = this.#command.constructor as new (input: Fields) => Command;
      return this.#theirs(new Same(this.#input), answered);
    }
  }

  async #withAttributes(answered: Answered, inputNodes: KeyNodes, outputNodes: KeyNodes): Promise<unknown> {
    if (this.#config.translateConfig?.marshallOptions?.removeUndefinedValues !== true) throw new Unusual();
    const json = await this.#asValues(answered, marshalled(this.#input, inputNodes));
    return { $metadata: METADATA, ...unmarshalled(json, outputNodes) };
  }

  async #asValues(answered: Answered, json: Fields): Promise<Fields> {
    const { json: values } = await this.#ask(
      answered,
      new ValuesRequest({ service: this.#scope, action: this.#operation.name, json }),
    );
    if (!values) throw new Unusual();
    return values;
  }

  /** What is no good answer, or none at all (the connection broke), is left to the SDK. */
  async #ask(answered: Answered, request: SentRequest): Promise<SentAnswer> {
    let answer: SentAnswer;
    try {
      answer = await this.#call.send(request);
    } catch (error) {
      answered.fail(error);
      throw new Unusual();
    }
    answered.give(answer);
    if (answer.status < 300) return answer;
    if (NEVER_AGAIN.has(errorNameOf(answer))) await this.#fail(answer);
    throw new Unusual();
  }

  /** The SDK makes its exception of the answer; it would not try again. */
  async #fail({ status, headers, body }: SentAnswer): Promise<void> {
    const response = { statusCode: status, headers: { ...headers }, body: Buffer.from(body) };
    await this.#config.protocol.deserializeResponse(this.#operation, this.#config, response);
  }

  /** Other services: the SDK writes the request and reads the answer. */
  async #asText(answered: Answered): Promise<unknown> {
    const { protocol } = this.#config;
    const context = { ...this.#config, endpoint: async () => ENDPOINT };
    const { method, path, headers, body } = await protocol.serializeRequest(this.#operation, this.#input, context);
    const authorization = this.#authorization();
    const request = { method, path, headers: { ...headers, authorization }, body: bytesOf(body) };
    const answer = await this.#ask(answered, request);
    return protocol.deserializeResponse(this.#operation, context, {
      statusCode: answer.status,
      headers: { ...answer.headers },
      body: typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body,
    });
  }

  #authorization(): string {
    const { AWS_ACCESS_KEY_ID, AWS_REGION } = this.#call.env;
    return `AWS4-HMAC-SHA256 Credential=${AWS_ACCESS_KEY_ID}/20270101/${AWS_REGION}/${this.#scope}/aws4_request`;
  }
}

const NO_HEADERS = {};

/** A call as values; its body as text for whoever asks for that. */
class ValuesRequest implements SentRequest {
  readonly method = 'POST';
  readonly path = '/';
  readonly headers = NO_HEADERS;
  readonly known: KnownCall;

  constructor(known: KnownCall) {
    this.known = known;
  }

  get body(): Uint8Array {
    return Buffer.from(JSON.stringify(this.known.json));
  }
}

/** The SDK's serializer would add it: here before, for the SDK may have to send the same call again. */
const withToken = (input: Fields): Fields =>
  input.ClientRequestToken === undefined ? { ...input, ClientRequestToken: localUuid() } : input;

const errorNameOf = ({ headers, body }: SentAnswer): string =>
  headers['x-amzn-errortype'] ?? /"__type":"(?:[^"#]*#)?(\w+)"/.exec(String(body))?.[1] ?? '';

/** A time is a number of seconds in the services' JSON. */
const inJson = (value: Fields): Fields =>
  Object.fromEntries(Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : [[name, jsonOf(one)]])));

const jsonOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  // Of whichever Date: the handlers' own is the cloud's.
  if (Object.prototype.toString.call(value) === '[object Date]') return Number(value) / 1000;
  return inJson(value as Fields);
};

const operationOf = (command: Command): { readonly name: string } => {
  const schema = (command.clientCommand ?? command).schema as readonly unknown[];
  const [, namespace, name, traits, input, output] = schema;
  const operation = { namespace, name: String(name), traits, input, output };
  return operation;
};
