/**
 * Takes the place of `@smithy/node-http-handler` in the local bundle: the SDK's signed request goes to the door in the
 * same process, without a socket.
 */
import { Readable } from 'node:stream';
import { type SmithyRequest, toRequest } from '../../door/sdk-request.ts';
import { Answered, type CallContext, currentCall } from './context.ts';

export const DEFAULT_REQUEST_TIMEOUT = 0;

interface Options {
  readonly requestTimeout?: number;
  readonly throwOnRequestTimeout?: boolean;
}

export class NodeHttpHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #options: Options;

  constructor(options: Options = {}) {
    this.#options = options;
  }

  static create(given?: NodeHttpHandler | Options): NodeHttpHandler {
    return given instanceof NodeHttpHandler ? given : new NodeHttpHandler(given);
  }

  async handle(request: SmithyRequest, options?: { readonly answered?: unknown }): Promise<{ response: object }> {
    const call = currentCall();
    if (!call) throw new Error('A function called AWS outside an invocation.');
    const got = options?.answered instanceof Answered ? options.answered.take() : undefined;
    const { status, headers, body } = got ?? (await this.#within(call, call.send(toRequest(request))));
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const read = isObject(request, status) ? Readable.from([bytes]) : bytes;
    return { response: { statusCode: status, reason: '', headers, body: read } };
  }

  /** As Node's handler: a request that takes longer than `requestTimeout` fails, if the client wants that. */
  async #within<T>(call: CallContext, sent: Promise<T>): Promise<T> {
    const { requestTimeout = 0, throwOnRequestTimeout } = this.#options;
    if (!throwOnRequestTimeout || requestTimeout <= 0) return sent;
    const late = Promise.withResolvers<never>();
    const timer = call.setTimeout(() => {
      const error = new Error(`A request has exceeded the configured ${requestTimeout} ms requestTimeout.`);
      late.reject(Object.assign(error, { name: 'TimeoutError', code: 'ETIMEDOUT' }));
    }, requestTimeout);
    try {
      return await Promise.race([sent, late.promise]);
    } finally {
      timer.cancel();
    }
  }

  destroy(): void {}

  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): object {
    return {};
  }
}

export { NodeHttpHandler as NodeHttp2Handler };

/** An object of S3 is read as a stream, whatever its size. */
const isObject = ({ method, headers }: SmithyRequest, status: number): boolean =>
  method === 'GET' && status < 300 && /\/s3\/aws4_request/.test(headers.authorization ?? '');

/** The body of an answer is here already, unless it is an object's. */
export const streamCollector = async (body: Uint8Array | Readable): Promise<Uint8Array> =>
  body instanceof Readable ? Buffer.concat(await body.toArray()) : body;
